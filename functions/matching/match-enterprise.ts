// Use case: one enterprise against every published policy: what fits, what may fit and what is missing, what does not and why.
import { registerSliceOf } from '../../core/enterprise/register-slice.ts';
import { claimWindow } from '../../core/policy/claim-window.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { applicationId, type Application } from '../../core/application/application.ts';
import { firstInstalmentOf, type FirstInstalment } from '../../core/application/instalment.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import { counterfactuals } from '../../core/rules/counterfactual.ts';
import type { Words } from '../../core/rules/rule-document.ts';
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Evaluation, EvaluationContext, Facts } from '../../core/rules/evaluation.ts';
import { shownStateOf } from '../application/shown-state.ts';
import type { Deps } from '../deps.ts';
import { firmFacts } from './firm-facts.ts';
import { factsBesideColumns } from './match-segment.ts';
import { loadPublished, type PublishedPolicy } from './published-policies.ts';
import { everyItem } from '../every-page.ts';

export interface EnterpriseMatch {
  readonly policyId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly mode: Policy['mode'];
  readonly outcome: Evaluation['outcome'];
  /** The award in all. */
  readonly amountFen: Fen | null;
  /** Of a policy that pays in instalments: what the first one pays. */
  readonly firstInstalment?: FirstInstalment;
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

/** Policies that do not fit and are explained unasked; the page of a policy explains its own. */
const EXPLAINED_MAX = 100;

/**
 * Sorted by amount, then by deadline; those that may fit follow, those that do not fit come last.
 * @param only one policy alone, explained whatever the others are
 * @throws Fault not-found
 */
export async function matchEnterprise(deps: Deps, uscc: string, only?: string): Promise<EnterpriseMatches> {
  const asOf = deps.clock.today();
  const [enterprise, published, applications] = await Promise.all([
    deps.store.read('enterprise', uscc),
    loadPublished(deps, asOf),
    applicationsOf(deps, uscc),
  ]);
  if (!enterprise)
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${uscc}`,
      en: `The register holds no ${uscc}`,
    });
  const facts = await firmFacts(deps, enterprise, asOf);
  const possible = published.possibleFor(facts);
  const shown = published.all.filter(({ policy }) => only === undefined || policy.id === only);
  const unfit = shown.filter((each) => !possible.has(each));
  const explained = new Set(unfit.slice(0, EXPLAINED_MAX));
  const matches = await Promise.all(
    shown.map(async (each) => {
      const isExplained = possible.has(each) || explained.has(each);
      const found = isExplained
        ? await evaluateOne(deps, each, published.catalogue, uscc, facts, asOf)
        : UNFIT;
      const id = applicationId(each.policy.id, uscc, periodOf(each.document, asOf));
      return matchOf(deps, each, found, applications.get(id), asOf);
    }),
  );
  return { uscc, name: enterprise.name, asOf, matches: matches.sort(bySize) };
}

const RANK = { eligible: 0, unknown: 1, ineligible: 2 } as const;

const bySize = (a: EnterpriseMatch, b: EnterpriseMatch): number =>
  RANK[a.outcome] - RANK[b.outcome] ||
  (b.amountFen ?? 0) - (a.amountFen ?? 0) ||
  ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1);

const APPLICATIONS_PAGE = 500;

/** What the firm has filed, by id: few, where the policies may be many. */
async function applicationsOf(deps: Deps, uscc: string): Promise<Map<string, Application>> {
  const filed = await everyItem((cursor) =>
    deps.store.list('application', { by: 'owner', group: uscc, limit: APPLICATIONS_PAGE, cursor }),
  );
  return new Map(filed.map((application) => [application.id, application]));
}

async function matchOf(
  deps: Deps,
  { policy, document }: PublishedPolicy,
  found: Found,
  application: Application | undefined,
  asOf: DayText,
): Promise<EnterpriseMatch> {
  const claimable = claimWindow(document);
  const { group, rule } = document.stacking;
  const firstInstalment = firstInstalmentOf(document, found.amountFen);
  return {
    policyId: policy.id,
    titleZh: policy.titleZh,
    titleEn: policy.titleEn,
    mode: policy.mode,
    ...found,
    ...(firstInstalment && { firstInstalment }),
    stacking: rule,
    ...(group !== undefined && rule !== 'combine' && { group }),
    window: windowOn(claimable, asOf),
    ...claimable,
    ...(application && { applied: await appliedOf(deps, application) }),
  };
}

const windowOn = ({ from, until }: { from?: string | undefined; until?: string | undefined }, day: string) =>
  from !== undefined && day < from ? 'not-yet' : until !== undefined && day > until ? 'over' : 'open';

async function evaluateOne(
  deps: Deps,
  { compiled }: PublishedPolicy,
  catalogue: Catalogue,
  uscc: string,
  facts: Facts,
  asOf: DayText,
): Promise<Found> {
  const beside = await factsBesideColumns(deps, { compiled, catalogue }, asOf, registerSliceOf(uscc), [uscc]);
  return evaluate(compiled, { ...facts, ...beside.get(uscc) }, { asOfDay: parseDay(asOf) ?? 0 });
}

type Found = Pick<EnterpriseMatch, 'outcome' | 'amountFen' | 'missing' | 'failed' | 'notCalculated'>;

/** Surely unfit by the index; why, the page of the policy says. */
const UNFIT: Found = { outcome: 'ineligible', amountFen: null, missing: [], failed: [] };

/** A rule without an answer for this firm is said to be so, and does not take the other policies with it. */
function evaluate(compiled: CompiledPolicy, facts: Facts, context: EvaluationContext): Found {
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
