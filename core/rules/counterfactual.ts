// "Insure one more month": for each condition that failed, the smallest change of a single item that would have met it.
import { boundsOf, candidateValues, reachableNodes, useOfItem } from './candidate-values.ts';
import { type CatalogueItem, scaleOf } from './catalogue.ts';
import type { EvaluationContext, Facts, FactValue } from './evaluation.ts';
import { valueWords } from './facts-text.ts';
import type { Program, ProgramCondition } from './program.ts';
import { ofScaled, toText } from './rational.ts';
import { ownValue } from './read-facts.ts';
import type { Words } from './rule-document.ts';
import { Run } from './run.ts';

export interface Counterfactual extends Words {
  /** The condition that failed. */
  readonly condition: string;
  readonly item: string;
  readonly from: FactValue;
  readonly to: FactValue;
}

/** One for each failed condition that a single change can meet. The facts must have passed `factErrors`. */
export function counterfactuals(
  program: Program,
  facts: Facts,
  context: EvaluationContext,
): Counterfactual[] {
  const run = new Run(program, facts, context);
  return program.conditions.flatMap((condition) => {
    if (run.value(condition.node) !== false) return [];
    const changes = itemsOf(program, condition).flatMap((item) => changeOf(run, condition, item) ?? []);
    const smallest = changes.reduce<Change | undefined>(
      (best, change) => (best && !isSmaller(change, best) ? best : change),
      undefined,
    );
    return smallest ? [toCounterfactual(condition, smallest)] : [];
  });
}

interface Change {
  readonly item: CatalogueItem;
  readonly from: FactValue;
  readonly to: FactValue;
  /** Relative to the value for numbers, 1 for a change of kind: numbers that move little come first. */
  readonly size: number;
}

/** Persons compare with persons by how many; unlike things by how far they move for their size. */
function isSmaller(a: Change, b: Change): boolean {
  const alike = a.item.type === b.item.type && a.item.unit === b.item.unit && a.item.scale === b.item.scale;
  if (!alike || typeof a.from !== 'number' || typeof b.from !== 'number') return a.size < b.size;
  return Math.abs(Number(a.to) - a.from) < Math.abs(Number(b.to) - b.from);
}

function itemsOf(program: Program, condition: ProgramCondition): CatalogueItem[] {
  const keys = new Set(reachableNodes(program, [condition.node]).flatMap((node) => node.reads ?? []));
  return [...keys].flatMap((key) => {
    const item = program.items.get(key);
    return item && item.type !== 'list' ? [item] : [];
  });
}

/** The nearest value of one item that meets the condition, everything else as it is. */
function changeOf(run: Run, condition: ProgramCondition, item: CatalogueItem): Change | undefined {
  const from = ownValue(run.facts, item.key) ?? (item.role === 'district' ? run.context.district : undefined);
  if (from === undefined || from === null) return undefined;
  const meets = (value: FactValue): boolean => {
    const changed = new Run(run.program, { ...run.facts, [item.key]: value }, run.context);
    return changed.value(condition.node) === true;
  };
  const use = useOfItem(run.program, [condition.node], item.key);
  const candidates = candidateValues(run, item, use);
  if (typeof from === 'number')
    return numericChange(item, from, candidates as readonly number[] | undefined, meets);
  const to = candidates?.find((value) => value !== from && meets(value));
  return to === undefined ? undefined : { item, from, to, size: 1 };
}

function numericChange(
  item: CatalogueItem,
  from: number,
  candidates: readonly number[] | undefined,
  meets: (value: number) => boolean,
): Change | undefined {
  const to = candidates ? nearestOf(candidates, from, meets) : nearestBySearch(item, from, meets);
  if (to === undefined) return undefined;
  return { item, from, to, size: Math.abs(to - from) / Math.max(Math.abs(from), 10 ** scaleOf(item)) };
}

const nearestOf = (
  candidates: readonly number[],
  from: number,
  meets: (value: number) => boolean,
): number | undefined => [...candidates].sort((a, b) => Math.abs(a - from) - Math.abs(b - from)).find(meets);

/** Where the item is part of a computation: from each end of its range that meets the condition, halved towards the value. */
function nearestBySearch(
  item: CatalogueItem,
  from: number,
  meets: (value: number) => boolean,
): number | undefined {
  const ends = boundsOf(item).filter((end) => Math.abs(end) < Number.MAX_SAFE_INTEGER && meets(end));
  const found = ends.map((end) => {
    let [fails, holds] = [from, end];
    while (Math.abs(holds - fails) > 1) {
      const middle = Math.trunc((holds + fails) / 2);
      if (meets(middle)) holds = middle;
      else fails = middle;
    }
    return holds;
  });
  return nearestOf(found, from, meets);
}

function toCounterfactual(condition: ProgramCondition, { item, from, to }: Change): Counterfactual {
  const words =
    typeof from === 'number' && typeof to === 'number' ? numberWords(item, from, to) : otherWords(item, to);
  return { condition: condition.name, item: item.key, from, to, ...words };
}

function otherWords(item: CatalogueItem, to: FactValue): Words {
  const value = valueWords(item, to);
  return { zh: `“${item.zh}”须为${value.zh}`, en: `"${item.en}" would have to be ${value.en}` };
}

function numberWords(item: CatalogueItem, from: number, to: number): Words {
  const target = valueWords(item, to);
  const difference = Math.abs(to - from);
  if (item.type === 'date') {
    const [zh, en] = to < from ? ['提前', 'earlier'] : ['推后', 'later'];
    return {
      zh: `“${item.zh}”须${zh} ${difference} 天（${target.zh}）`,
      en: `"${item.en}" would have to be ${difference} days ${en} (${target.en})`,
    };
  }
  const amount = toText(ofScaled(difference, scaleOf(item)));
  const unit = item.type === 'money' ? '元' : (item.unit ?? '');
  const [zh, en] = to > from ? ['还差', 'more'] : ['超出', 'less'];
  const money = item.type === 'money' ? `¥${amount}` : amount;
  return {
    zh: `“${item.zh}”${zh} ${amount} ${unit}（须为 ${target.zh}）`.replace(' （', '（'),
    en: `"${item.en}" would have to be ${money} ${en} (${target.en})`,
  };
}
