// All published policies made ready for one firm at a time: an index that says at once which of them can fit.
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { isColumn } from '../../core/matching/register-segment.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { lowerProgram } from '../../core/rules/match/match-test.ts';
import { NO_MATCH, PolicyIndex } from '../../core/rules/match/policy-index.ts';
import { planRanks } from '../../core/rules/match/rank-plan.ts';
import type { Deps } from '../deps.ts';
import { publishedPolicies } from './policies-in-force.ts';
import { catalogueHash } from './segment-inputs.ts';

export interface PublishedPolicy {
  readonly policy: Policy;
  readonly document: PolicyDocument;
  readonly compiled: CompiledPolicy;
}

/** The published policies of a day, in the order of their ids. */
export class PublishedPolicies {
  readonly all: readonly PublishedPolicy[];
  readonly catalogue: Catalogue;
  readonly #index: PolicyIndex;
  readonly #answers: Uint8Array;

  constructor(all: readonly PublishedPolicy[], catalogue: Catalogue, day: number) {
    this.all = all;
    this.catalogue = catalogue;
    const lowered = all.map(({ compiled }) => lowerProgram(compiled.program, day, isColumn));
    const plan = planRanks(
      catalogue.items,
      lowered.map(({ test }) => test),
    );
    this.#index = new PolicyIndex(plan, lowered);
    this.#answers = new Uint8Array(all.length);
  }

  /** Those of which a firm with these facts is not surely ineligible; the district must be among the facts. */
  possibleFor(facts: Facts): ReadonlySet<PublishedPolicy> {
    this.#index.match(facts, this.#answers);
    return new Set(this.all.filter((_, index) => this.#answers[index] !== NO_MATCH));
  }
}

/** Heads and index may be remembered this long, as `PolicyCache` remembers a head. */
const TTL_MS = 1000;

interface Kept {
  readonly until: number;
  readonly key: string;
  readonly published: PublishedPolicies;
}
const kept = new WeakMap<Deps['policies'], Kept>();

/** Built again only when a policy was published, amended or ended, when the catalogue changed, or on another day. */
export async function loadPublished(
  deps: Pick<Deps, 'store' | 'policies' | 'clock'>,
  today: DayText,
): Promise<PublishedPolicies> {
  const before = kept.get(deps.policies);
  const nowMs = deps.clock.nowMs();
  if (before && before.until > nowMs && before.key.startsWith(`${today} `)) return before.published;
  const catalogue = await deps.policies.catalogue();
  const heads = (await publishedPolicies(deps)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const key = `${today} ${catalogueHash(catalogue)} ${heads.map(({ id, version, inForce }) => `${id}@${inForce}.${version}`).join(' ')}`;
  const published =
    before?.key === key ? before.published : await makePublished(deps, heads, catalogue, today);
  kept.set(deps.policies, { until: nowMs + TTL_MS, key, published });
  return published;
}

async function makePublished(
  deps: Pick<Deps, 'policies'>,
  heads: readonly Policy[],
  catalogue: Catalogue,
  today: DayText,
): Promise<PublishedPolicies> {
  const all = await Promise.all(
    heads.map(async (policy) => {
      const { version, compiled } = await deps.policies.version(policy.id, policy.inForce);
      return { policy, document: version.document, compiled };
    }),
  );
  return new PublishedPolicies(all, catalogue, parseDay(today) ?? 0);
}
