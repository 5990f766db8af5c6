// Use case: one enterprise against every published policy: what fits, what may fit and what is missing, what does not and why.
import { registerFacts } from '../../core/hub/register-facts.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { applicationId } from '../../core/application/application.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import type { Evaluation } from '../../core/rules/evaluation.ts';
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
  readonly failed: readonly { readonly name: string; readonly zh: string; readonly en: string }[];
  readonly until?: string;
  /** The application that stands already, by id and state. */
  readonly applied?: { readonly id: string; readonly state: string };
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
  const evaluation = compiled.evaluate(facts, {
    asOfDay: parseDay(asOf) ?? 0,
    district: enterprise.districtCode,
  });
  const failedNames = new Set(
    evaluation.conditions.filter(({ value }) => value === false).map(({ name }) => name),
  );
  const application = await deps.store.read(
    'application',
    applicationId(policy.id, enterprise.uscc, periodOf(document, asOf)),
  );
  const { until } = document.dates.application;
  return {
    policyId: policy.id,
    titleZh: policy.titleZh,
    titleEn: policy.titleEn,
    mode: policy.mode,
    outcome: evaluation.outcome,
    amountFen: evaluation.amountFen,
    missing: evaluation.missing,
    failed: document.conditions
      .filter(({ name }) => failedNames.has(name))
      .map(({ name, zh, en }) => ({ name, zh, en })),
    ...(until !== undefined && { until }),
    ...(application && { applied: { id: application.id, state: application.state } }),
  };
}
