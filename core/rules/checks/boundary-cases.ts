// Examples around every threshold, made to be read: would you have decided these firms in this way?
import type { Fen } from '../../kernel/fen.ts';
import { Fault } from '../../kernel/fault.ts';
import { boundsOf, useOfItem } from '../candidate-values.ts';
import { scaleOf } from '../catalogue.ts';
import { evaluateProgram } from '../evaluate-program.ts';
import type { Facts, Outcome } from '../evaluation.ts';
import type { Program, ProgramCondition } from '../program.ts';
import { floorOf, Rational, rational } from '../rational.ts';
import { Run } from '../run.ts';
import type { Words } from '../rule-document.ts';
import { Day, isList, type Value } from '../value.ts';
import { axesOf, searchFirm } from './firm-space.ts';
import { valueWords } from '../facts-text.ts';

export interface BoundaryCase {
  /** The condition with the threshold. */
  readonly condition: string;
  readonly path: string;
  /** The item varied, and its value in words. */
  readonly item: string;
  readonly words: Words;
  /** All other conditions hold for these facts, as far as such a firm was found. */
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly amountFen: Fen | null;
}

const CASES_MAX = 200;

/** One case below, at and above each threshold of each condition. */
export function boundaryCases(program: Program, day: number): BoundaryCase[] {
  const roots = program.conditions.map((condition) => condition.node);
  const amounts = [program.amount.formula];
  const base = searchFirm(program, roots, axesOf(program, [...roots, ...amounts], day), day).firm;
  if (!base) return [];
  const cases = program.conditions.flatMap((condition) => casesOf(program, condition, base, day));
  return cases.slice(0, CASES_MAX);
}

function casesOf(program: Program, condition: ProgramCondition, base: Facts, day: number): BoundaryCase[] {
  const run = new Run(program, {}, { asOfDay: day });
  return axesOf(program, [condition.node], day).flatMap(({ item }) => {
    if (item.type !== 'number' && item.type !== 'money' && item.type !== 'date') return [];
    const use = useOfItem(program, [condition.node], item.key) ?? [];
    const thresholds = use.flatMap((node) => carriedThresholds(run.value(node), scaleOf(item)));
    const [low, high] = boundsOf(item);
    const values = [...new Set(thresholds.flatMap((at) => [at - 1, at, at + 1]))].filter(
      (value) => value >= low && value <= high,
    );
    return values
      .sort((a, b) => a - b)
      .flatMap((value): BoundaryCase[] => {
        const facts = { ...base, [item.key]: value };
        const answer = answerOn(program, facts, day);
        if (!answer) return [];
        const shown = valueWords(item, value);
        const words = { zh: `${item.zh} = ${shown.zh}`, en: `${item.en} = ${shown.en}` };
        return [{ condition: condition.name, path: condition.path, item: item.key, words, facts, ...answer }];
      });
  });
}

function carriedThresholds(value: Value, scale: number): number[] {
  if (isList(value)) return value.flatMap((each) => carriedThresholds(each, scale));
  if (value instanceof Day) return [value.day];
  if (!(value instanceof Rational)) return [];
  const carried = Number(floorOf(rational(value.n * 10n ** BigInt(scale), value.d)));
  return Number.isSafeInteger(carried) ? [carried] : [];
}

function answerOn(
  program: Program,
  facts: Facts,
  day: number,
): Pick<BoundaryCase, 'outcome' | 'amountFen'> | undefined {
  try {
    const { outcome, amountFen } = evaluateProgram(program, facts, { asOfDay: day });
    return { outcome, amountFen };
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
