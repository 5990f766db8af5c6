// Random policies for the matching bench: the same tree as policy text, JSON logic and SQL.
import type { RuleDocument } from '../core/rules/rule-document.ts';
import { formatDay } from '../core/kernel/day.ts';
import { CATALOGUE, CREDITS, DISTRICTS, INDUSTRIES, type Logic, randomOf, SIZES } from './rules-workload.ts';
import { scaleOf } from '../core/rules/catalogue.ts';

type Test =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Test[] }
  | { readonly kind: 'not'; readonly part: Test }
  | { readonly kind: 'in'; readonly item: string; readonly codes: readonly string[] }
  | { readonly kind: 'flag'; readonly item: string }
  /** `bound` as carried. */
  | {
      readonly kind: 'compare';
      readonly item: string;
      readonly operator: '<' | '<=' | '>' | '>=';
      readonly bound: number;
    };

export interface BenchPolicy {
  readonly document: RuleDocument;
  readonly logic: Logic;
  readonly sql: string;
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  district: DISTRICTS,
  industry: INDUSTRIES,
  size: SIZES,
  taxCredit: CREDITS,
};
const BOUNDS: Readonly<Record<string, readonly number[]>> = {
  headcount: [20, 50, 100, 300, 500],
  headcountInsured: [0, 5, 10, 50, 100],
  revenue: [1e8, 5e8, 2e9, 1e10],
  revenueDrop: [0, 100, 200, 300, 500],
  registeredCapital: [1e7, 1e8, 5e8, 1e9],
  rdSpend: [1e6, 5e6, 1e7, 3e7],
  rdRatio: [10, 20, 30, 50],
  patents: [1, 3, 5, 20],
  taxPaid: [1e6, 5e6, 2e7],
  exportUsd: [0, 10_000, 100_000],
  loanAmount: [0, 1e7, 1e8],
  penalties: [0, 1, 2],
};
const FLAGS = ['blacklisted', 'highTech', 'specialised'];
const DAYS = [16_436, 17_532, 18_262, 18_628, 19_358, 19_509];

export function makePolicies(count: number, seed: number): BenchPolicy[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const parts = Array.from({ length: 3 + Math.floor(random() * 5) }, () => conjunct(random));
    const claimants: Test = { kind: 'in', item: 'legalForm', codes: ['legal-person', 'branch'] };
    const whole: Test = { kind: 'and', parts: [claimants, ...parts] };
    return { document: documentOf(index, parts), logic: toLogic(whole), sql: toSql(whole) };
  });
}

function conjunct(random: () => number): Test {
  if (random() >= 0.12) return atom(random);
  const second: Test = random() < 0.5 ? { kind: 'and', parts: [atom(random), atom(random)] } : atom(random);
  return { kind: 'or', parts: [atom(random), second] };
}

function atom(random: () => number): Test {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const kind = random();
  if (kind < 0.4) {
    const item = pick(Object.keys(CODES));
    const codes = CODES[item] ?? [];
    const chosen = [...codes]
      .sort(() => random() - 0.5)
      .slice(0, 1 + Math.floor((random() * codes.length) / 2.5));
    const test: Test = { kind: 'in', item, codes: chosen };
    return random() < 0.1 ? { kind: 'not', part: test } : test;
  }
  if (kind < 0.75) {
    const item = pick(Object.keys(BOUNDS));
    const bound = Math.round(pick(BOUNDS[item] ?? []) * (0.8 + random() * 0.4));
    return { kind: 'compare', item, operator: pick(['<', '<=', '>', '>='] as const), bound };
  }
  if (kind < 0.9) {
    const item = pick(FLAGS);
    const test: Test = { kind: 'flag', item };
    return item === 'blacklisted' || random() < 0.3 ? { kind: 'not', part: test } : test;
  }
  return { kind: 'compare', item: 'registeredOn', operator: random() < 0.5 ? '<' : '>=', bound: pick(DAYS) };
}

const documentOf = (index: number, parts: readonly Test[]): RuleDocument => ({
  level: 'city',
  claimants: ['legal-person', 'branch'],
  parameters: [],
  values: [],
  tables: [],
  conditions: parts.map((part, at) => ({
    name: `条件${index}之${at}`,
    when: toFeel(part),
    zh: '条件',
    en: 'Condition',
  })),
  amount: { formula: 1000, rounding: { mode: 'down', toFen: 1 }, caps: [] },
});

/** A carried bound as a person writes it. */
function written(item: string, bound: number): string {
  const definition = CATALOGUE.items.find((each) => each.key === item);
  if (definition?.type === 'date') return `date("${formatDay(bound)}")`;
  const scale = definition ? scaleOf(definition) : 0;
  return (bound / 10 ** scale).toFixed(scale);
}

function toFeel(test: Test): string {
  switch (test.kind) {
    case 'and':
    case 'or':
      return test.parts.map((part) => `(${toFeel(part)})`).join(` ${test.kind} `);
    case 'not':
      return `not(${toFeel(test.part)})`;
    case 'in':
      return `${test.item} in [${test.codes.map((code) => `"${code}"`).join(', ')}]`;
    case 'flag':
      return test.item;
    case 'compare':
      return `${test.item} ${test.operator} ${written(test.item, test.bound)}`;
  }
}

function toLogic(test: Test): Logic {
  switch (test.kind) {
    case 'and':
    case 'or':
      return { [test.kind]: test.parts.map(toLogic) };
    case 'not':
      return { '!': [toLogic(test.part)] };
    case 'in':
      return { in: [{ var: test.item }, test.codes] };
    case 'flag':
      return { var: test.item };
    case 'compare':
      return { [test.operator]: [{ var: test.item }, test.bound] };
  }
}

/** SQL has the same three values. */
function toSql(test: Test): string {
  switch (test.kind) {
    case 'and':
    case 'or':
      return `(${test.parts.map(toSql).join(` ${test.kind} `)})`;
    case 'not':
      return `(not ${toSql(test.part)})`;
    case 'in':
      return `(${test.item} in (${test.codes.map((code) => `'${code}'`).join(', ')}))`;
    case 'flag':
      return test.item;
    case 'compare':
      return `(${test.item} ${test.operator} ${test.bound})`;
  }
}
