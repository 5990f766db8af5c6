// How long it takes to make a policy ready: parse, check names and types, compile both row functions.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readCatalogue } from '../core/policy/catalogue-document.ts';
import { checkDay } from '../core/policy/check-policy.ts';
import { readPolicyDocument } from '../core/policy/policy-document.ts';
import type { Catalogue } from '../core/rules/catalogue.ts';
import { compilePolicy } from '../core/rules/compile-policy.ts';
import { compileExplainedRow, compileRow } from '../core/rules/emit-row.ts';
import type { RuleDocument } from '../core/rules/rule-document.ts';
import { type Row, rowAtMost, rowOfPeer } from './row.ts';
import { RULES } from './rules-list.ts';
import { CATALOGUE, policyOf } from './rules-workload.ts';

const ROUNDS = 7;
const EXAMPLE = new URL('../examples/hangzhou-2020/', import.meta.url);

interface Case {
  readonly document: RuleDocument;
  readonly catalogue: Catalogue;
  readonly day: number;
}

/** The bench's own rules and the example's policies. */
function cases(): Case[] {
  const own = RULES.map((rule) => ({ document: policyOf(rule), catalogue: CATALOGUE, day: 20_454 }));
  const folder = new URL('policies/', EXAMPLE);
  if (!existsSync(folder)) return own;
  const read = (url: URL): unknown => parse(readFileSync(url, 'utf8'));
  const catalogue = readCatalogue(read(new URL('catalogue.yaml', EXAMPLE)));
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const examples = files.map((name) => readPolicyDocument(read(new URL(name, folder))));
  return [...own, ...examples.map((document) => ({ document, catalogue, day: checkDay(document) }))];
}

function timeOf({ document, catalogue, day }: Case): number {
  const started = performance.now();
  const { program } = compilePolicy(document, catalogue);
  compileRow(program, day);
  compileExplainedRow(program, day);
  return performance.now() - started;
}

export function compileRows(): Row[] {
  const all = cases();
  const best = all.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1)
    all.forEach((each, index) => (best[index] = Math.min(best[index] ?? Infinity, timeOf(each))));
  const sorted = [...best].sort((a, b) => a - b);
  const shown = (value: number): number => Number(value.toPrecision(4));
  return [
    rowOfPeer(
      `parse, check and compile one policy: median of ${all.length}`,
      shown(sorted[sorted.length >> 1] ?? 0),
      'ms',
    ),
    rowAtMost(
      `parse, check and compile one policy: slowest of ${all.length}`,
      shown(sorted.at(-1) ?? 0),
      'ms',
      5,
    ),
  ];
}
