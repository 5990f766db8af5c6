// Use case: before a policy is amended, suspended or closed: which applications are open, what is reserved, and what happens to each.
import * as z from 'zod';
import { fenSchema } from '../../core/kernel/schema.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';
import { openPlaces } from '../disbursement/waiting-queue.ts';
import { findPolicy } from './commit-policy.ts';
import { budgetsOf } from './budgets-of-policy.ts';

const wordsShape = { zh: z.string(), en: z.string() };
export const POLICY_ACTS = ['amend', 'suspend', 'close'] as const;
export type PolicyAct = (typeof POLICY_ACTS)[number];

export const consequencesSchema = z.strictObject({
  act: z.enum(POLICY_ACTS),
  /** Whether the policy stands so that this can be done at all. */
  isPossible: z.boolean(),
  openApplications: z.strictObject({
    /** Filed, not decided. */
    undecided: z.int(),
    /** Accepted, waiting for money. */
    awaitingMoney: z.int(),
  }),
  /** Of all its budgets: claims not paid yet, money with the bank, and money nobody has a claim on. */
  reservedFen: fenSchema,
  inTransitFen: fenSchema,
  availableFen: fenSchema,
  paidFen: fenSchema,
  effects: z.array(
    z.strictObject({
      on: z.enum(['new', 'undecided', 'awaiting-money', 'reserved', 'available']),
      ...wordsShape,
    }),
  ),
});
export type Consequences = z.infer<typeof consequencesSchema>;

/** @throws Fault not-found */
export async function foreseeChange(deps: Deps, policyId: string, act: PolicyAct): Promise<Consequences> {
  const policy = await findPolicy(deps, policyId);
  const [undecided, awaitingMoney, budgets] = await Promise.all([
    openPlaces(deps, policyId, 'undecided'),
    openPlaces(deps, policyId, 'funding'),
    budgetsOf(deps, policyId),
  ]);
  const sum = (account: 'held' | 'inTransit' | 'available' | 'paid') =>
    fen(budgets.reduce((total, budget) => total + budget[account], 0));
  return {
    act,
    isPossible: isPossible(policy, act),
    openApplications: { undecided: undecided.length, awaitingMoney: awaitingMoney.length },
    reservedFen: sum('held'),
    inTransitFen: sum('inTransit'),
    availableFen: sum('available'),
    paidFen: sum('paid'),
    effects: [...EFFECTS[act], ...EFFECTS_OF_ALL],
  };
}

function isPossible(policy: Policy, act: PolicyAct): boolean {
  if (act === 'amend')
    return ['draft', 'published', 'suspended'].includes(policy.state) && policy.submittedBy === undefined;
  return policy.state === 'published' || (act === 'close' && policy.state === 'suspended');
}

type Effect = Consequences['effects'][number];
const effect = (on: Effect['on'], zh: string, en: string): Effect => ({ on, zh, en });

const UNDECIDED_AS_BEFORE = effect(
  'undecided',
  '继续按申报时的版本审核，排队顺序不变',
  'Still decided, by the version they were filed under, in their place',
);
/** What the flow does, in words: an amendment’s transition rule answers what is undecided, and a decision made stands. */
const EFFECTS: Readonly<Record<PolicyAct, readonly Effect[]>> = {
  amend: [
    effect(
      'new',
      '新版发布前仍按现行版申报；发布后按新版',
      'Filed under the version in force until the new one is published, then under the new one',
    ),
    effect(
      'undecided',
      '自新版生效日起按其过渡规则审核：旧版、新版，或对申请人更有利者；排队顺序不变',
      'From the day the new version takes effect decided as its transition rule says: by the old version, the new one, or the better for the applicant; in their place',
    ),
  ],
  suspend: [
    effect(
      'new',
      '不再受理，也不再自动开启，直到另一审批人恢复或新版发布',
      'Refused, and none is opened automatically, until another approver resumes it or a new version is published',
    ),
    UNDECIDED_AS_BEFORE,
  ],
  close: [
    effect('new', '永久不再受理；政策不能重新开放', 'Refused for good: the policy cannot be opened again'),
    UNDECIDED_AS_BEFORE,
  ],
};
const EFFECTS_OF_ALL: readonly Effect[] = [
  effect(
    'awaiting-money',
    '权益不变，有预算即按原顺序兑付',
    'Keep their award and are funded in their order while there is money',
  ),
  effect(
    'reserved',
    '照常支付；如需停付，请对政策设置暂停支付',
    'Paid as planned; to stop payments, place a hold on the policy',
  ),
  effect(
    'available',
    '留在预算内，由财政另行核减或关闭预算',
    'Stays in the budget until finance cuts or closes it',
  ),
];
