// Conditions that are always or never true, alone or together: a wrong threshold or a forgotten "not" shows here.
import type { FieldError } from '../../kernel/fault.ts';
import type { Program, ProgramCondition } from '../program.ts';
import { Run } from '../run.ts';
import { axesOf, everyFirm, searchFirm, sizeOf } from './firm-space.ts';

export interface Findings {
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
}

const COMBINATIONS_MAX = 3000;

/** Conditions of the document; those that follow from claimants and district are not looked at one by one. */
export function checkConditions(program: Program, day: number): Findings {
  const errors: FieldError[] = [];
  const warnings: FieldError[] = [];
  for (const condition of program.conditions) {
    if (!condition.path.startsWith('conditions.')) continue;
    const seen = truthsSeen(program, condition, day);
    if (!seen) continue;
    const { name, path } = condition;
    if (!seen.has(true)) {
      errors.push({
        path,
        zh: `条件“${name}”永远不会成立。请核对门槛与数据项的取值范围`,
        en: `The condition "${name}" can never hold. Compare its thresholds with the ranges of the items`,
      });
    } else if (!seen.has(false)) {
      warnings.push({
        path,
        zh: `条件“${name}”总是成立。请删去，或核对门槛`,
        en: `The condition "${name}" always holds. Delete it, or check its thresholds`,
      });
    }
  }
  if (errors.length === 0) errors.push(...neverTogether(program, day));
  return { errors, warnings };
}

/** The truth values a condition takes over every kind of firm; undefined when that cannot be told. */
function truthsSeen(program: Program, condition: ProgramCondition, day: number): Set<unknown> | undefined {
  const axes = axesOf(program, [condition.node], day);
  if (!axes.every((axis) => axis.complete) || sizeOf(axes) > COMBINATIONS_MAX) return undefined;
  const seen = new Set<unknown>();
  for (const facts of everyFirm(axes)) {
    seen.add(new Run(program, facts, { asOfDay: day }).value(condition.node));
    if (seen.has(true) && seen.has(false)) break;
  }
  return seen;
}

/** Proven on the conditions whose thresholds can be told; if those contradict each other, all do. */
function neverTogether(program: Program, day: number): FieldError[] {
  const roots = program.conditions
    .map((condition) => condition.node)
    .filter((root) => axesOf(program, [root], day).every((axis) => axis.complete));
  const { firm, exhaustive } = searchFirm(program, roots, axesOf(program, roots, day), day);
  if (firm || !exhaustive) return [];
  return [
    {
      path: 'conditions',
      zh: '各项条件不可能同时成立，没有企业能够享受。请核对互相矛盾的条件',
      en: 'The conditions can never hold together: no firm can qualify. Look for two that contradict each other',
    },
  ];
}
