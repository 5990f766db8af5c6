// Use case: one enterprise against every published policy: what fits, what may fit and what is missing, what does not and why.
import { registerFacts } from '../../core/hub/register-facts.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { applicationId, type Application } from '../../core/application/application.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import { counterfactuals } from '../../core/rules/counterfactual.ts';
import type { Words } from '../../core/rules/rule-document.ts';
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Evaluation, EvaluationContext } from '../../core/rules/evaluation.ts';
import { shownStateOf } from '../application/shown-state.ts';
import type { Deps } from '../deps.ts';
import { ReleasedFacts } from './released-facts.ts';

export interface EnterpriseMatch {
  readonly policyId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly mode: Policy['mode'];
  readonly outcome: Evaluation['outcome'];
  readonly amountFen: Fen | null;
  readonly missing: readonly string[];
  /** `wouldFit`: the smallest change of one fact that would have met the condition. */
  readonly failed: readonly (Words & { readonly name: string; readonly wouldFit?: Words })[];
  /** Whether it may be had beside others of its group. */
  readonly stacking: 'combine' | 'exclusive' | 'highest';
  /** Policies of one group meet each other; absent where it may be combined with every other. */
  readonly group?: string;
  /** Whether it can be claimed on this day. */
  readonly window: 'open' | 'not-yet' | 'over';
  readonly from?: string;
  readonly until?: string;
  /** The application that stands already, by id and state. */
  readonly applied?: { readonly id: string; readonly state: string; readonly amountFen?: Fen };
  /** Why there is no answer for this firm, when there is none. */
  readonly notCalculated?: Words;
}

export interface EnterpriseMatches {
  readonly uscc: string;
  readonly name: string;
  readonly asOf: string;
  readonly matches: readonly EnterpriseMatch[];
}

const POLICIES_MAX = 1000;

/** Sorted by amount, then by deadline; those that may fit follow, those that do not fit come last. @throws Fault not-found */
export async function matchEnterprise(deps: Deps, uscc: string): Promise<EnterpriseMatches> {
  const [enterprise, policies] = await Promise.all([
    deps.store.read('enterprise', uscc),
    deps.store.list('policy', { by: 'all', limit: POLICIES_MAX }),
  ]);
  if (!enterprise)
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${uscc}`,
      en: `The register holds no ${uscc}`,
    });
  const asOf = deps.clock.today();
  const published = policies.items.filter((policy) => policy.state === 'published');
  const matches = await Promise.all(published.map((policy) => matchOne(deps, policy, enterprise, asOf)));
  const rank = { eligible: 0, unknown: 1, ineligible: 2 } as const;
  const sorted = matches.sort(
    (a, b) =>
      rank[a.outcome] - rank[b.outcome] ||
      (b.amountFen ?? 0) - (a.amountFen ?? 0) ||
      ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1),
  );
  return { uscc, name: enterprise.name, asOf, matches: sorted };
}

async function matchOne(
  deps: Deps,
  policy: Policy,
  enterprise: Parameters<typeof registerFacts>[0],
  asOf: string,
): Promise<EnterpriseMatch> {
  const { version, compiled } = await deps.policies.version(policy.id, policy.inForce);
  const { document } = version;
  const released = await ReleasedFacts.load(deps, document.items);
  const facts = { ...registerFacts(enterprise), ...released.of(enterprise.uscc, asOf) };
  const district = enterprise.districtCode;
  const found = evaluate(compiled, facts, { asOfDay: parseDay(asOf) ?? 0, district });
  const application = await deps.store.read(
    'application',
    applicationId(policy.id, enterprise.uscc, periodOf(document, asOf)),
  );
  const { from, until } = document.dates.application;
  const { group, rule } = document.stacking;
  return {
    policyId: policy.id,
    titleZh: policy.titleZh,
    titleEn: policy.titleEn,
    mode: policy.mode,
    ...found,
    stacking: rule,
    ...(group !== undefined && rule !== 'combine' && { group }),
    window: windowOn(document.dates.application, asOf),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(application && { applied: await appliedOf(deps, application) }),
  };
}

const windowOn = ({ from, until }: { from?: string | undefined; until?: string | undefined }, day: string) =>
  from !== undefined && day < from ? 'not-yet' : until !== undefined && day > until ? 'over' : 'open';

type Found = Pick<EnterpriseMatch, 'outcome' | 'amountFen' | 'missing' | 'failed' | 'notCalculated'>;

/** A rule without an answer for this firm is said to be so, and does not take the other policies with it. */
function evaluate(
  compiled: CompiledPolicy,
  facts: Parameters<CompiledPolicy['evaluate']>[0],
  context: EvaluationContext,
): Found {
  try {
    const { outcome, amountFen, missing, conditions } = compiled.evaluate(facts, context);
    const failed = new Set(conditions.filter(({ value }) => value === false).map(({ name }) => name));
    const changes = failed.size === 0 ? [] : counterfactuals(compiled.program, facts, context);
    return {
      outcome,
      amountFen,
      missing,
      failed: compiled.program.conditions
        .filter(({ name }) => failed.has(name))
        .map(({ name, zh, en }) => {
          const change = changes.find(({ condition }) => condition === name);
          return { name, zh, en, ...(change && { wouldFit: { zh: change.zh, en: change.en } }) };
        }),
    };
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
    const { zh = error.message, en = error.message } = error.detail;
    return { outcome: 'unknown', amountFen: null, missing: [], failed: [], notCalculated: { zh, en } };
  }
}

async function appliedOf(
  deps: Deps,
  application: Application,
): Promise<NonNullable<EnterpriseMatch['applied']>> {
  const { id, amountFen } = application;
  const state = await shownStateOf(deps, application);
  return { id, state, ...(amountFen !== undefined && { amountFen }) };
}
