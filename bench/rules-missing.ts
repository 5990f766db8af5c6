// Records with items missing: who calls a firm eligible, or not eligible, that some completion of the record contradicts?
import { evaluate as evaluateCel, parse as parseCel } from 'cel-js';
import { evaluate as evaluateFeel } from 'feelin';
import { LogicEngine } from 'json-logic-engine';
import { formatDay } from '../core/kernel/day.ts';
import { scaleOf } from '../core/rules/catalogue.ts';
import { compilePolicy } from '../core/rules/compile-policy.ts';
import type { Facts } from '../core/rules/evaluation.ts';
import { type Row, rowAtMost, rowOfPeer } from './row.ts';
import { RULES } from './rules-list.ts';
import {
  CATALOGUE,
  CREDITS,
  type Firm,
  type Logic,
  makeFirms,
  policyOf,
  type Rule,
} from './rules-workload.ts';

const FIRMS = 400;
const MISSING = 0.08;

/** true and false are answers; null is "unknown", whether said or thrown. */
type Judge = (firm: Firm) => boolean | null;

/** Values around every threshold of the rules, for each item that can be missing. */
const COMPLETIONS: Readonly<Record<string, readonly (number | string | boolean)[]>> = {
  taxCredit: CREDITS,
  headcountInsured: [0, 1, 100_000],
  revenueDrop: [-500, 0, 1, 299, 300, 499, 500, 1000],
  rdRatio: [0, 19, 20, 29, 30, 49, 50, 1000],
  rdSpend: [0, 9_999_999, 10_000_000, 1_000_000_000],
  patents: [0, 1, 2, 3, 19, 20],
  taxPaid: [0, 4_999_999, 5_000_000, 19_999_999, 20_000_000],
  exportUsd: [0, 100_000, 100_001],
  loanAmount: [0, 1],
  blacklisted: [true, false],
  penalties: [0, 1, 2, 3],
};

function itemsOf(logic: unknown): Set<string> {
  if (Array.isArray(logic)) return new Set(logic.flatMap((part) => [...itemsOf(part)]));
  if (typeof logic !== 'object' || logic === null) return new Set();
  const { var: name } = logic as { var?: unknown };
  return typeof name === 'string' ? new Set([name]) : itemsOf(Object.values(logic));
}

/** By the hand-written predicate on every completion: true, false, or null when they differ. */
function truthOf(rule: Rule, firm: Firm, items: ReadonlySet<string>): boolean | null {
  const open = [...items].filter((item) => firm[item as keyof Firm] === null);
  const firms = open.reduce<Firm[]>(
    (known, item) =>
      known.flatMap((each) => (COMPLETIONS[item] ?? []).map((value) => ({ ...each, [item]: value }))),
    [firm],
  );
  const answers = new Set(firms.map((each) => rule.native(each) >= 0));
  return answers.size === 1 ? answers.has(true) : null;
}

/** The tree of a rule as CEL text. */
function toCel(logic: unknown): string {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return JSON.stringify(logic);
  const [operator, value] = Object.entries(logic as Logic)[0] as [string, unknown];
  if (operator === 'var') return String(value);
  const parts = (value as readonly unknown[]).map(toCel);
  if (operator === 'and' || operator === 'or') return `(${parts.join(operator === 'and' ? ' && ' : ' || ')})`;
  return operator === '!' ? `!(${parts[0]})` : `(${parts.join(` ${operator} `)})`;
}

function guarded(judge: (firm: Firm) => unknown): Judge {
  return (firm) => {
    try {
      const answer = judge(firm);
      return typeof answer === 'boolean' ? answer : null;
    } catch {
      return null;
    }
  };
}

function ours(rule: Rule): Judge {
  const policy = compilePolicy(policyOf(rule), CATALOGUE);
  return (firm) => {
    const { outcome } = policy.evaluate(firm as unknown as Facts, { asOfDay: 20_454 });
    return outcome === 'unknown' ? null : outcome === 'eligible';
  };
}

function jsonLogic(rule: Rule): Judge {
  const test = new LogicEngine().build(rule.logic) as (firm: Firm) => unknown;
  return guarded((firm) => Boolean(test(firm)));
}

function cel(rule: Rule): Judge {
  const parsed = parseCel(toCel(rule.logic));
  if (!parsed.isSuccess) throw new Error(`not CEL: ${toCel(rule.logic)}`);
  return guarded((firm) => evaluateCel(parsed.cst, firm as unknown as Record<string, unknown>));
}

/** With the brackets that its reading of `x in [..] or y` needs, and values as a person writes them. */
function feelin(rule: Rule): Judge {
  const text = rule.conditions
    .map((when) => `(${when.replace(/(\w+ in \[[^\]]*\]) (and|or)/g, '($1) $2')})`)
    .join(' and ');
  return guarded((firm) => {
    const context: Record<string, unknown> = {};
    for (const item of CATALOGUE.items) {
      const value = firm[item.key as keyof Firm];
      if (item.type === 'date')
        context[item.key] = evaluateFeel(`date("${formatDay(value as number)}")`).value;
      else context[item.key] = typeof value === 'number' ? value / 10 ** scaleOf(item) : value;
    }
    return evaluateFeel(text, context).value;
  });
}

/** Counts of wrong certainty for ours, which must be none, and for the peers beside it. */
export function missingRows(): Row[] {
  const firms = makeFirms(FIRMS, MISSING);
  const items = RULES.map((rule) => itemsOf(rule.logic));
  const truths = RULES.map((rule, index) =>
    firms.map((firm) => truthOf(rule, firm, items[index] ?? new Set())),
  );
  const open = truths.flat().filter((truth) => truth === null).length;
  const count = (judges: readonly Judge[], answer: boolean): number =>
    judges.reduce(
      (sum, judge, index) =>
        sum + firms.filter((firm, row) => judge(firm) === answer && truths[index]?.[row] !== answer).length,
      0,
    );
  const engines = { ours, 'json-logic-engine': jsonLogic, 'cel-js': cel, feelin };
  return [
    rowOfPeer('missing items: answers that are open', open, `of ${FIRMS * RULES.length}`),
    ...Object.entries(engines).flatMap(([name, make]) => {
      const judges = RULES.map(make);
      const row = (title: string, value: number): Row =>
        name === 'ours' ? rowAtMost(title, value, 'answers', 0) : rowOfPeer(title, value, 'answers');
      return [
        row(`missing items: false "eligible", ${name}`, count(judges, true)),
        row(`missing items: false "not eligible", ${name}`, count(judges, false)),
      ];
    }),
  ];
}
