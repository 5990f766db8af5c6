// A trial on a generated register against the evaluator firm by firm, what-ifs against the changed policy run whole, and the
// two things it must not do: lose anything when it is killed, or open an application.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { withParameter } from '../../core/policy/change-parameter.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { trialRequestSchema, type TrialRequest } from '../../core/policy/trial.ts';
import { trialReportSchema, type TrialReport, type TrialTally } from '../../core/policy/trial-report.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import { Run } from '../../core/rules/run.ts';
import { allOf } from '../../core/rules/value.ts';
import { showTrial } from '../../functions/policy/show-trial.ts';
import { startTrial } from '../../functions/policy/start-trial.ts';
import { createTrialWorld, headcountPolicy, type TrialWorld } from './trial-world.ts';

const FIRMS = 900;
let one: TrialWorld;
let requests = 0;

beforeAll(async () => {
  one = await createTrialWorld(FIRMS);
});

const start = (document: PolicyDocument, request: Partial<TrialRequest> = {}) =>
  startTrial(one.world.deps, document.id, trialRequestSchema.parse({ document, sweep: false, ...request }), {
    by: 'staff.drafter',
    requestId: `request-${(requests += 1)}`,
  });

async function reportOf(document: PolicyDocument, request: Partial<TrialRequest> = {}): Promise<TrialReport> {
  const { trial } = await start(document, request);
  await one.world.settle();
  const shown = await showTrial(one.world.deps, document.id, trial.id);
  expect(shown.trial.problem).toBeUndefined();
  expect(shown.trial.state).toBe('done');
  return trialReportSchema.parse(shown.report);
}

type Counted = TrialTally & { notComputable: number };

/** The evaluator that decides applications, for every firm on what is known of it. */
function firmByFirm(
  document: PolicyDocument,
  day: string,
  only: (facts: Facts) => boolean = () => true,
): Counted {
  const compiled = compilePolicy(document, one.catalogue, { form: 'closures' });
  const asOfDay = parseDay(day) as number;
  const sum = { eligible: 0, unknown: 0, ineligible: 0, amountFen: 0, amountUnknown: 0, notComputable: 0 };
  let [possibleFen, possibleFirms] = [0, 0];
  const bare = compilePolicy(
    { ...document, district: undefined, conditions: [], claimants: allForms() },
    one.catalogue,
  );
  for (const facts of [...one.known.values()].filter(only)) {
    const answer = answered(() => compiled.evaluate(facts, { asOfDay }));
    const outcome = answer?.outcome ?? outcomeByConditions(compiled, facts, asOfDay);
    sum[outcome] += 1;
    if (answer === undefined) sum.notComputable += 1;
    if (outcome === 'eligible') {
      const amountFen = answer?.amountFen ?? null;
      if (amountFen === null) sum.amountUnknown += 1;
      else sum.amountFen += amountFen;
    }
    if (outcome !== 'unknown') continue;
    const amount = answered(() => bare.evaluate({ ...facts, legalForm: 'branch' }, { asOfDay }))?.amountFen;
    if (amount === undefined || amount === null) continue;
    possibleFen += amount;
    possibleFirms += 1;
  }
  return { ...sum, possibleFen, possibleFirms } as Counted;
}

const allForms = () =>
  one.catalogue.items.find(({ key }) => key === 'legalForm')?.values?.map(({ code }) => code) ?? [];

function answered(evaluate: () => Evaluation): Evaluation | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

function outcomeByConditions(
  { program }: ReturnType<typeof compilePolicy>,
  facts: Facts,
  asOfDay: number,
): Evaluation['outcome'] {
  const run = new Run(program, facts, { asOfDay });
  const truth = allOf(program.conditions.map(({ node }) => run.value(node) as boolean | null));
  return truth === null || (truth && program.lines) ? 'unknown' : truth ? 'eligible' : 'ineligible';
}

const sumOf = (tallies: readonly TrialTally[], key: keyof TrialTally): number =>
  tallies.reduce((sum, tally) => sum + tally[key], 0);

describe('counts and cost', () => {
  it('of every example policy are those of the evaluator, firm by firm', async () => {
    for (const document of one.policies) {
      const report = await reportOf(document);
      const { notComputable: _mine, ...expected } = firmByFirm(document, report.day);
      expect({ id: document.id, ...report.totals }).toEqual({ id: document.id, ...expected });
      expect(report.firms).toBe(FIRMS);
    }
  }, 120_000);

  it('by district, size and sector add up to the whole, and a group is its firms', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'));
    const { byDistrict, bySize, bySector, totals, day } = await reportOf(document);
    for (const groups of [byDistrict, bySize, bySector]) {
      expect(groups.length).toBeGreaterThan(3);
      expect(groups.at(-1)?.code).toBeNull();
      const tallies = groups.map(({ tally }) => tally);
      for (const key of ['eligible', 'unknown', 'ineligible', 'amountFen', 'possibleFen'] as const)
        expect(sumOf(tallies, key)).toBe(totals[key]);
    }
    const { notComputable: _none, ...inXiaoshan } = firmByFirm(
      document,
      day,
      ({ district }) => district === '330109',
    );
    expect(byDistrict.find(({ code }) => code === '330109')).toMatchObject({
      zh: '萧山区',
      tally: inXiaoshan,
    });
  });

  it('count each condition, who fails it alone, what is missing, and how the amounts lie', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'));
    const { conditions, missing, histogram, totals, day } = await reportOf(document);
    const { program } = compilePolicy(document, one.catalogue);
    const asOfDay = parseDay(day) as number;
    const truths = [...one.known.values()].map((facts) => {
      const run = new Run(program, facts, { asOfDay });
      return program.conditions.map(({ node }) => run.value(node));
    });
    const seen = program.conditions.map(({ name }, index) => ({
      name,
      holds: truths.filter((each) => each[index] === true).length,
      fails: truths.filter((each) => each[index] === false).length,
      unknown: truths.filter((each) => each[index] === null).length,
      failsAlone: truths.filter(
        (each) => each[index] === false && each.filter((it) => it === false).length === 1,
      ).length,
    }));
    expect(conditions.map(({ zh: _zh, en: _en, ...counts }) => counts)).toEqual(seen);
    expect(seen.every(({ failsAlone }) => failsAlone > 0)).toBe(true);
    expect(missing.map(({ item }) => item).toSorted()).toEqual(
      ['businessStatus', 'district', 'insuredStaff', 'legalForm'].toSorted(),
    );
    expect(histogram.reduce((sum, bar) => sum + bar.firms, 0)).toBe(totals.eligible);
    expect(histogram.reduce((sum, bar) => sum + bar.amountFen, 0)).toBe(totals.amountFen);
    for (const { fromFen, untilFen, firms, amountFen } of histogram) {
      expect(amountFen).toBeGreaterThanOrEqual(fromFen * firms);
      expect(firms === 0 || amountFen < untilFen * firms).toBe(true);
    }
  });
});

describe('what is missing', () => {
  it('is counted once a firm, and only where a condition is still open because of it', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'), {
      items: ['legalForm', 'taxRegistered', 'seriouslyUntrustworthy', 'insuredStaff'],
      conditions: [{ name: '其一', when: '市内纳税 or 严重失信', zh: '其一', en: 'one of two' }],
      parameters: [{ name: '每人标准', zh: '每人标准', en: 'rate a head', values: [{ value: 400 }] }],
      examples: [
        {
          name: '甲',
          facts: { legalForm: 'legal-person', taxRegistered: true },
          expect: { outcome: 'eligible' },
        },
        { name: '乙', facts: { legalForm: 'branch' }, expect: { outcome: 'ineligible' } },
      ],
    });
    const { missing } = await reportOf(document);
    const { program } = compilePolicy(document, one.catalogue);
    const counts: Record<string, number> = {};
    for (const facts of one.known.values()) {
      const run = new Run(program, facts, { asOfDay: parseDay('2020-03-02') as number });
      const [form, either] = program.conditions.map(({ node }) => run.value(node));
      if (form === false || either === false) continue;
      const open = [
        ...(form === null ? ['legalForm'] : []),
        ...(either === null ? ['taxRegistered', 'seriouslyUntrustworthy'] : []),
        'insuredStaff',
      ];
      for (const key of open.filter((each) => !(each in facts))) counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(Object.fromEntries(missing.map(({ item, firms }) => [item, firms]))).toEqual(counts);
    expect(missing.map(({ firms }) => firms)).toEqual(
      missing.map(({ firms }) => firms).toSorted((a, b) => b - a),
    );
  });
});

describe('what-if', () => {
  const cases: [string, string | undefined, (string | number)[], string | undefined][] = [
    ['人数上限', undefined, [500, 100, '250'], undefined],
    ['人数上限', '330109', [300, 4000], undefined],
    ['人数上限', '330102', [20], undefined],
    ['人数上限', undefined, [400], '2021-03-01'],
    ['每人标准', undefined, ['400.55', 10_000], undefined],
  ];
  it.each(cases)(
    '%s in %s to %j on %s is the changed policy run whole',
    async (parameter, district, values, day) => {
      const document = headcountPolicy(one.example('p02-trade-services'), {
        dates: { ...one.example('p02-trade-services').dates, application: {}, validity: {} },
      });
      const whatIfs = [{ parameter, values, ...(district !== undefined && { district }) }];
      const base = await reportOf(document, { whatIfs, ...(day !== undefined && { day }) });
      for (const [index, value] of values.entries()) {
        const changed = withParameter(document, { parameter, district, value }, base.day) as PolicyDocument;
        const { notComputable: _none, ...whole } = firmByFirm(changed, base.day);
        const tried = base.whatIfs[0]?.values[index];
        expect(tried?.tally).toEqual(whole);
        expect(tried?.comparison.deltaFen).toBe(whole.amountFen - base.totals.amountFen);
        expect((tried?.comparison.gained ?? 0) - (tried?.comparison.lost ?? 0)).toBe(
          whole.eligible - base.totals.eligible,
        );
      }
    },
  );

  it('reaches through a parameter that is computed from another', async () => {
    const base = headcountPolicy(one.example('p02-trade-services'));
    const computed = { name: '人数上限', zh: '上限', en: 'limit', values: [{ value: '人数基数 * 3' }] };
    const basis = { name: '人数基数', zh: '基数', en: 'basis', values: [{ value: 100 }] };
    const document = { ...base, parameters: [basis, computed, ...base.parameters.slice(1)] };
    const report = await reportOf(document, { whatIfs: [{ parameter: '人数基数', values: [150] }] });
    const changed = withParameter(document, { parameter: '人数基数', value: 150 }, report.day);
    const { notComputable: _none, ...whole } = firmByFirm(changed as PolicyDocument, report.day);
    expect(report.whatIfs[0]?.values[0]?.tally).toEqual(whole);
    expect(whole).not.toEqual(report.totals);
  });

  it('says in one sentence what a value does', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'));
    const { whatIfs } = await reportOf(document, { whatIfs: [{ parameter: '人数上限', values: [500] }] });
    const [{ comparison, zh, en } = { comparison: undefined, zh: '', en: '' }] = whatIfs[0]?.values ?? [];
    expect(comparison?.gained).toBeGreaterThan(0);
    expect(en).toMatch(/^limit 300 → 500: \+\d+ firms, .*\+¥[\d.,]+[km]$/);
    expect(zh).toMatch(/^参保人数上限 300 → 500：\+\d+ 家，.*\+[\d.,]+ 万元$/);
  });

  it('does not say that nobody is affected where an item that is not released decides', async () => {
    const whatIfs = [{ parameter: '纳税额上限', values: [100_000] }];
    const { whatIfs: tried } = await reportOf(one.example('p02-trade-services'), { whatIfs });
    expect(tried[0]?.hidden.map(({ item }) => item)).toEqual(['taxPaid2019']);
    expect(tried[0]?.values[0]?.en).toContain('cannot be told on the register: "tax paid in 2019"');
  });

  it('sweeps by itself: a fifth down and up, and the next value at which somebody is affected, for each district', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'));
    const { whatIfs } = await reportOf(document, { sweep: true });
    const limits = whatIfs.filter(({ parameter }) => parameter === '人数上限');
    expect(limits.map(({ district, base }) => [district, base])).toEqual([
      [undefined, '300'],
      ['330109', '500'],
    ]);
    const of = (origin: string) => limits[0]?.values.find((each) => each.origin === origin);
    expect([of('minus-fifth')?.value, of('plus-fifth')?.value]).toEqual(['240', '360']);
    const heads = firmsThatDecide(document);
    expect(of('next-up')?.value).toBe(String(Math.min(...heads.filter((staff) => staff > 300))));
    expect(of('next-down')?.value).toBe(String(Math.max(...heads.filter((staff) => staff <= 300)) - 1));
    for (const origin of ['next-up', 'next-down']) {
      const { lost = 0, gained = 0, mayGain = 0, mayLose = 0 } = of(origin)?.comparison ?? {};
      expect(lost + gained + mayGain + mayLose).toBeGreaterThan(0);
    }
  });
});

/** Insured staff of the firms outside Xiaoshan that fail no other condition. */
function firmsThatDecide(document: PolicyDocument): number[] {
  const { program } = compilePolicy(document, one.catalogue);
  return [...one.known.values()].flatMap((facts) => {
    const run = new Run(program, facts, { asOfDay: parseDay('2020-03-02') as number });
    const others = program.conditions.filter(({ name }) => name !== '规模');
    const isOpen = others.every(({ node }) => run.value(node) !== false);
    const { insuredStaff: staff, district } = facts;
    return isOpen && district !== '330109' && typeof staff === 'number' ? [staff] : [];
  });
}

describe('a trial has no effect', () => {
  it('even of an automatic policy: no application, no matching, no message but its own', async () => {
    const document = headcountPolicy(one.example('p02-trade-services'), {
      id: 'trial-automatic',
      mode: 'automatic',
    });
    await reportOf(document);
    const { store } = one.world;
    const opened = await store.list('application', { by: 'state', group: 'undecided', limit: 10 });
    expect(opened.items).toEqual([]);
    expect((await store.list('match-slice', { by: 'state', group: 'due', limit: 10 })).items).toEqual([]);
    expect(await store.read('policy', 'trial-automatic')).toBeUndefined();
  });
});
