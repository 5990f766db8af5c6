// Loads the demo: the real register and the example policies, published, but for the automatic ones, which await their last signature.
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Deps } from '../../functions/deps.ts';
import { matchListKey } from '../../functions/matching/match-slice.ts';
import { fundExamplePolicy, importExampleRegister, loadReference } from '../example/load-example.ts';
import { publicationDayOf, readExample, type Example } from '../example/read-example.ts';
import { publishThroughRoute, signThroughRoute } from '../example/sign-route.ts';
import type { Progress } from '../replay/progress.ts';

const SEED = 2020;
const MARK_KEY = 'demo/loaded.json';
const MATCHED_LOOK_MS = 200;
const MATCHED_MAX_MS = 120_000;
const SAMPLES = 6;
/** The rest is left for whoever tries to fund a budget: more than was approved is refused. */
const FIRST_TRANCHE_PERCENT = 80;

const sampleSchema = z.strictObject({ uscc: z.string(), name: z.string() });
const markSchema = z.strictObject({
  enterprises: z.int(),
  published: z.int(),
  awaitingApproval: z.int(),
  /** Firms that fit a policy which is claimed by a click: good to sign in as. */
  samples: z.array(sampleSchema),
});
export type LoadedDemo = z.infer<typeof markSchema>;

/** The business day of the demo: the day on which the last of its policies came out. */
export async function demoDay(): Promise<string> {
  const { policies } = await readExample();
  return policies.map(publicationDayOf).toSorted().at(-1) ?? '2020-03-27';
}

/** What a former start has loaded, or undefined. */
export async function loadedDemo({ files }: Pick<Deps, 'files'>): Promise<LoadedDemo | undefined> {
  const mark = await files.get('files', MARK_KEY);
  return mark && markSchema.parse(JSON.parse(new TextDecoder().decode(mark)));
}

async function publishAll(deps: Deps, example: Example, progress: Progress): Promise<PolicyDocument[]> {
  const published: PolicyDocument[] = [];
  for (const [index, document] of example.policies.entries()) {
    if (document.mode === 'automatic') {
      await signThroughRoute(deps, document, 1);
    } else {
      await publishThroughRoute(deps, document);
      published.push(document);
    }
    await fundExamplePolicy(deps, document, example, FIRST_TRANCHE_PERCENT);
    progress.update('policies', index + 1, example.policies.length);
  }
  return published;
}

/** The ids of a policy's match lists, or undefined while the queue still works on them. */
async function matchListsOf({ store }: Deps, policyId: string): Promise<string[] | undefined> {
  const { items } = await store.list('match-slice', { by: 'owner', group: policyId, limit: 100 });
  const isDone = items.length > 0 && items.every((slice) => slice.state === 'done');
  return isDone ? items.map((slice) => slice.id) : undefined;
}

/** @throws Error when matching stands still */
async function untilMatched(
  deps: Deps,
  published: readonly PolicyDocument[],
  progress: Progress,
): Promise<void> {
  const deadline = Date.now() + MATCHED_MAX_MS;
  for (const [index, { id }] of published.entries()) {
    while ((await matchListsOf(deps, id)) === undefined) {
      if (Date.now() > deadline) throw new Error(`the matching of ${id} does not end`);
      await sleep(MATCHED_LOOK_MS);
    }
    progress.update('matched', index + 1, published.length);
  }
}

async function samplesOf(deps: Deps, published: readonly PolicyDocument[]): Promise<LoadedDemo['samples']> {
  const byClick = published.find((document) => document.mode === 'confirm');
  const lists = byClick === undefined ? [] : ((await matchListsOf(deps, byClick.id)) ?? []);
  const usccs: string[] = [];
  for (const list of lists) {
    const bytes = usccs.length < SAMPLES ? await deps.files.get('files', matchListKey(list)) : undefined;
    const firms =
      bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as { uscc: string }[]);
    usccs.push(...firms.slice(0, SAMPLES - usccs.length).map(({ uscc }) => uscc));
  }
  const enterprises = await deps.store.readMany('enterprise', usccs);
  return enterprises.flatMap((it) => (it === undefined ? [] : [{ uscc: it.uscc, name: it.name }]));
}

/**
 * Brings the demo onto a running platform, with progress; what a broken start has done already is left as it is.
 * The business day must be `demoDay()`.
 */
export async function loadDemo(deps: Deps, progress: Progress): Promise<LoadedDemo> {
  const example = await readExample();
  await loadReference(deps, example, SEED);
  const imported = await importExampleRegister(deps, ({ rowsDone, rowsTotal }) =>
    progress.update('register', rowsDone, Math.max(rowsDone, rowsTotal ?? 0)),
  );
  progress.update('register', imported.rows, imported.rows);
  const published = await publishAll(deps, example, progress);
  await untilMatched(deps, published, progress);
  const loaded = {
    enterprises: imported.accepted + imported.unchanged,
    published: published.length,
    awaitingApproval: example.policies.length - published.length,
    samples: await samplesOf(deps, published),
  };
  await deps.files.put('files', MARK_KEY, JSON.stringify(loaded));
  return loaded;
}
