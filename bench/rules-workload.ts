// The workload of the rule benches: 12 realistic rules over 20 items, each as a policy, as native code and as JSON logic.
import { createHash } from 'node:crypto';
import type { Catalogue, CatalogueItem, ItemType } from '../core/rules/catalogue.ts';
import type { FactValue } from '../core/rules/evaluation.ts';
import type { RuleDocument } from '../core/rules/rule-document.ts';

export interface Firm {
  readonly legalForm: string;
  readonly district: string | null;
  readonly industry: string | null;
  readonly size: string | null;
  readonly taxCredit: string | null;
  readonly headcount: number | null;
  readonly headcountInsured: number | null;
  readonly revenue: number | null;
  readonly revenueDrop: number | null;
  readonly registeredOn: number | null;
  readonly registeredCapital: number | null;
  readonly rdSpend: number | null;
  readonly rdRatio: number | null;
  readonly blacklisted: boolean | null;
  readonly highTech: boolean | null;
  readonly specialised: boolean | null;
  readonly patents: number | null;
  readonly taxPaid: number | null;
  readonly exportUsd: number | null;
  readonly loanAmount: number | null;
  readonly penalties: number | null;
}

export const DISTRICTS = [
  'd01',
  'd02',
  'd03',
  'd04',
  'd05',
  'd06',
  'd07',
  'd08',
  'd09',
  'd10',
  'd11',
  'd12',
  'd13',
];
export const INDUSTRIES = Array.from({ length: 20 }, (_, index) => `i${String(index).padStart(2, '0')}`);
export const CREDITS = ['A', 'B', 'M', 'C', 'D'];
export const SIZES = ['micro', 'small', 'medium', 'large'];

const codes = (values: readonly string[]): CatalogueItem['values'] =>
  values.map((code) => ({ code, zh: code, en: code }));

function item(key: string, type: ItemType, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return { key, zh: `项_${key}`, en: key, type, department: 'bench', costRank: 1, released: true, ...more };
}

const money = (key: string): CatalogueItem => item(key, 'money', { range: { min: 0, max: 100_000_000_000 } });
const whole = (key: string, max: number): CatalogueItem => item(key, 'number', { range: { min: 0, max } });

export const CATALOGUE: Catalogue = {
  items: [
    item('legalForm', 'enum', { values: codes(['legal-person', 'branch']), role: 'legal-form' }),
    item('district', 'enum', { values: codes(DISTRICTS), role: 'district' }),
    item('industry', 'enum', { values: codes(INDUSTRIES) }),
    item('size', 'enum', { values: codes(SIZES) }),
    item('taxCredit', 'enum', { values: codes(CREDITS) }),
    whole('headcount', 1_000_000),
    whole('headcountInsured', 1_000_000),
    money('revenue'),
    item('revenueDrop', 'number', { scale: 3, range: { min: -100, max: 1 } }),
    item('registeredOn', 'date'),
    money('registeredCapital'),
    money('rdSpend'),
    item('rdRatio', 'number', { scale: 3, range: { min: 0, max: 1 } }),
    item('blacklisted', 'boolean'),
    item('highTech', 'boolean'),
    item('specialised', 'boolean'),
    whole('patents', 1_000_000),
    money('taxPaid'),
    whole('exportUsd', 1_000_000_000),
    money('loanAmount'),
    whole('penalties', 1000),
  ],
};

/** Mulberry32, for a workload that is the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const OPTIONAL = [
  'taxCredit',
  'headcountInsured',
  'revenueDrop',
  'rdRatio',
  'rdSpend',
  'patents',
  'taxPaid',
  'exportUsd',
  'loanAmount',
  'blacklisted',
  'penalties',
] as const;

/** Firms as facts; each optional item is missing with the given probability. */
export function makeFirms(count: number, missing = 0, seed = 42): Firm[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    const firm = makeFirm(random);
    if (missing > 0)
      for (const key of OPTIONAL)
        if (random() < missing) (firm as unknown as Record<string, FactValue | null>)[key] = null;
    return firm;
  });
}

function makeFirm(random: () => number): Firm {
  const skewed = <T>(values: readonly T[]): T => values[Math.floor(random() * random() * values.length)] as T;
  const wide = (exponent: number, unit: number): number => Math.floor(Math.exp(random() * exponent) * unit);
  const headcount = wide(7, 1);
  return {
    legalForm: 'legal-person',
    district: skewed(DISTRICTS),
    industry: skewed(INDUSTRIES),
    size: SIZES[headcount < 10 ? 0 : headcount < 100 ? 1 : headcount < 300 ? 2 : 3] as string,
    taxCredit: skewed(CREDITS),
    headcount,
    headcountInsured: Math.floor(headcount * random()),
    revenue: wide(12, 100_000),
    revenueDrop: Math.floor((random() * 1.2 - 0.5) * 1000),
    registeredOn: 10_957 + Math.floor(random() * 9400),
    registeredCapital: wide(10, 1_000_000),
    rdSpend: wide(9, 10_000),
    rdRatio: Math.floor(random() * random() * 200),
    blacklisted: random() < 0.03,
    highTech: random() < 0.12,
    specialised: random() < 0.05,
    patents: wide(4, 1) - 1,
    taxPaid: wide(10, 10_000),
    exportUsd: random() < 0.7 ? 0 : wide(14, 1),
    loanAmount: random() < 0.5 ? 0 : wide(10, 100_000),
    penalties: random() < 0.9 ? 0 : 1 + Math.floor(random() * 4),
  };
}

/** A rule as the tree that JSON logic and feelin texts are made from; money in fen, scaled numbers as integers. */
export type Logic = { readonly [operator: string]: unknown };

export interface Rule {
  readonly name: string;
  /** In the policy language: one named condition each. */
  readonly conditions: readonly string[];
  readonly amount: string;
  /** Written by hand on carried facts: fen, or -1. Two truth values, as a programmer would. */
  readonly native: (firm: Firm) => number;
  readonly logic: Logic;
  /** In fen before rounding down. */
  readonly logicAmount: Logic | number;
}

/** The rule as a policy; its claimants are a condition that the other forms spell out. */
export const policyOf = (rule: Rule): RuleDocument => ({
  level: 'city',
  claimants: ['legal-person', 'branch'],
  parameters: [],
  values: [],
  tables: [],
  conditions: rule.conditions.map((when, index) => ({ name: `条件${index}`, when, zh: when, en: when })),
  amount: { formula: rule.amount, rounding: { mode: 'down', toFen: 1 }, caps: [] },
});

/** Names the workload: the same hash is the same rules on the same firms. */
export const workloadHash = (rules: readonly Rule[], firms: readonly Firm[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        rules.map((rule) => [
          rule.conditions,
          rule.amount,
          rule.native.toString(),
          rule.logic,
          rule.logicAmount,
        ]),
        firms.slice(0, 1000),
      ]),
    )
    .digest('hex')
    .slice(0, 16);
