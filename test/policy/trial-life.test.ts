// What happens around a trial: kills between slices, lost messages, the same request twice, requests that cannot be tried, and
// the difference that an amendment makes.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../core/enterprise/job.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { trialRequestSchema } from '../../core/policy/trial.ts';
import type { TrialReport } from '../../core/policy/trial-report.ts';
import { draft, submitForApproval } from '../../functions/policy/change-policy.ts';
import { checkInPlace } from '../../functions/policy/check-in-place.ts';
import { runTrial } from '../../functions/policy/run-trial.ts';
import { showDifference, showTrial, showTrialFirms, listTrials } from '../../functions/policy/show-trial.ts';
import { startTrial } from '../../functions/policy/start-trial.ts';
import { sweepStalled } from '../../functions/flow/sweep-stalled.ts';
import { createTrialWorld, headcountPolicy, type TrialWorld } from './trial-world.ts';

const FIRMS = 300;
let one: TrialWorld;
let document: PolicyDocument;

beforeEach(async () => {
  one = await createTrialWorld(FIRMS);
  document = headcountPolicy(one.example('p02-trade-services'));
});

const start = (request: object, requestId = 'request-1') =>
  startTrial(one.world.deps, document.id, trialRequestSchema.parse({ document, ...request }), {
    by: 'staff.drafter',
    requestId,
  });

async function finished(request: object, requestId?: string): Promise<TrialReport> {
  const { trial } = await start(request, requestId);
  await one.world.settle();
  return (await showTrial(one.world.deps, document.id, trial.id)).report as TrialReport;
}

async function refusal(work: () => Promise<unknown>): Promise<Fault['detail'] & { code: string }> {
  const error: unknown = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw error ?? new Error('it was not refused');
  return { code: error.code, ...error.detail };
}

describe('a trial that is killed', () => {
  it('goes on where it was, whenever that happens, and ends with the same report', async () => {
    const whatIfs = [{ parameter: '人数上限', values: [100] }];
    const whole = await finished({ whatIfs }, 'the-whole-one');
    const { trial } = await start({ whatIfs }, 'the-killed-one');
    one.world.dropQueues();
    const { files, deps } = one.world;
    const put = files.put.bind(files);
    let kills = 0;
    for (let attempt = 0; attempt < 60; attempt += 1) {
      let left = 1 + (attempt % 4);
      files.put = async (bucket, key, body) => {
        if ((left -= 1) < 0) throw new Error('killed');
        return put(bucket, key, body);
      };
      const ended = await runTrial(deps, trial.id).then(
        () => true,
        () => false,
      );
      if (ended) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(8);
    const again = await showTrial(deps, document.id, trial.id);
    expect(again.trial.state).toBe('done');
    expect(again.report).toEqual(whole);
  });

  it('counts no slice twice: what was counted is read from its file, not from the register', async () => {
    const { trial } = await start({ sweep: false });
    one.world.dropQueues();
    const { files, deps } = one.world;
    const put = files.put.bind(files);
    files.put = async (bucket, key, body) => {
      if (key.includes('base-9')) throw new Error('killed');
      return put(bucket, key, body);
    };
    await expect(runTrial(deps, trial.id)).rejects.toThrow('killed');
    const parts = [...files.objects.keys()].filter((key) => key.includes(`${trial.id}/parts/`));
    expect(parts.length).toBe(9);
    const opened: string[] = [];
    const get = files.get.bind(files);
    files.get = async (bucket, key) => {
      if (key.startsWith('segments/')) opened.push(key);
      return get(bucket, key);
    };
    files.put = put;
    await runTrial(deps, trial.id);
    expect(opened.length).toBe(7);
    expect(await runTrial(deps, trial.id)).toBeUndefined();
  });

  it('and run on a later day still counts what was valid on its own', async () => {
    const before = await finished({ sweep: false }, 'the-timely-one');
    const { trial } = await start({ sweep: false }, 'the-late-one');
    one.world.today = '2031-01-01';
    await one.world.settle();
    const { report } = await showTrial(one.world.deps, document.id, trial.id);
    expect(report).toEqual(before);
    const expired = await finished({ sweep: false, day: before.day }, 'the-expired-one');
    expect(expired.totals.eligible).toBe(0);
  });

  it('and whose message is lost is brought back by the sweeper, but not while it moves', async () => {
    const { trial } = await start({ sweep: false });
    one.world.dropQueues();
    const { deps, store } = one.world;
    const [job] = await store.readMany('job', [trial.id]);
    one.world.nowMs += 120_000;
    const moving = { ...(job as Job), updatedAt: new Date(one.world.nowMs).toISOString() };
    await store.put('job', [moving]);
    await sweepStalled(deps, { stalledMs: 60_000 });
    await one.world.settle();
    expect((await showTrial(deps, document.id, trial.id)).trial.state).toBe('waiting');
    one.world.nowMs += 120_000;
    await sweepStalled(deps, { stalledMs: 60_000 });
    await one.world.settle();
    expect((await showTrial(deps, document.id, trial.id)).trial.state).toBe('done');
  });
});

describe('a request', () => {
  it('sent twice is one trial; its key used for another content is refused', async () => {
    const first = await start({ sweep: false });
    await one.world.settle();
    const second = await start({ sweep: false });
    expect(second.trial.id).toBe(first.trial.id);
    expect(second.job.state).toBe('done');
    expect(second.job.rowsDone).toBe(FIRMS);
    expect(await refusal(() => start({ sweep: true }))).toMatchObject({
      code: 'conflict',
      reason: 'trial-request-id',
    });
    const { items } = await listTrials(one.world.deps, document.id, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([first.trial.id]);
  });

  const whatIf = (parameter: string, values: unknown[], more = {}) => ({
    whatIfs: [{ parameter, values, ...more }],
  });
  it.each([
    [
      'of a parameter it has not',
      whatIf('不存在', [1]),
      'whatIfs.0.parameter',
      'has no parameter "不存在". It has: 人数上限',
    ],
    [
      'below the range of the item',
      whatIf('人数上限', [300, -5]),
      'whatIfs.0.values.1',
      'is out of the range of',
    ],
    [
      'above the range of the item',
      whatIf('人数上限', [9_999_999]),
      'whatIfs.0.values.0',
      'is out of the range of',
    ],
    [
      'that makes the amount negative',
      whatIf('每人标准', [-5]),
      'whatIfs.0.values.0',
      'the amount can be negative',
    ],
    [
      'that makes the amount too large',
      whatIf('每人标准', ['1e15']),
      'whatIfs.0.values.0',
      'beyond what can be paid',
    ],
    [
      'in no district',
      whatIf('人数上限', [100, 200], { district: '999999' }),
      'whatIfs.0.district',
      'has no district "999999"',
    ],
    ['of another type', whatIf('人数上限', ['"三百"']), 'whatIfs.0.values.0', ''],
    ['that is no expression', whatIf('人数上限', ['300 +']), 'whatIfs.0.values.0', ''],
    ['that reads a firm', whatIf('人数上限', ['参保人数']), 'whatIfs.0.values.0', ''],
    [
      'a thousand values',
      whatIf(
        '人数上限',
        Array.from({ length: 1000 }, (_, at) => at + 1),
      ),
      'whatIfs',
      'at most 60 values, these are 1000',
    ],
    ['against no version', { againstVersion: 7 }, 'againstVersion', 'there is no version 7'],
  ])('%s says what is wrong and where, in both languages', async (_, request, path, en) => {
    const { code, fields = [] } = await refusal(() => start(request));
    expect(code).toBe('invalid');
    expect(fields.map((field) => field.path)).toEqual(fields.map(() => path));
    expect(fields.length).toBeGreaterThan(0);
    expect(fields[0]?.en).toContain(en);
    expect(fields[0]?.zh).toMatch(/[一-龥]/);
  });

  it('whose document is of another policy, or no document, says where', async () => {
    const other = await refusal(() => start({ document: { ...document, id: 'somebody-else' } }));
    expect(other.fields).toMatchObject([{ path: 'document.id' }]);
    const none = await refusal(() => start({ document: { schema: 'zhida-policy/1' } }));
    expect(none.fields?.map(({ path }) => path)).toContain('document.title');
  });

  it('of a value with which nobody could qualify is refused by the checker', async () => {
    const [first, ...rest] = document.parameters;
    const values = [{ value: 300 }];
    document = headcountPolicy(one.example('p02-trade-services'), {
      parameters: [{ ...first, values }, ...rest],
    });
    const { fields } = await refusal(() => start(whatIf('人数上限', [0])));
    expect(fields).toMatchObject([
      { path: 'whatIfs.0.values.0', en: expect.stringContaining('can never hold') as string },
    ]);
  });

  it('of a day on which a parameter has no value names the parameter', async () => {
    const values = [{ from: '2020-01-01', until: '2020-12-31', value: 300 }];
    const [first, ...rest] = document.parameters;
    document = headcountPolicy(one.example('p02-trade-services'), {
      parameters: [{ ...first, values }, ...rest],
    });
    const { fields } = await refusal(() => start({ day: '2022-01-01' }));
    expect(fields).toMatchObject([{ path: 'day', en: expect.stringContaining('人数上限') as string }]);
  });

  it('of a policy that does not pass the check gives what the checker says', async () => {
    const { reason, fields = [] } = await refusal(() => start({ document: { ...document, examples: [] } }));
    expect(reason).toBe('policy-check');
    expect(fields.map(({ path }) => path)).toContain('examples');
  });

  it('of a policy nobody drafted needs its document', async () => {
    const request = trialRequestSchema.parse({});
    const by = { by: 'staff.drafter', requestId: 'request-9' };
    expect(await refusal(() => startTrial(one.world.deps, 'nobody', request, by))).toMatchObject({
      code: 'not-found',
      en: expect.stringContaining('"document"') as string,
    });
  });
});

/** Districts whose limit an amendment raises. */
const LOCAL = ['330102', '330103', '330104', '330105', '330106', '330108', '330109'];

describe('an amendment', () => {
  const amendment = (): PolicyDocument =>
    headcountPolicy(one.example('p02-trade-services'), {
      version: 2,
      examples: document.examples.map((each) =>
        each.name === '甲' ? { ...each, expect: { outcome: 'eligible', amountFen: 410_000 } } : each,
      ),
      parameters: document.parameters.map((source) =>
        source.name === '人数上限'
          ? { ...source, values: [{ value: 30 }, ...LOCAL.map((district) => ({ district, value: 580 }))] }
          : { ...source, values: [{ value: 410 }] },
      ),
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-10',
        pending: 'old-version',
        zh: '照旧',
        en: 'as before',
      },
    });

  it('is tried against the version in force when it is submitted: who gains, who loses, how much, where', async () => {
    one = await createTrialWorld(900);
    const { deps } = one.world;
    await one.world.publish(document);
    await draft(deps, amendment(), 'staff.drafter');
    expect(await refusal(() => showDifference(deps, document.id, 2))).toMatchObject({ code: 'not-found' });
    await submitForApproval(deps, document.id, 'staff.drafter');
    await one.world.settle();
    const { trial, report } = await showDifference(deps, document.id, 2);
    expect(trial).toMatchObject({ state: 'done', day: '2020-03-10', policyVersion: 2, againstVersion: 1 });
    const old = await finished({ document: undefined, policyVersion: 1, day: '2020-03-10' }, 'the-old-one');
    const young = await finished({ document: undefined, policyVersion: 2, day: '2020-03-10' }, 'the-new-one');
    const difference = report?.difference;
    expect(difference?.before).toEqual(old.totals);
    expect(difference?.after).toEqual(young.totals);
    expect(difference?.comparison.deltaFen).toBe(young.totals.amountFen - old.totals.amountFen);
    for (const key of ['gained', 'lost', 'raised'] as const)
      expect(difference?.comparison[key]).toBeGreaterThan(0);
    const sum = (key: 'gained' | 'lost' | 'deltaFen') =>
      difference?.byDistrict.reduce((total, { comparison }) => total + comparison[key], 0);
    for (const key of ['gained', 'lost', 'deltaFen'] as const)
      expect(sum(key)).toBe(difference?.comparison[key]);
    const xiaoshan = difference?.byDistrict.find(({ code }) => code === '330109')?.comparison;
    expect(xiaoshan?.lost).toBe(0);
  });

  it('lists the firms it affects as a file, with both answers', async () => {
    const { deps } = one.world;
    await one.world.publish(document);
    await draft(deps, amendment(), 'staff.drafter');
    await submitForApproval(deps, document.id, 'staff.drafter');
    await one.world.settle();
    const { trial, report } = await showDifference(deps, document.id, 2);
    const firms = await showTrialFirms(deps, document.id, trial.id);
    const rows = ('csv' in firms ? firms.csv : '').trimEnd().split('\r\n').slice(1);
    expect(rows.length).toBe(report?.difference?.listed);
    const differences = rows.map((row) => Math.round(Number(row.split(',').at(-1)) * 100));
    const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
    expect(report?.difference?.comparison).toMatchObject({
      deltaFen: sum(differences),
      gainFen: sum(differences.filter((each) => each > 0)),
      lossFen: -sum(differences.filter((each) => each < 0)),
    });
    expect(differences).toEqual(differences.toSorted((a, b) => a - b));
    expect(rows[0]).toMatch(/^91330100\d{10},"企业\d+","\S*",符合 eligible,/);
  });

  it('whose message was lost is tried after all, and a first version never is', async () => {
    const { deps } = one.world;
    await one.world.publish(document);
    await expect(showDifference(deps, document.id, 1)).rejects.toThrow();
    await draft(deps, amendment(), 'staff.drafter');
    await submitForApproval(deps, document.id, 'staff.drafter');
    one.world.dropQueues();
    await sweepStalled(deps, { stalledMs: 0 });
    await one.world.settle();
    expect((await showDifference(deps, document.id, 2)).trial.state).toBe('done');
  });
});

describe('the check before submission', () => {
  it('knows the cost of a document that was tried, and of no other', async () => {
    const { deps } = one.world;
    expect((await checkInPlace(deps, document)).expected).toBeUndefined();
    const report = await finished({ sweep: false });
    const { totals, byDistrict, bySize } = report;
    expect((await checkInPlace(deps, document)).expected).toMatchObject({ totals, byDistrict, bySize });
    const changed = { ...document, title: { zh: '另一', en: 'Another' } };
    expect((await checkInPlace(deps, changed)).expected).toBeUndefined();
  });

  it('and submission takes the route that the cost found asks for, whatever was declared', async () => {
    const { deps } = one.world;
    const steps = [
      { step: 'handle' as const, role: 'staff.drafter', zh: '经办', en: 'drafted' },
      { step: 'approve' as const, role: 'staff.approver', zh: '审批', en: 'approved' },
      {
        step: 'finance-countersign' as const,
        role: 'finance.checker',
        zh: '会签',
        en: 'countersigned',
        fromYuan: 1000,
      },
    ];
    const declared = { ...document, approval: { steps, attachments: [], expectedYuan: 10 } };
    const untried = { ...declared, id: 'never-tried' };
    await draft(deps, untried, 'staff.drafter');
    const short = await submitForApproval(deps, untried.id, 'staff.drafter');
    await finished({ document: declared });
    await draft(deps, declared, 'staff.drafter');
    const long = await submitForApproval(deps, declared.id, 'staff.drafter');
    expect(short.approval?.steps.length).toBe(2);
    expect(long.approval?.steps.length).toBe(3);
  });

  it('warns of thresholds that nobody on the register reaches, once it was read', async () => {
    const { deps } = one.world;
    const high = headcountPolicy(one.example('p02-trade-services'), {
      conditions: [
        ...document.conditions,
        { name: '大企业', when: '参保人数 >= 5000', zh: '大', en: 'large' },
      ],
    });
    const ofReach = (warnings: readonly { path: string; en: string }[]) =>
      warnings.filter(({ en }) => en.includes('on the register'));
    expect(ofReach((await checkInPlace(deps, high)).warnings)).toEqual([]);
    await finished({ sweep: false });
    const warned = ofReach((await checkInPlace(deps, high)).warnings);
    const most = Math.max(...[...one.known.values()].map(({ insuredStaff }) => Number(insuredStaff ?? 0)));
    expect(warned.map(({ path }) => path)).toEqual(['conditions.2.when']);
    expect(warned[0]?.en).toContain(`"insured staff" goes from 0 to ${most}`);
    expect(ofReach((await checkInPlace(deps, document)).warnings)).toEqual([]);
  });

  it('names items that no registered department provides, and policies of its group that disagree', async () => {
    const { deps, files } = one.world;
    const source = { url: 'https://tax.example', publicKey: 'A'.repeat(43) };
    await files.put('files', 'hub/sources.json', JSON.stringify({ tax: source }));
    const grouped = { group: 'heads', rule: 'exclusive' as const, higherLevelPrevails: false };
    await draft(
      deps,
      { ...document, id: 'other-policy', stacking: { ...grouped, rule: 'highest' } },
      'staff.drafter',
    );
    const { errors } = await checkInPlace(deps, { ...document, stacking: grouped });
    const paths = errors.map(({ path }) => path);
    expect(paths).toContain('stacking.rule');
    expect(errors.filter(({ en }) => en.startsWith('Nobody provides')).length).toBe(2);
    const refused = await refusal(async () => {
      await draft(deps, { ...document, stacking: grouped }, 'staff.drafter');
      await submitForApproval(deps, document.id, 'staff.drafter');
    });
    expect(refused).toMatchObject({ reason: 'policy-check' });
  });
});
