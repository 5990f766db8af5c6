// `npm run tck -- FOLDER [--json]`: runs the cases of the DMN TCK within our subset, and feelin on the same cases beside it.
import { pathToFileURL } from 'node:url';
import { evaluate } from 'feelin';
import { toClosure } from '../core/rules/interpret.ts';
import { parseExpression } from '../core/rules/parse-rule.ts';
import { NumberTooLarge, Rational, toText } from '../core/rules/rational.ts';
import { RuleError } from '../core/rules/rule-error.ts';
import { isList, isRecord, type NullRule, type Value, valueText } from '../core/rules/value.ts';
import { type KitValue, readCases, type TckCase } from './tck-cases.ts';
import { inSubset } from './tck-subset.ts';

/**
 * `run` = `passed` + `failed` + `deviations` + `unsupported`. A deviation is a case that fails with three truth values and
 * passes when a null operand is treated as FEEL has it: the two rules differ in nothing else.
 */
export interface TckReport {
  readonly run: number;
  readonly passed: number;
  readonly failed: number;
  readonly deviations: number;
  readonly unsupported: number;
  readonly feelinPassed: number;
  readonly deviationIds: readonly string[];
  readonly failedIds: readonly string[];
  readonly unsupportedIds: readonly string[];
}

type Verdict = 'passed' | 'failed' | 'deviation' | 'unsupported';

const TOLERANCE = 1e-8;

/** A value that the interpreter has no form for, such as a time of day. */
class NoForm extends Error {}

/** A value of the kit as ours. Times of day are outside of the language. */
function readValue({ text, items, fields }: KitValue): Value {
  if (items) return items.map(readValue);
  if (fields) return new Map(fields.map(([name, field]) => [name, readValue(field)]));
  if (/^(date and time|time)\("/.test(text)) throw new NoForm(text);
  const value = toClosure(parseExpression(text))({ read: () => undefined });
  if (value === null && text !== 'null') throw new NoForm(text);
  return value;
}

function run(test: TckCase, rule: NullRule): Value {
  const inputs = new Map([...test.inputs].map(([name, value]) => [name, readValue(value)]));
  try {
    return toClosure(parseExpression(test.expression), rule)({ read: (name) => inputs.get(name) });
  } catch (error) {
    if (error instanceof NumberTooLarge) return null;
    throw error;
  }
}

function same(actual: Value, expected: Value): boolean {
  if (actual instanceof Rational && expected instanceof Rational) {
    const [a, b] = [actual, expected].map((value) => Number(toText(value)));
    return a !== undefined && b !== undefined && Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  }
  if (actual === null || expected === null || typeof actual !== 'object') return actual === expected;
  if (isList(actual) && isList(expected))
    return (
      actual.length === expected.length && actual.every((item, index) => same(item, expected[index] ?? null))
    );
  if (
    isList(expected) ||
    isRecord(expected) ||
    typeof expected !== 'object' ||
    actual.constructor !== expected.constructor
  )
    return false;
  return valueText(actual) === valueText(expected);
}

function judge(test: TckCase): Verdict {
  try {
    const expected = readValue(test.expected);
    if (same(run(test, 'kleene'), expected)) return 'passed';
    return same(run(test, 'feel'), expected) ? 'deviation' : 'failed';
  } catch (error) {
    if (error instanceof NoForm || error instanceof RuleError) return 'unsupported';
    throw error;
  }
}

type Plain = number | boolean | string | null | undefined | object;

function sameInFeelin(a: Plain, b: Plain): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Plain, index) => sameInFeelin(item, b[index] as Plain));
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (a.constructor !== Object || b.constructor !== Object) return String(a) === String(b);
  const [left, right] = [a as Record<string, Plain>, b as Record<string, Plain>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => sameInFeelin(left[key], right[key]))
  );
}

function feelinPasses(test: TckCase): boolean {
  try {
    const context: Record<string, Plain> = {};
    for (const [name, { text }] of test.inputs) context[name] = evaluate(text).value as Plain;
    const expected = evaluate(test.expected.text).value as Plain;
    let actual: Plain = null;
    try {
      actual = evaluate(test.expression, context).value as Plain;
    } catch {
      // feelin throws where the standard gives null.
    }
    return sameInFeelin(actual, expected);
  } catch {
    return false;
  }
}

/** Runs every case of the subset under a folder. */
export function runTck(folder: string): TckReport {
  const cases = readCases(folder).filter(inSubset);
  const verdicts = cases.map((test) => ({ id: test.id, verdict: judge(test) }));
  const idsOf = (verdict: Verdict): string[] =>
    verdicts.filter((each) => each.verdict === verdict).map((each) => each.id);
  const [deviationIds, failedIds, unsupportedIds] = [
    idsOf('deviation'),
    idsOf('failed'),
    idsOf('unsupported'),
  ];
  return {
    run: cases.length,
    passed: idsOf('passed').length,
    failed: failedIds.length,
    deviations: deviationIds.length,
    unsupported: unsupportedIds.length,
    feelinPassed: cases.filter(feelinPasses).length,
    deviationIds,
    failedIds,
    unsupportedIds,
  };
}

function main(): void {
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  if (!folder) {
    process.stderr.write('usage: npm run tck -- FOLDER [--json]\n');
    process.exitCode = 1;
    return;
  }
  const report = runTck(folder);
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    const { run: total, passed, failed, deviations, unsupported, feelinPassed } = report;
    process.stdout.write(
      `run ${total}  passed ${passed}  failed ${failed}  deviations ${deviations}  unsupported ${unsupported}  (feelin passes ${feelinPassed})\n`,
    );
    for (const [title, ids] of [
      ['deviations', report.deviationIds],
      ['failed', report.failedIds],
      ['unsupported', report.unsupportedIds],
    ] as const) {
      if (ids.length > 0) process.stdout.write(`${title}:\n${ids.map((id) => `  ${id}\n`).join('')}`);
    }
  }
  process.exitCode = report.run > 0 && report.failed === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
