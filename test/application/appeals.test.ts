// Contesting a decision: once, in time, answered by somebody else, and decided anew by the rule in its old place.
import { beforeEach, describe, expect, it } from 'vitest';
import { answerAppeal, appealDecision } from '../../functions/application/appeal-decision.ts';
import { attachmentUrl, startAttachment } from '../../functions/application/attach-file.ts';
import { disputeFact } from '../../functions/application/dispute-fact.ts';
import { askQuestion, complete, giveAnswer } from '../../functions/application/query-applicant.ts';
import { rateApplication } from '../../functions/application/rate-application.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import { fitting, openTradeWorld, usccOf, type TradeWorld } from '../flow/trade-world.ts';

const OWNER = 'enterprise:1';
const GROUNDS = { grounds: '纳税数据有误，附完税证明', attachments: [] };
const PDF = new TextEncoder().encode('%PDF-1.7 proof');

let world: TradeWorld;
const applicationOf = async (id: string) => (await showApplication(world.deps, id)).application;

/** A refused case: the firm's sector does not fit. */
async function refused(n = 1): Promise<string> {
  const id = await world.enrol(n, 6000);
  world.held.set(usccOf(n), { ...fitting(6000), sector: 'industry' });
  await world.settle();
  expect(await world.stateOf(id)).toBe('refused');
  return id;
}

beforeEach(async () => {
  world = await openTradeWorld();
  await world.fund(world.policyId, 'city', 1_000_000);
  await world.fund(world.policyId, 'district-330106', 1_000_000);
});

describe('an appeal', () => {
  it('accepted after the department corrected its fact is decided anew, as of its old day and in its old place', async () => {
    const id = await refused();
    const before = await applicationOf(id);
    const appeal = await appealDecision(world.deps, id, GROUNDS, OWNER);
    expect(appeal).toMatchObject({
      id: `${id}@1`,
      state: 'filed',
      against: { state: 'refused', by: 'system' },
    });
    expect(await appealDecision(world.deps, id, { ...GROUNDS, grounds: 'again, again' }, OWNER)).toEqual(
      appeal,
    );
    world.held.set(usccOf(1), fitting(6000));
    world.today = '2020-07-15';
    await answerAppeal(world.deps, appeal.id, { decision: 'accept', reason: '部门已更正' }, 'staff.reviewer');
    await world.settle();
    const shown = await showApplication(world.deps, id);
    expect(shown.state).toBe('paid');
    expect(shown.application).toMatchObject({
      revision: 2,
      submittedAt: before.submittedAt,
      asOf: before.asOf,
      amountFen: 100_000,
    });
    expect(shown.timeline.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['appeal.filed', 'appeal.accepted', 'application.accepted', 'claim.paid']),
    );
    expect(world.bank.outflowFen).toBe(100_000);
  });

  it('accepted while the fact stands is refused by the rule again: a person cannot set the rule aside', async () => {
    const id = await refused();
    const appeal = await appealDecision(world.deps, id, GROUNDS, OWNER);
    await answerAppeal(world.deps, appeal.id, { decision: 'accept', reason: '重新核验' }, 'staff.reviewer');
    await world.settle();
    const shown = await showApplication(world.deps, id);
    expect(shown.state).toBe('refused');
    expect(shown.application.revision).toBe(2);
    expect(shown.appeals).toHaveLength(1);
    expect(shown.contestableUntil).toBeDefined();
    expect(world.bank.outflowFen).toBe(0);
  });

  it('is not answered by whoever decided, nor twice', async () => {
    world = await openTradeWorld({
      mode: 'apply',
      review: { role: 'staff.reviewer', workingDays: 5, samplePercent: 0, zh: '核对', en: 'checked' },
    });
    const id = await world.enrol(1, 6000);
    await world.settle();
    await reviewApplication(world.deps, id, { decision: 'refuse', reason: '材料不足' }, 'reviewer.one');
    const appeal = await appealDecision(world.deps, id, GROUNDS, OWNER);
    expect(appeal.against.by).toBe('reviewer.one');
    const answer = { decision: 'refuse', reason: '维持' } as const;
    await expect(answerAppeal(world.deps, appeal.id, answer, 'reviewer.one')).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'same-person' },
    });
    await answerAppeal(world.deps, appeal.id, answer, 'reviewer.two');
    await expect(answerAppeal(world.deps, appeal.id, answer, 'reviewer.three')).rejects.toMatchObject({
      detail: { reason: 'appeal-answered' },
    });
    expect(await world.stateOf(id)).toBe('refused');
  });

  it('comes too late after its working days, and not at all before there is a decision', async () => {
    const open = await world.enrol(2, 6000);
    await expect(appealDecision(world.deps, open, GROUNDS, OWNER)).rejects.toMatchObject({
      detail: { reason: 'nothing-to-contest' },
    });
    const id = await refused();
    world.nowMs += 21 * 86_400_000;
    world.today = '2020-03-23';
    await expect(appealDecision(world.deps, id, GROUNDS, OWNER)).rejects.toMatchObject({
      detail: { reason: 'appeal-late' },
    });
  });

  it('against a refusal that the enterprise has filed over is not accepted', async () => {
    const id = await refused();
    const appeal = await appealDecision(world.deps, id, GROUNDS, OWNER);
    await world.enrol(1, 6000);
    await expect(
      answerAppeal(world.deps, appeal.id, { decision: 'accept', reason: 'x' }, 'staff.reviewer'),
    ).rejects.toMatchObject({ detail: { reason: 'decision-gone' } });
  });

  it('against an amount opens a case for a supplement and moves no money by itself', async () => {
    const id = await world.enrol(1, 6000);
    await world.settle();
    const appeal = await appealDecision(world.deps, id, GROUNDS, OWNER);
    await answerAppeal(world.deps, appeal.id, { decision: 'accept', reason: '差额属实' }, 'staff.reviewer');
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
    expect(world.bank.outflowFen).toBe(100_000);
    const { items } = await world.store.list('exception', {
      by: 'owner',
      group: `application:${id}`,
      limit: 9,
    });
    expect(items).toMatchObject([{ reason: 'appeal-accepted', owner: 'unit.maker' }]);
  });
});

describe('an attachment', () => {
  const declared = { name: '完税证明.pdf', contentType: 'application/pdf', bytes: PDF.length } as const;
  const start = async (id: string) => {
    world.files.uploadUrl = async () => 'https://upload.example/';
    world.files.downloadUrl = async () => 'https://download.example/';
    return (await startAttachment(world.deps, id, declared, 'request-1')).attachment;
  };

  it('must have arrived, and be what it was declared to be', async () => {
    const id = await refused();
    const attachment = await start(id);
    const appeal = { ...GROUNDS, attachments: [attachment] };
    await expect(appealDecision(world.deps, id, appeal, OWNER)).rejects.toMatchObject({
      detail: { reason: 'attachment-missing' },
    });
    const key = `attachments/${id}/${attachment.id}`;
    await world.files.put('files', key, new TextEncoder().encode('<html>not pdf'));
    await expect(appealDecision(world.deps, id, appeal, OWNER)).rejects.toMatchObject({
      detail: { reason: 'attachment-differs' },
    });
    await world.files.put('files', key, PDF);
    expect((await appealDecision(world.deps, id, appeal, OWNER)).attachments).toEqual([attachment]);
    expect(await attachmentUrl(world.deps, id, attachment)).toEqual({
      downloadUrl: 'https://download.example/',
    });
  });

  it('of another case is not found', async () => {
    const id = await refused();
    const attachment = await start('another.case.once');
    await world.files.put('files', `attachments/another.case.once/${attachment.id}`, PDF);
    await expect(
      appealDecision(world.deps, id, { ...GROUNDS, attachments: [attachment] }, OWNER),
    ).rejects.toMatchObject({ detail: { reason: 'attachment-missing' } });
  });
});

describe('a question to the enterprise', () => {
  it('stops the review until it is answered, then the same review goes on', async () => {
    world = await openTradeWorld({
      mode: 'apply',
      review: { role: 'staff.reviewer', workingDays: 5, samplePercent: 0, zh: '核对', en: 'checked' },
    });
    await world.fund(world.policyId, 'city', 1_000_000);
    await world.fund(world.policyId, 'district-330106', 1_000_000);
    const id = await world.enrol(1, 6000);
    await world.settle();
    await askQuestion(world.deps, id, '经营地址是否变更？', 'staff.reviewer');
    const asked = await showApplication(world.deps, id);
    expect(asked.next).toMatchObject({ who: 'enterprise', by: '2020-03-07' });
    await expect(
      reviewApplication(world.deps, id, { decision: 'accept', reason: 'x' }, 'staff.reviewer'),
    ).rejects.toMatchObject({ detail: { reason: 'not-in-review' } });
    await giveAnswer(world.deps, id, { answer: '没有变更', attachments: [] }, OWNER);
    await expect(
      giveAnswer(world.deps, id, { answer: '再答', attachments: [] }, OWNER),
    ).rejects.toMatchObject({
      detail: { reason: 'nothing-asked' },
    });
    await reviewApplication(world.deps, id, { decision: 'accept', reason: '属实' }, 'staff.reviewer');
    await world.settle();
    expect(await world.stateOf(id)).toBe('paid');
    expect((await applicationOf(id)).queries).toMatchObject([
      { question: '经营地址是否变更？', answer: '没有变更' },
    ]);
  });

  it('is only for a case in review', async () => {
    const id = await refused();
    await expect(askQuestion(world.deps, id, '？', 'staff.reviewer')).rejects.toMatchObject({
      detail: { reason: 'not-in-review' },
    });
  });
});

describe('what was missing', () => {
  it('once recorded with its department is checked again without a new filing', async () => {
    const id = await world.enrol(1, 6000);
    const { taxPaid2019: _tax, ...without } = fitting(6000);
    world.held.set(usccOf(1), without);
    await world.settle();
    const waiting = await applicationOf(id);
    expect(waiting).toMatchObject({ state: 'awaiting-applicant', missing: ['taxPaid2019'] });
    world.held.set(usccOf(1), fitting(6000));
    await complete(world.deps, id, OWNER);
    await world.settle();
    expect(await applicationOf(id)).toMatchObject({ revision: 1, submittedAt: waiting.submittedAt });
    expect(await world.stateOf(id)).toBe('paid');
    await expect(complete(world.deps, id, OWNER)).rejects.toMatchObject({
      detail: { reason: 'nothing-missing' },
    });
  });
});

describe('a rating', () => {
  it('is given once, after the end, and a bad one has an owner', async () => {
    const id = await world.enrol(1, 6000);
    const bad = { stars: 1, words: '等得太久' };
    await expect(rateApplication(world.deps, id, bad, OWNER)).rejects.toMatchObject({
      detail: { reason: 'not-ended' },
    });
    await world.settle();
    await rateApplication(world.deps, id, bad, OWNER);
    expect(await rateApplication(world.deps, id, bad, OWNER)).toMatchObject({ stars: 1, words: '等得太久' });
    await expect(rateApplication(world.deps, id, { stars: 5 }, OWNER)).rejects.toMatchObject({
      code: 'conflict',
    });
    const { items } = await world.store.list('exception', { by: 'state', group: 'open', limit: 9 });
    expect(items).toMatchObject([{ reason: 'bad-rating', owner: 'staff.reviewer', evidence: { stars: 1 } }]);
    expect((await showApplication(world.deps, id)).rating?.stars).toBe(1);
  });

  it('that is good opens nothing', async () => {
    const id = await world.enrol(1, 6000);
    await world.settle();
    await rateApplication(world.deps, id, { stars: 4 }, OWNER);
    expect((await world.store.list('exception', { by: 'state', group: 'open', limit: 9 })).items).toEqual([]);
  });
});

describe('a fact that is wrong', () => {
  it('becomes one task of the department that holds it', async () => {
    const id = await refused();
    const task = await disputeFact(world.deps, id, { item: 'sector', words: '我们是零售业' }, OWNER);
    expect(task).toMatchObject({ owner: 'hub.statistics', reason: 'fact-disputed', state: 'open' });
    expect(await disputeFact(world.deps, id, { item: 'sector', words: '再说一次' }, OWNER)).toEqual(task);
    await expect(
      disputeFact(world.deps, id, { item: 'tenants', words: '无关' }, OWNER),
    ).rejects.toMatchObject({
      detail: { reason: 'fact-unused' },
    });
  });
});

describe('the department’s word on it', () => {
  it('is given by that department alone, and the enterprise reads it on its case', async () => {
    const id = await refused();
    const task = await disputeFact(world.deps, id, { item: 'sector', words: '我们是零售业' }, OWNER);
    const other = { sub: 'hub.tax', roles: ['hub.tax'], actsFor: [] };
    await expect(closeException(world.deps, task.id, '不归我们', other)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const own = { sub: 'hub.statistics', roles: ['hub.statistics'], actsFor: [] };
    await closeException(world.deps, task.id, '已更正为零售业', own);
    expect((await showApplication(world.deps, id)).disputes).toMatchObject([
      { item: 'sector', words: '我们是零售业', state: 'closed', resolution: '已更正为零售业' },
    ]);
  });
});
