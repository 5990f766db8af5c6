// The values of an item that can make a difference: around each threshold it is compared with, and each code it is tested for.
import { type CatalogueItem, scaleOf } from './catalogue.ts';
import { childrenOf, type Node, type UnaryTest } from './node.ts';
import { allNodes } from './parse-rule.ts';
import type { Program } from './program.ts';
import { floorOf, Rational, rational } from './rational.ts';
import { carried } from './read-facts.ts';
import type { Run } from './run.ts';
import { Day, isList, type Value } from './value.ts';

/** How the rules use an item: with which expressions it is compared; undefined when in a way that has no thresholds. */
export type ItemUse = readonly Node[] | undefined;

const ENUM_CODES_MAX = 24;
/** A definition that names others many times over is followed so far. */
const REACHED_MAX = 20_000;

/** Programs do not change: what a root reaches is found once. */
const REACHED = new WeakMap<Program, Map<Node, readonly Node[]>>();

/** Every node of the given roots and of the definitions they use, each definition once for each time it is named. */
export const reachableNodes = (program: Program, roots: readonly Node[]): Node[] =>
  roots.flatMap((root) => reachedFrom(program, root));

function reachedFrom(program: Program, root: Node): readonly Node[] {
  const known = REACHED.get(program) ?? new Map<Node, readonly Node[]>();
  REACHED.set(program, known);
  const reached = known.get(root) ?? findReached(program, root);
  known.set(root, reached);
  return reached;
}

function findReached(program: Program, root: Node): Node[] {
  const found: Node[] = [];
  const waiting = [root];
  for (let next = waiting.pop(); next && found.length < REACHED_MAX; next = waiting.pop()) {
    for (const node of allNodes(next)) {
      found.push(node);
      const definition = node.kind === 'name' ? program.definitions.get(node.name) : undefined;
      if (definition && definition.kind !== 'parameter') waiting.push(definition.node);
    }
  }
  return found;
}

/** The same for every item and firm: nothing of the catalogue is read, directly or through a definition. */
export const isConstant = (program: Program, root: Node): boolean =>
  reachableNodes(program, [root]).every(
    (node) => node.reads === undefined && node.kind !== 'quantified' && node.kind !== 'filter',
  );

/** What an item is compared with under the given roots. */
export function useOfItem(program: Program, roots: readonly Node[], item: string): ItemUse {
  const compared: Node[] = [];
  const nodes = reachableNodes(program, roots);
  const isItem = (node: Node): boolean => node.kind === 'name' && node.reads === item;
  let inside = 0;
  for (const node of nodes) {
    if (!childrenOf(node).some(isItem)) continue;
    const against = thresholdsOf(node, isItem);
    if (!against || !against.every((each) => isConstant(program, each))) return undefined;
    compared.push(...against);
    inside += childrenOf(node).filter(isItem).length;
  }
  const roots_ = roots.filter(isItem).length + definedAs(program, nodes, isItem);
  return nodes.filter(isItem).length === inside + roots_ ? compared : undefined;
}

/** Times that a definition is nothing but the item: `values: {is: item}`. */
const definedAs = (program: Program, nodes: readonly Node[], isItem: (node: Node) => boolean): number =>
  nodes.filter((node) => {
    const definition = node.kind === 'name' ? program.definitions.get(node.name) : undefined;
    return (
      definition !== undefined &&
      definition.kind !== 'parameter' &&
      isItem(definition.node) &&
      definition.type.is === 'boolean'
    );
  }).length;

function thresholdsOf(node: Node, isItem: (node: Node) => boolean): readonly Node[] | undefined {
  switch (node.kind) {
    case 'compare':
      return isItem(node.left) && isItem(node.right)
        ? undefined
        : [isItem(node.left) ? node.right : node.left];
    case 'in':
      return isItem(node.subject) ? node.tests.flatMap(testBounds) : undefined;
    case 'logic':
      return [];
    case 'if':
      return isItem(node.condition) ? [] : undefined;
    case 'call':
      return node.name === 'not' ? [] : undefined;
    default:
      return undefined;
  }
}

const testBounds = (test: UnaryTest): readonly Node[] =>
  test.kind === 'interval' ? [test.low, test.high] : [test.value];

/** Carried values around the thresholds, within the item's range; undefined when they cannot be told. */
export function candidateValues(
  run: Run,
  item: CatalogueItem,
  use: ItemUse,
): readonly (number | string | boolean)[] | undefined {
  if (!use || item.type === 'list') return undefined;
  const values = use.flatMap((node) => {
    const value = run.value(node);
    return isList(value) ? value : [value];
  });
  if (values.includes(null)) return undefined;
  switch (item.type) {
    case 'boolean':
      return [false, true];
    case 'enum':
    case 'text':
      return textCandidates(item, values);
    default:
      return numberCandidates(item, values);
  }
}

function textCandidates(item: CatalogueItem, values: readonly Value[]): string[] {
  const mentioned = values.filter((value) => typeof value === 'string');
  const codes = item.values?.map((value) => value.code) ?? [];
  if (item.type === 'text') return [...new Set(mentioned), `${mentioned.join('')}~`];
  if (codes.length <= ENUM_CODES_MAX) return codes;
  const other = codes.find((code) => !mentioned.includes(code));
  return [...new Set([...mentioned, ...(other === undefined ? [] : [other])])];
}

function numberCandidates(item: CatalogueItem, values: readonly Value[]): number[] {
  const unit = 10n ** BigInt(scaleOf(item));
  const [low, high] = boundsOf(item);
  const near = values.flatMap((value) => {
    const at =
      value instanceof Day
        ? value.day
        : value instanceof Rational
          ? Number(floorOf(rational(value.n * unit, value.d)))
          : NaN;
    return [at - 1, at, at + 1, at + 2];
  });
  const inside = near.filter((value) => Number.isSafeInteger(value) && value >= low && value <= high);
  const known = new Set(inside.length > 0 ? inside : [Math.max(low, Math.min(0, high))]);
  return [...known].sort((a, b) => a - b);
}

/** Carried bounds of an item's range; without one, what a safe integer holds. */
export function boundsOf(
  item: Pick<CatalogueItem, 'type' | 'scale' | 'range' | 'key' | 'zh' | 'en'>,
): readonly [number, number] {
  const bound = (written: number | string | undefined, open: number): number => {
    const value =
      written === undefined
        ? undefined
        : carried({ ...item, type: item.type === 'list' ? 'text' : item.type }, written);
    return typeof value === 'number' ? value : open;
  };
  return [bound(item.range?.min, Number.MIN_SAFE_INTEGER), bound(item.range?.max, Number.MAX_SAFE_INTEGER)];
}
