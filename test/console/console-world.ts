// The real platform in memory with a small example, for tests of the console: 300 firms of the register and three policies.
import { setTimeout as sleep } from 'node:timers/promises';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { buildConsole } from '../../local/host/build-console.ts';
import { fundExamplePolicy, importExampleRegister, loadReference } from '../../local/example/load-example.ts';
import { readExample, REGISTER_FILE, type Example } from '../../local/example/read-example.ts';
import { publishThroughRoute } from '../../local/example/sign-route.ts';
import { startPlatform } from '../../local/start-platform.ts';
import type { Deps } from '../../functions/deps.ts';
import type { MatchedEnterprise } from '../../functions/matching/match-segment.ts';
import { matchListKey } from '../../functions/matching/match-slice.ts';

const SEED = 2020;
const FIRMS = 300;
const TODAY = '2020-03-10';
const MATCHED_MAX_MS = 150_000;

/** Claimed by a click and paid at once; reviewed by a person; and released by a second person. */
export const CLICK = 'p02-trade-services';
export const REVIEWED = 'p91-trade-reviewed';
export const RELEASED = 'p92-trade-released';

export interface ConsoleWorld {
  readonly url: string;
  readonly deps: Deps;
  readonly example: Example;
  /** Firms that the register and the indicators do not rule out under the policies, each to be used once. */
  nextFirm(): string;
  /** A firm that does not fit. */
  readonly unfitFirm: string;
  close(): Promise<void>;
}

/** The trade policy under another name, with what makes it wait for a person. */
function variantsOf(trade: PolicyDocument): PolicyDocument[] {
  const review = {
    role: 'staff.reviewer',
    workingDays: 5,
    samplePercent: 0,
    zh: '人工核对',
    en: 'looked at by a person',
  };
  return [
    trade,
    {
      ...trade,
      id: REVIEWED,
      title: { zh: '商贸补贴（人工审核）', en: 'Trade aid, reviewed' },
      mode: 'apply',
      review,
      preAuthorisedYuan: 0,
    },
    {
      ...trade,
      id: RELEASED,
      title: { zh: '商贸补贴（第二人放行）', en: 'Trade aid, released by a second person' },
      preAuthorisedYuan: 0,
    },
  ];
}

async function matchedFirms(deps: Deps, policyId: string): Promise<MatchedEnterprise[]> {
  const deadline = Date.now() + MATCHED_MAX_MS;
  while (Date.now() < deadline) {
    const { items } = await deps.store.list('match-slice', { by: 'owner', group: policyId, limit: 100 });
    if (items.length > 0 && items.every(({ state }) => state === 'done')) {
      const lists = await Promise.all(items.map(({ id }) => deps.files.get('files', matchListKey(id))));
      return lists.flatMap((list) => JSON.parse(new TextDecoder().decode(list)) as MatchedEnterprise[]);
    }
    await sleep(100);
  }
  throw new Error(`the matching of ${policyId} does not end`);
}

/** Builds the console if it is stale, starts the platform and loads the small example. */
export async function startConsoleWorld(port = 0): Promise<ConsoleWorld> {
  await buildConsole();
  process.env['ZHIDA_TODAY'] = TODAY;
  const platform = await startPlatform({ port, registerFile: REGISTER_FILE, departments: { seed: SEED } });
  const { loadDeps } = await import('../../functions/edge/wiring.ts');
  const deps = await loadDeps();
  const example = await readExample();
  await loadReference(deps, example, SEED);
  await importExampleRegister(deps, () => undefined, FIRMS);
  const trade = example.policies.find(({ id }) => id === CLICK);
  if (!trade) throw new Error(`the example has no policy ${CLICK}`);
  const budget = example.budgets.budgets[CLICK] ?? {};
  const budgets = {
    ...example.budgets,
    budgets: { [CLICK]: budget, [REVIEWED]: budget, [RELEASED]: budget },
  };
  for (const policy of variantsOf(trade)) {
    await publishThroughRoute(deps, policy);
    await fundExamplePolicy(deps, policy, { ...example, budgets }, 80);
  }
  const firms = await matchedFirms(deps, CLICK);
  const { items } = await deps.store.list('enterprise', { by: 'all', group: '0', limit: 100 });
  const unfit = items.find(({ uscc }) => firms.every((firm) => firm.uscc !== uscc));
  if (!unfit) throw new Error('every firm fits');
  let used = 0;
  return {
    url: platform.url,
    deps,
    example,
    unfitFirm: unfit.uscc,
    nextFirm: () => {
      const firm = firms[used++];
      if (!firm) throw new Error('the small example has no firm left');
      return firm.uscc;
    },
    close: () => platform.close(),
  };
}

if (import.meta.main) {
  const started = performance.now();
  const world = await startConsoleWorld(Number(process.argv[2] ?? 0));
  const firms = Array.from({ length: 6 }, () => world.nextFirm());
  console.log(
    `${world.url} after ${Math.round(performance.now() - started)} ms; unfit ${world.unfitFirm}; fit ${firms.join(' ')}`,
  );
}
