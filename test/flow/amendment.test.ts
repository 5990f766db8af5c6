// What an amendment's transition rule does to applications that are undecided when it takes effect.
import { describe, expect, it } from 'vitest';
import { betterAnswer, jointEvaluation } from '../../core/eligibility/better-answer.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import { answeringVersions, type Amendment } from '../../core/policy/answering-versions.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Evaluation } from '../../core/rules/evaluation.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { checkEligibility } from '../../functions/eligibility/check-eligibility.ts';
import { openTradeWorld, usccOf, type TradeWorld } from './trade-world.ts';

type Pending = NonNullable<PolicyDocument['transition']>['pending'];

const transition = (replacesVersion: number, pending: Pending, effectiveFrom = '2020-03-01') => ({
  replacesVersion,
  effectiveFrom,
  pending,
  zh: '过渡',
  en: 'transition',
});

/** The second version pays a part of what the first does, or more than it. */
const amended = (document: PolicyDocument, pending: Pending, formula: string, effectiveFrom?: string) => ({
  ...document,
  version: 2,
  amount: { ...document.amount, formula },
  transition: transition(1, pending, effectiveFrom),
});
const LESS = '年纳税额_2019 / 12';
const MORE = '年纳税额_2019 * 3 / 12';

async function decidedUnder(pending: Pending, formula: string, effectiveFrom?: string) {
  const world = await openTradeWorld();
  const id = await world.enrol(1, 6000);
  await world.publish(amended(world.document, pending, formula, effectiveFrom));
  world.nowMs += 2_000;
  await checkEligibility(world.deps, id);
  const application = await world.store.read('application', id);
  return { world, id, application };
}

describe('an application that is undecided when an amendment takes effect', () => {
  it.each<[Pending, string, number, number]>([
    ['old-version', LESS, 1, 1000],
    ['new-version', LESS, 2, 500],
    ['better-for-applicant', LESS, 1, 1000],
    ['better-for-applicant', MORE, 2, 1500],
  ])('%s, where the new one says %s, is answered by version %i', async (pending, formula, version, yuan) => {
    const { application } = await decidedUnder(pending, formula);
    expect(application).toMatchObject({
      state: 'accepted',
      policyVersion: version,
      amountFen: yuan * 100,
    });
  });

  it('is answered as it was filed before the day on which the amendment takes effect', async () => {
    const { application } = await decidedUnder('new-version', LESS, '2020-06-01');
    expect(application).toMatchObject({ policyVersion: 1, amountFen: 100_000 });
  });

  it('keeps what was decided before', async () => {
    const world = await openTradeWorld();
    const id = await world.enrol(1, 6000);
    await checkEligibility(world.deps, id);
    await world.publish(amended(world.document, 'new-version', LESS));
    world.nowMs += 2_000;
    expect(await checkEligibility(world.deps, id)).toBeUndefined();
    expect(await world.store.read('application', id)).toMatchObject({ policyVersion: 1, amountFen: 100_000 });
  });

  it('proves its decision by the version that gave it', async () => {
    const { world, id } = await decidedUnder('better-for-applicant', MORE);
    const [first, second] = [1, 2].map((number) => `${world.policyId}@${number}`);
    const hashOf = async (versionId = '') => (await world.store.read('policy-version', versionId))?.hash;
    const { items } = await world.store.events(`application:${id}`);
    expect(items.at(-1)?.proof).toMatchObject({ policyHash: await hashOf(second) });
    expect(await hashOf(first)).not.toBe(await hashOf(second));
  });
});

describe('an instalment that is undecided when an amendment changes the shares', () => {
  const shares = (...percents: number[]) => ({
    period: 'instalments' as const,
    instalments: percents.map((percent) => ({ afterMonths: 0, percent, zh: '期', en: 'part' })),
  });
  /** The second version gives a lower award in all, and more of it in the second instalment. */
  it.each([
    [1, 1, 50_000],
    [2, 2, 67_500],
  ])(
    '%i goes by version %i, which pays it more, whatever the award in all',
    async (instalment, number, paidFen) => {
      const world = await openTradeWorld(shares(50, 50));
      await world.fund(world.policyId, 'city', 1_000_000);
      // A second instalment follows a first one that was paid.
      await world.enrol(1, 6000);
      if (instalment === 2) await world.settle();
      const filed = await submit(world.deps, {
        policyId: world.policyId,
        uscc: usccOf(1),
        instalment,
        by: 'test',
      });
      const { id } = filed.application;
      await world.publish({
        ...amended(world.document, 'better-for-applicant', '年纳税额_2019 * 9 / 60'),
        ...shares(25, 75),
      });
      world.nowMs += 2_000;
      await checkEligibility(world.deps, id);
      expect(await world.store.read('application', id)).toMatchObject({
        state: 'accepted',
        policyVersion: number,
        amountFen: paidFen,
      });
    },
  );
});

describe('a case in review', () => {
  async function inReview(pending: Pending, formula: string): Promise<{ world: TradeWorld; id: string }> {
    const world = await openTradeWorld({
      mode: 'apply',
      review: { role: 'staff.reviewer', workingDays: 5, samplePercent: 0, zh: '核对', en: 'checked' },
    });
    const id = await world.enrol(1, 6000);
    await world.settle();
    expect(await world.store.read('application', id)).toMatchObject({ state: 'in-review' });
    await world.publish(amended(world.document, pending, formula));
    world.nowMs += 2_000;
    return { world, id };
  }
  const accept = ({ deps }: TradeWorld, id: string) =>
    reviewApplication(deps, id, { decision: 'accept', reason: '符合' }, 'staff.reviewer');

  it.each<[Pending, string, number, number]>([
    ['new-version', LESS, 2, 500],
    ['better-for-applicant', LESS, 1, 1000],
  ])(
    'is checked anew by the amendment before a person decides it: %s',
    async (pending, formula, version, yuan) => {
      const { world, id } = await inReview(pending, formula);
      expect(await accept(world, id)).toMatchObject({ state: 'submitted' });
      await world.settle();
      expect(await world.store.read('application', id)).toMatchObject({ state: 'in-review' });
      // Once is enough: the second time the person decides.
      expect(await accept(world, id)).toMatchObject({
        state: 'accepted',
        policyVersion: version,
        amountFen: yuan * 100,
      });
    },
  );

  it('is decided at once where the old version answers', async () => {
    const { world, id } = await inReview('old-version', LESS);
    expect(await accept(world, id)).toMatchObject({ state: 'accepted', policyVersion: 1 });
  });
});

describe('the versions that answer', () => {
  const version = (number: number, pending?: Pending, period: 'once' | 'monthly' = 'once'): Amendment => ({
    number,
    document: { period, transition: pending && transition(number - 1, pending) },
  });

  it.each<[string, Amendment[], number[]]>([
    ['none later', [], [1]],
    ['the better of two', [version(2, 'better-for-applicant')], [1, 2]],
    ['a new one behind a better one', [version(2, 'better-for-applicant'), version(3, 'new-version')], [3]],
    [
      'a better one behind a new one',
      [version(2, 'new-version'), version(3, 'better-for-applicant')],
      [2, 3],
    ],
    ['an old one behind a new one', [version(2, 'new-version'), version(3, 'old-version')], [2]],
    ['another period', [version(2, 'new-version', 'monthly')], [1]],
  ])('%s', (_, later, expected) => {
    expect(answeringVersions(version(1), later, '2020-03-02')).toEqual(expected);
  });
});

describe('of two answers', () => {
  const answer = (
    outcome: Evaluation['outcome'],
    amountFen: number | null,
    missing: string[] = [],
  ): Evaluation => ({
    outcome,
    amountFen: amountFen as Fen | null,
    missing,
    conditions: [],
    steps: [],
  });
  const paidAtOnce = (answers: Evaluation[]) => answers.map((evaluation) => ({ document: {}, evaluation }));
  const no = answer('ineligible', null);
  const yes = (amountFen: number) => answer('eligible', amountFen);
  const unknown = (...missing: string[]) => answer('unknown', null, missing);

  it.each([
    ['the higher counts', [yes(100), yes(200)], 1],
    ['of equal ones the earlier', [yes(100), yes(100)], 0],
    ['an award beats a refusal', [no, yes(1)], 1],
    ['unknown is not no', [no, unknown('a')], 1],
    ['what is certain beats what is not known', [unknown('a'), yes(1)], 1],
  ])('%s', (_, answers, index) => {
    expect(betterAnswer(paidAtOnce(answers), 'once')).toBe(index);
  });

  it('asks for what any of them misses while one could still be better', () => {
    const joint = (...answers: Evaluation[]) => jointEvaluation(paidAtOnce(answers), 'once');
    expect(joint(yes(100), unknown('a', 'b'))).toMatchObject({
      outcome: 'unknown',
      missing: ['a', 'b'],
    });
    expect(joint(unknown('b'), unknown('a', 'b')).missing).toEqual(['b', 'a']);
    expect(joint(yes(100), no)).toEqual(yes(100));
  });
});
