// The policies of the example, on random firms: compiled code, columns and the index must answer as the closures do.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { randomOf } from '../../../bench/rules-workload.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { readCatalogue } from '../../../core/policy/catalogue-document.ts';
import { checkDay, checkPolicy } from '../../../core/policy/check-policy.ts';
import { readPolicyDocument } from '../../../core/policy/policy-document.ts';
import { candidateValues, useOfItem } from '../../../core/rules/candidate-values.ts';
import type { CatalogueItem } from '../../../core/rules/catalogue.ts';
import { compilePolicy, type CompiledPolicy } from '../../../core/rules/compile-policy.ts';
import type { Facts, FactValue } from '../../../core/rules/evaluation.ts';
import { ColumnMatcher } from '../../../core/rules/match/column-matcher.ts';
import { lowerProgram } from '../../../core/rules/match/match-test.ts';
import { planRanks } from '../../../core/rules/match/rank-plan.ts';
import { buildSegment, columnItems } from '../../../core/rules/match/segment.ts';
import { decideConditions, settleRows } from '../../../core/rules/match/settle-rows.ts';
import { Run } from '../../../core/rules/run.ts';
import { allOf } from '../../../core/rules/value.ts';

const folder = new URL('../../../examples/hangzhou-2020/', import.meta.url);
const read = (name: string): unknown => parse(readFileSync(new URL(name, folder), 'utf8'));
const catalogue = readCatalogue(read('catalogue.yaml'));
const documents = readdirSync(new URL('policies/', folder)).map((name) =>
  readPolicyDocument(read(`policies/${name}`)),
);
const FIRMS = 120;

/** Values near the thresholds that a policy uses, some missing. */
function firmOf(policy: CompiledPolicy, day: number, random: () => number): Facts {
  const run = new Run(policy.program, {}, { asOfDay: day });
  const roots = policy.program.conditions.map((condition) => condition.node);
  const facts: Record<string, FactValue | null> = {};
  for (const item of policy.program.items.values()) {
    if (item.type === 'list' || random() < 0.15) continue;
    const near = candidateValues(run, item, useOfItem(policy.program, roots, item.key)) ?? someValues(item);
    facts[item.key] = near[Math.floor(random() * near.length)] ?? null;
  }
  return facts;
}

function someValues(item: CatalogueItem): readonly FactValue[] {
  if (item.type === 'boolean') return [true, false];
  if (item.type === 'enum') return item.values?.map((value) => value.code) ?? [];
  return item.type === 'text' ? ['甲'] : [0, 1, 20, 300, 5000, 100_000, 25_000_000];
}

describe.each(documents.map((document) => [document.id, document] as const))('%s', (_, document) => {
  const day = checkDay(document);
  const compiled = compilePolicy(document, catalogue);
  const closures = compilePolicy(document, catalogue, { form: 'closures' });
  const random = randomOf(document.id.length);
  const firms = Array.from({ length: FIRMS }, () => firmOf(compiled, day, random));

  test('passes the checker', () => {
    expect(checkPolicy(document, catalogue, { others: documents }).errors).toEqual([]);
  });

  test('compiled code answers as the closures do', () => {
    const attempt = (policy: CompiledPolicy, firm: Facts): unknown => {
      try {
        return policy.evaluate(firm, { asOfDay: day });
      } catch (error) {
        if (error instanceof Fault) return error.detail.reason;
        throw error;
      }
    };
    for (const firm of firms) expect(attempt(compiled, firm)).toEqual(attempt(closures, firm));
  });

  test('columns answer as the closures do on what is released', () => {
    const items = columnItems(compiled.program.items.values());
    const known = firms.map((firm) =>
      Object.fromEntries(items.map((item) => [item.key, firm[item.key] ?? null])),
    );
    const { test: lowered } = lowerProgram(compiled.program, day, (item) => item.released);
    const matcher = new ColumnMatcher(planRanks(items, [lowered]), FIRMS);
    matcher.append(buildSegment(items, known));
    const bits = settleRows(
      matcher.match(matcher.prepare(lowered)),
      (row) => known[row] ?? {},
      decideConditions(compiled.program, day),
    );
    known.forEach((firm, row) => {
      const run = new Run(compiled.program, firm, { asOfDay: day });
      const values = compiled.program.conditions.map(
        (condition) => run.value(condition.node) as boolean | null,
      );
      const expected = allOf(compiled.program.lines ? [...values, null] : values);
      const bit = (bytes: Uint8Array): boolean => (((bytes[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
      expect(bit(bits.eligible) ? true : bit(bits.possible) ? null : false).toBe(expected);
    });
  });
});
