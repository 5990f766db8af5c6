// The next value of a threshold at which somebody on the register is affected: found while the register is read anyway.
import { formatDay } from '../kernel/day.ts';
import { type CatalogueItem, scaleOf } from '../rules/catalogue.ts';
import { reachableNodes } from '../rules/candidate-values.ts';
import type { Facts } from '../rules/evaluation.ts';
import type { CompareOperator, Node } from '../rules/node.ts';
import { type Program, type ProgramEntry, slotOfName } from '../rules/program.ts';
import { ofScaled, Rational, toText } from '../rules/rational.ts';
import type { Formula } from '../rules/rule-document.ts';
import { entriesOn, Run } from '../rules/run.ts';
import { Day, type Value } from '../rules/value.ts';
import { reaches } from './trial-rules.ts';

type Ordered = Exclude<CompareOperator, '=' | '!='>;
const FLIPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** One parameter's value that an item is compared with, `item operator value`. */
export interface RankWatch {
  readonly parameter: string;
  readonly district: string | undefined;
  readonly item: CatalogueItem;
  readonly operator: Ordered;
  /** Carried like the item: the whole number that compares the same. */
  readonly threshold: number;
  /** Indexes of the conditions that the parameter has no part in: a firm that fails one of them is not affected. */
  readonly others: readonly number[];
  /** Codes of the districts that have a value of their own, when this is the general one. */
  readonly elsewhere: readonly string[];
}

/** The nearest thresholds, up and down, that change a comparison for somebody; null when there is none. Carried. */
export interface NextRanks {
  up: number | null;
  down: number | null;
}
export const noRanks = (): NextRanks => ({ up: null, down: null });

const least = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
const greatest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

export function mergeRanks(into: NextRanks, from: NextRanks): void {
  into.up = least(into.up, from.up);
  into.down = greatest(into.down, from.down);
}

/** Every comparison of an item with nothing but a parameter in force on the day, in the order of the parameters. */
export function watchesOf(program: Program, asOfDay: number): RankWatch[] {
  const run = new Run(program, {}, { asOfDay });
  const roots = program.conditions.map(({ node }) => node);
  return [...program.definitions.values()].flatMap((definition) => {
    if (definition.kind !== 'parameter') return [];
    const slot = slotOfName(definition.name);
    const uses = comparisonsWith(reachableNodes(program, roots), slot);
    const others = roots.flatMap((root, index) => (reaches(program, [root], slot) ? [] : [index]));
    const entries = entriesOn(definition.entries, asOfDay);
    return uses.flatMap(({ key, operator }) => {
      const item = program.items.get(key);
      if (!item) return [];
      return entries.flatMap((entry): RankWatch[] => {
        const written = carriedThreshold(item, run.value(entry.node));
        if (written === undefined) return [];
        const threshold = passes(operator) ? Math.ceil(written) : Math.floor(written);
        const { district } = entry;
        const elsewhere = district === undefined ? localCodes(entries) : [];
        return [{ parameter: definition.name, district, item, operator, threshold, others, elsewhere }];
      });
    });
  });
}

/** `x < t` and `x >= t` change for a value when t passes just above it, the other two when t reaches it. */
const passes = (operator: Ordered): boolean => operator === '<' || operator === '>=';

const localCodes = (entries: readonly ProgramEntry[]): string[] =>
  entries.flatMap(({ district }) => district ?? []);

function carriedThreshold(item: CatalogueItem, value: Value): number | undefined {
  if (value instanceof Day) return value.day;
  return value instanceof Rational ? (Number(value.n) / Number(value.d)) * 10 ** scaleOf(item) : undefined;
}

function comparisonsWith(
  nodes: readonly Node[],
  slot: string,
): { readonly key: string; readonly operator: Ordered }[] {
  const found = new Map<string, { key: string; operator: Ordered }>();
  const note = (subject: Node, operator: CompareOperator, bound: Node): void => {
    if (operator === '=' || operator === '!=') return;
    if (bound.kind !== 'name' || bound.name !== slot || subject.kind !== 'name' || !subject.reads) return;
    found.set(`${subject.reads}${operator}`, { key: subject.reads, operator });
  };
  for (const node of nodes) {
    if (node.kind === 'compare') {
      note(node.left, node.operator, node.right);
      if (node.operator !== '=' && node.operator !== '!=')
        note(node.right, FLIPPED[node.operator], node.left);
    }
    if (node.kind !== 'in') continue;
    for (const test of node.tests) {
      if (test.kind === 'compare') note(node.subject, test.operator, test.value);
      if (test.kind !== 'interval') continue;
      note(node.subject, test.lowClosed ? '>=' : '>', test.low);
      note(node.subject, test.highClosed ? '<=' : '<', test.high);
    }
  }
  return [...found.values()];
}

/** Notes one firm. `truths` are those of the program's conditions, `district` the firm's, where it is known. */
export function noteRank(
  ranks: NextRanks,
  watch: RankWatch,
  facts: Facts,
  truths: readonly (boolean | null)[],
  district: string | undefined,
): void {
  const value = facts[watch.item.key];
  if (typeof value !== 'number') return;
  if (watch.district === undefined ? watch.elsewhere.includes(district ?? '') : district !== watch.district)
    return;
  if (watch.others.some((index) => truths[index] === false)) return;
  const { operator, threshold } = watch;
  const turns = passes(operator) ? value + 1 : value;
  if (turns > threshold) ranks.up = least(ranks.up, turns);
  else ranks.down = greatest(ranks.down, turns - 1);
}

/** A carried value as a literal of the language. */
export const literalOf = (item: CatalogueItem, carried: number): Formula =>
  item.type === 'date' ? `date("${formatDay(carried)}")` : toText(ofScaled(carried, scaleOf(item)));
