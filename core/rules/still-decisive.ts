// Whether a missing item can still turn the outcome, when it stands in several conditions that may decide each other.
import { candidateValues, reachableNodes, useOfItem } from './candidate-values.ts';
import type { FactValue } from './evaluation.ts';
import type { Node } from './node.ts';
import { Run } from './run.ts';
import { allOf } from './value.ts';

/** Combinations of values tried; beyond it, an item that the tree says may matter is taken to matter. */
const COMBINATIONS_MAX = 512;

/**
 * The missing items of which some value can still change the outcome. Exact for items compared with constants: some values of
 * the other missing items must leave an outcome that changes with this one. If each is read only once, what the tree says is
 * exact already and nothing is tried.
 * @param missing items that the tree says may matter
 */
export function stillDecisive(run: Run, missing: ReadonlySet<string>): string[] {
  const roots = run.program.conditions
    .filter((condition) => run.value(condition.node) === null)
    .map((condition) => condition.node);
  if (readOnce(run, roots, missing)) return [...missing];
  const axes = [...missing].map((key) => ({ key, values: valuesOf(run, roots, key) }));
  return axes.filter((axis) => canStillTurn(run, roots, axis, axes)).map(({ key }) => key);
}

/** An item and the values of it that can make a difference; undefined when they cannot be told. */
interface Axis {
  readonly key: string;
  readonly values: readonly FactValue[] | undefined;
}

function canStillTurn(run: Run, roots: readonly Node[], own: Axis, axes: readonly Axis[]): boolean {
  const { key, values } = own;
  if (!values) return true;
  const others = axes.flatMap((axis) =>
    axis !== own && axis.values ? [{ key: axis.key, values: axis.values }] : [],
  );
  const combinations = others.reduce((product, axis) => product * axis.values.length, values.length);
  if (combinations > COMBINATIONS_MAX) return true;
  return assignments(others).some((facts) => {
    const outcomes = values.map((value) => outcomeWith(run, roots, { ...facts, [key]: value }));
    return outcomes.some((outcome) => outcome === null || outcome !== outcomes[0]);
  });
}

function readOnce(run: Run, roots: readonly Node[], missing: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  for (const node of reachableNodes(run.program, roots)) {
    const key = node.reads;
    if (key === undefined || !missing.has(key)) continue;
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

function valuesOf(run: Run, roots: readonly Node[], key: string): readonly FactValue[] | undefined {
  const item = run.program.items.get(key);
  return item && candidateValues(run, item, useOfItem(run.program, roots, key));
}

type Assignment = Readonly<Record<string, FactValue>>;

const assignments = (
  axes: readonly { readonly key: string; readonly values: readonly FactValue[] }[],
): Assignment[] =>
  axes.reduce<Assignment[]>(
    (known, axis) => known.flatMap((facts) => axis.values.map((value) => ({ ...facts, [axis.key]: value }))),
    [{}],
  );

function outcomeWith(run: Run, roots: readonly Node[], facts: Assignment): boolean | null {
  const tried = new Run(run.program, { ...run.facts, ...facts }, run.context);
  return allOf(
    roots.map((root) => {
      const value = tried.value(root);
      return typeof value === 'boolean' ? value : null;
    }),
  );
}
