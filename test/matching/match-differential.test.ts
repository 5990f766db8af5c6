// A policy over the register by columns gives each firm what the closure evaluator gives it: the real policies, facts missing.
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseDay } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { rowAnswerer, type RowAnswer } from '../../core/matching/answer-row.ts';
import { itemsBesideColumns } from '../../core/matching/match-columns.ts';
import type { Catalogue, CatalogueItem } from '../../core/rules/catalogue.ts';
import { compilePolicy, type CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Evaluation, Facts } from '../../core/rules/evaluation.ts';
import type { RuleDocument } from '../../core/rules/rule-document.ts';
import { publishCatalogue } from '../../functions/hub/publish-catalogue.ts';
import {
  matchSegment,
  type MatchedEnterprise,
  type RunTally,
} from '../../functions/matching/match-segment.ts';
import { openSegments } from '../../functions/matching/open-segments.ts';
import type { ReleasedRow } from '../../functions/matching/read-released.ts';
import {
  CATALOGUE as RANDOM_CATALOGUE,
  document as randomDocument,
  facts as randomFacts,
} from '../core/rules/random-rules.ts';
import { createRegisterWorld, EXPIRY, type RegisterWorld } from './register-world.ts';

const DAYS = ['2020-03-02', EXPIRY];
const DAY = 18_323;
let world: RegisterWorld;
beforeAll(async () => {
  world = await createRegisterWorld(250, 11);
});

async function byColumns(compiled: CompiledPolicy, catalogue: Catalogue, today: string): Promise<RunTally> {
  const tally: RunTally = { byDistrict: {}, bySize: {}, fitting: [], byColumns: 0, byRow: 0 };
  const run = { compiled, catalogue, asOfDay: parseDay(today) ?? 0 };
  for await (const open of openSegments(world.deps, { today }))
    await matchSegment(world.deps, run, open, tally);
  return tally;
}

/** One firm after another through the closures, on what is known of it. */
function byEvaluator(
  document: object,
  catalogue: Catalogue,
  today: string,
  add: (uscc: string) => Facts = () => ({}),
) {
  const closures = compilePolicy(document as never, catalogue, { form: 'closures' });
  const fitting: MatchedEnterprise[] = [];
  const counts = { eligible: 0, unknown: 0, ineligible: 0, notComputable: 0 };
  const sizes: Record<string, number> = {};
  for (const uscc of [...world.firms.keys()]) {
    const facts = { ...world.known(uscc, today), ...add(uscc) };
    const size = String(facts['sizeClass'] ?? 'unknown');
    sizes[size] = (sizes[size] ?? 0) + 1;
    try {
      const { outcome, amountFen } = closures.evaluate(facts, { asOfDay: parseDay(today) ?? 0 });
      counts[outcome] += 1;
      if (outcome !== 'ineligible') fitting.push({ uscc, outcome, amountFen });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      counts.notComputable += 1;
    }
  }
  return { fitting, counts, sizes };
}

function answerOf(evaluate: () => Evaluation): RowAnswer {
  try {
    const { outcome, amountFen } = evaluate();
    return { outcome, amountFen };
  } catch (error) {
    if (error instanceof Fault) return { outcome: 'not-computable', amountFen: null };
    throw error;
  }
}

/** A list of the catalogue, as if its department released it, and a policy that counts its records. */
function withReleasedList(catalogue: Catalogue): [CatalogueItem, object] {
  const list = catalogue.items.find((item) => item.type === 'list');
  const model = world.policies[0];
  if (!list || !model) throw new Error('the example has lists and policies');
  const document = {
    ...model,
    id: 'counts-a-list',
    parameters: [],
    values: [],
    tables: [],
    lines: undefined,
    conditions: [{ name: '条数', when: `count(${list.key}) >= 2`, zh: '两条以上', en: 'two or more' }],
    amount: { formula: '1000', rounding: { mode: 'down', toFen: 1 }, caps: [] },
  };
  return [{ ...list, released: true }, document];
}

const sorted = (list: readonly MatchedEnterprise[]) => list.toSorted((a, b) => (a.uscc < b.uscc ? -1 : 1));
const totals = (groups: RunTally['byDistrict']) => {
  const sum = { eligible: 0, unknown: 0, ineligible: 0, notComputable: 0 };
  for (const tally of Object.values(groups))
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += tally[key];
  return sum;
};

describe('by columns as by the evaluator', () => {
  it('the example policies, each before and after a part of what is known expires', async () => {
    let fit = 0;
    let ruledOut = 0;
    for (const document of world.policies) {
      const compiled = compilePolicy(document, world.catalogue);
      for (const today of DAYS) {
        const found = await byColumns(compiled, world.catalogue, today);
        const { fitting, counts, sizes } = byEvaluator(document, world.catalogue, today);
        expect(sorted(found.fitting), `${document.id} on ${today}`).toEqual(sorted(fitting));
        expect(totals(found.byDistrict)).toEqual(counts);
        expect(totals(found.bySize)).toEqual(counts);
        const bySize = Object.entries(found.bySize).map(([size, { amountFen: _, ...tally }]) => [
          size,
          Object.values(tally).reduce((a, b) => a + b, 0),
        ]);
        expect(Object.fromEntries(bySize)).toEqual(sizes);
        fit += fitting.length;
        ruledOut += found.byColumns;
      }
    }
    // The comparison saw firms of both kinds, and the columns did rule out most of the others.
    expect(fit).toBeGreaterThan(1000);
    expect(ruledOut).toBeGreaterThan(world.policies.length * 250);
  }, 60_000);

  it('random rules and facts: outcome, amount, and that there is no answer', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(randomDocument, fc.array(randomFacts, { minLength: 1, maxLength: 20 }), (rules, firms) => {
        const closures = compilePolicy(rules, RANDOM_CATALOGUE, { form: 'closures' });
        const answer = rowAnswerer(compilePolicy(rules, RANDOM_CATALOGUE), DAY);
        for (const firm of firms) {
          const expected = answerOf(() => closures.evaluate(firm, { asOfDay: DAY }));
          expect(answer(firm)).toEqual(expected);
          seen.set(expected.outcome, (seen.get(expected.outcome) ?? 0) + 1);
        }
      }),
      { numRuns: 400, seed: 20 },
    );
    for (const outcome of ['eligible', 'unknown', 'ineligible'])
      expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(20);
  }, 60_000);

  it('a rule without an answer for a firm is counted, not passed off as unknown', () => {
    const rules: RuleDocument = {
      level: 'city',
      parameters: [],
      values: [],
      tables: [],
      claimants: ['person'],
      conditions: [{ name: 'rate', when: 'hired / staff > 2', zh: '率', en: 'rate' }],
      amount: { formula: '100', rounding: { mode: 'down', toFen: 1 }, caps: [] },
    };
    const answer = rowAnswerer(compilePolicy(rules, RANDOM_CATALOGUE), DAY);
    expect(answer({ form: 'person', hired: 5, staff: 0 })).toEqual({
      outcome: 'not-computable',
      amountFen: null,
    });
    expect(answer({ form: 'person', hired: 5 })).toEqual({ outcome: 'unknown', amountFen: null });
    expect(answer({ form: 'person', hired: 5, staff: 2 })).toEqual({
      outcome: 'eligible',
      amountFen: 10_000,
    });
  });

  it('a released list is no column: it is fetched for those that may fit, and the run says so', async () => {
    const [listed, document] = withReleasedList(world.catalogue);
    const department = listed.department;
    const rows = world.released.get(department) ?? new Map<string, ReleasedRow>();
    const records = [{}, {}].map(() =>
      Object.fromEntries((listed.fields ?? []).map(({ key }) => [key, null])),
    );
    const holders = [...world.firms.keys()].filter((_, index) => index % 3 === 0);
    for (const uscc of holders) {
      const before = rows.get(uscc) ?? { uscc, asOf: '2020-03-01', expiresOn: EXPIRY, values: {} };
      rows.set(uscc, { ...before, values: { ...before.values, [listed.key]: records } });
    }
    world.released.set(department, rows);
    await world.release();
    const catalogue = {
      items: world.catalogue.items.map((item) => (item.key === listed.key ? listed : item)),
    };
    await publishCatalogue(world.deps, catalogue, 'admin');
    world.nowMs += 2000;
    const held = (uscc: string, today: string): Facts => {
      const row = rows.get(uscc);
      const isHeld = row !== undefined && row.expiresOn > today && Object.hasOwn(row.values, listed.key);
      return isHeld ? { [listed.key]: row.values[listed.key] as never } : {};
    };
    const compiled = compilePolicy(document as never, catalogue);
    for (const today of DAYS) {
      const found = await byColumns(compiled, catalogue, today);
      const { fitting, counts } = byEvaluator(document, catalogue, today, (uscc) => held(uscc, today));
      expect(sorted(found.fitting)).toEqual(sorted(fitting));
      if (today === DAYS[0]) expect(counts.eligible).toBeGreaterThan(5);
    }
    expect(itemsBesideColumns(compiled.program).map(({ key }) => key)).toEqual([listed.key]);
  }, 60_000);
});
