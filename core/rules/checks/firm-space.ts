// The firms that can make a difference to some rules: every combination of the values around their thresholds.
import { boundsOf, candidateValues, reachableNodes, useOfItem } from '../candidate-values.ts';
import { type CatalogueItem, scaleOf } from '../catalogue.ts';
import type { Facts, FactValue } from '../evaluation.ts';
import type { Node } from '../node.ts';
import type { Program } from '../program.ts';
import { Run } from '../run.ts';

export interface Axis {
  readonly item: CatalogueItem;
  readonly values: readonly FactValue[];
  /** Whether the values stand for every value the item can have. */
  readonly complete: boolean;
}

/** Items that the rules under some roots read, with the values to try. Lists have none and stay unknown. */
export function axesOf(program: Program, roots: readonly Node[], day: number): Axis[] {
  const run = new Run(program, {}, { asOfDay: day });
  const keys = new Set(
    reachableNodes(program, roots).flatMap((node) => (node.reads === undefined ? [] : [node.reads])),
  );
  if (readsByDistrict(program, roots) && program.districtItem) keys.add(program.districtItem.key);
  return [...keys].flatMap((key): Axis[] => {
    const item = program.items.get(key);
    if (!item || item.type === 'list') return item ? [{ item, values: [], complete: false }] : [];
    const isDistrict = item.key === program.districtItem?.key;
    const use = candidateValues(run, item, useOfItem(program, roots, key));
    if (use)
      return [
        { item, values: isDistrict ? (item.values ?? []).map((value) => value.code) : use, complete: true },
      ];
    return [{ item, values: samplesOf(item), complete: false }];
  });
}

const readsByDistrict = (program: Program, roots: readonly Node[]): boolean =>
  reachableNodes(program, roots).some((node) => {
    const definition = node.kind === 'name' ? program.definitions.get(node.name) : undefined;
    return (
      definition?.kind === 'parameter' && definition.entries.some((entry) => entry.district !== undefined)
    );
  });

const SAMPLES = [0, 1, 2, 5, 10, 30, 100, 300, 1000, 100_000];

/** Values to try where thresholds cannot be told, within the item's range. */
function samplesOf(item: CatalogueItem): FactValue[] {
  if (item.type === 'boolean') return [true, false];
  if (item.type === 'enum') return (item.values ?? []).map((value) => value.code);
  if (item.type === 'text') return ['甲', ''];
  const [low, high] = boundsOf(item);
  const unit = 10 ** scaleOf(item);
  const inside = SAMPLES.map((sample) => sample * unit).filter((value) => value >= low && value <= high);
  const ends = [low, high].filter((value) => Math.abs(value) < Number.MAX_SAFE_INTEGER);
  return [...new Set([...inside, ...ends])];
}

/** How many combinations there are. */
export const sizeOf = (axes: readonly Axis[]): number =>
  axes.reduce((product, axis) => product * Math.max(1, axis.values.length), 1);

/** Every combination, the first axis slowest. */
export function* everyFirm(axes: readonly Axis[]): Generator<Facts> {
  const [axis, ...rest] = axes;
  if (!axis) {
    yield {};
    return;
  }
  if (axis.values.length === 0) {
    yield* everyFirm(rest);
    return;
  }
  for (const value of axis.values)
    for (const firm of everyFirm(rest)) yield { ...firm, [axis.item.key]: value };
}

export interface Search {
  /** A firm for which no condition is false; undefined when none was found. */
  readonly firm: Facts | undefined;
  /** Whether not finding one proves that there is none. */
  readonly exhaustive: boolean;
}

const STEPS_MAX = 4000;

/** Looks for a firm that no root refuses, giving items values one by one and turning back at the first false. */
export function searchFirm(
  program: Program,
  roots: readonly Node[],
  axes: readonly Axis[],
  day: number,
): Search {
  let steps = 0;
  const refused = (facts: Facts): boolean => {
    const run = new Run(program, facts, { asOfDay: day });
    return roots.some((root) => run.value(root) === false);
  };
  const walk = (index: number, facts: Facts): Facts | undefined => {
    steps += 1;
    if (steps > STEPS_MAX || refused(facts)) return undefined;
    const axis = axes[index];
    if (!axis) return facts;
    if (axis.values.length === 0) return walk(index + 1, facts);
    for (const value of axis.values) {
      const found = walk(index + 1, { ...facts, [axis.item.key]: value });
      if (found) return found;
    }
    return undefined;
  };
  const firm = walk(0, {});
  return { firm, exhaustive: steps <= STEPS_MAX && axes.every((axis) => axis.complete) };
}
