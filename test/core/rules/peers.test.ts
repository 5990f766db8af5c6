// Other FEEL engines on the same expressions: where we differ from them, we mean to.
import { evaluate } from 'feelin';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../../bench/rules-list.ts';
import { CATALOGUE, type Firm, makeFirms, policyOf } from '../../../bench/rules-workload.ts';
import { formatDay } from '../../../core/kernel/day.ts';
import { scaleOf } from '../../../core/rules/catalogue.ts';
import { compilePolicy } from '../../../core/rules/compile-policy.ts';
import type { Facts } from '../../../core/rules/evaluation.ts';

const DAY = 20_454;
const complete = makeFirms(1500, 0, 7);

/** feelin reads `x in [..] or y` as `x in ([..] or y)`: brackets say what was meant. */
const forFeelin = (when: string): string => when.replace(/(\w+ in \[[^\]]*\]) (and|or)/g, '($1) $2');

/** What feelin sees: yuan, decimals and dates instead of carried integers. */
function feelinContext(firm: Firm): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const item of CATALOGUE.items) {
    const value = firm[item.key as keyof Firm];
    if (item.type === 'date') context[item.key] = evaluate(`date("${formatDay(value as number)}")`).value;
    else context[item.key] = typeof value === 'number' ? value / 10 ** scaleOf(item) : value;
  }
  return context;
}

describe.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  const policy = compilePolicy(policyOf(rule), CATALOGUE);
  const closures = compilePolicy(policyOf(rule), CATALOGUE, { form: 'closures' });

  test('gives what the hand-written predicate gives, in code and in closures', () => {
    let eligible = 0;
    for (const firm of complete) {
      const facts = firm as unknown as Facts;
      const expected = rule.native(firm);
      for (const form of [policy, closures]) {
        const answer = form.evaluate(facts, { asOfDay: DAY });
        expect(answer.outcome === 'eligible' ? answer.amountFen : -1).toBe(expected);
        expect(answer.missing).toEqual([]);
      }
      if (expected >= 0) eligible += 1;
    }
    expect(eligible).toBeGreaterThan(0);
    expect(eligible).toBeLessThan(complete.length);
  });

  test('agrees with feelin on complete records', () => {
    for (const firm of complete.slice(0, 60)) {
      const context = feelinContext(firm);
      const answer = policy.evaluate(firm as unknown as Facts, { asOfDay: DAY });
      rule.conditions.forEach((when, index) => {
        expect(answer.conditions[index + 1]?.value, when).toBe(evaluate(forFeelin(when), context).value);
      });
    }
  });

  test('with items missing it is never surer than some completion of the record allows', () => {
    const partial = makeFirms(400, 0.3, 11);
    const filled = makeFirms(400, 0, 11);
    for (const [index, firm] of partial.entries()) {
      const answer = policy.evaluate(firm as unknown as Facts, { asOfDay: DAY });
      if (answer.outcome === 'unknown') continue;
      // Whatever the missing values are, the answer stands: here, the values of another firm.
      for (const donor of [filled[index], filled[(index * 7 + 3) % filled.length]]) {
        const known = Object.fromEntries(Object.entries(firm).filter(([, value]) => value !== null));
        const completed = { ...donor, ...known } as unknown as Firm;
        expect(rule.native(completed) >= 0).toBe(answer.outcome === 'eligible');
      }
    }
  });
});
