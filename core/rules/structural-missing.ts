// Which missing items an unknown answer hangs on, read off the tree: a decided branch needs nothing more.
import type { Scope } from './interpret.ts';
import { childrenOf, type Node } from './node.ts';
import { allNodes } from './parse-rule.ts';
import type { Run } from './run.ts';
import { isList, isRecord, type Value } from './value.ts';

/** Adds to `found` the items and `list.field`s that an unknown value of `node` hangs on. A known value hangs on none. */
export function collectMissing(run: Run, node: Node, scope: Scope, found: Set<string>): void {
  if (isWhole(run.value(node, scope))) return;
  switch (node.kind) {
    case 'name':
      collectName(run, node.name, node.reads, scope, found);
      return;
    case 'if': {
      const condition = run.value(node.condition, scope);
      if (condition === null) collectMissing(run, node.condition, scope, found);
      if (condition !== false) collectMissing(run, node.then, scope, found);
      if (condition !== true) collectMissing(run, node.otherwise, scope, found);
      return;
    }
    case 'quantified':
    case 'filter':
    case 'path':
      collectFromLists(run, node, scope, found);
      return;
    default:
      for (const child of childrenOf(node)) collectMissing(run, child, scope, found);
  }
}

/** Known, and if it is a list, in every element: `员工.年工资` is a list even where one wage is missing. */
const isWhole = (value: Value): boolean => value !== null && !(isList(value) && value.includes(null));

function collectName(
  run: Run,
  slot: string,
  reads: string | undefined,
  scope: Scope,
  found: Set<string>,
): void {
  if (reads !== undefined) {
    found.add(reads);
    return;
  }
  const definition = run.program.definitions.get(slot);
  if (!definition) return;
  if (definition.kind !== 'parameter') collectMissing(run, definition.node, scope, found);
  else if (run.program.districtItem && run.entryFor(definition) === undefined)
    found.add(run.program.districtItem.key);
}

/** Inside lists the tree is walked without values: a list that is missing, or a field that some record lacks. */
function collectFromLists(run: Run, root: Node, scope: Scope, found: Set<string>): void {
  const local = new Set<string>();
  for (const node of allNodes(root))
    if (node.kind === 'quantified') for (const each of node.iterators) local.add(each.name);
  for (const node of allNodes(root)) {
    if (node.reads?.includes('.')) {
      const [list = '', field = ''] = node.reads.split('.');
      if (lacksField(run.read(list) ?? null, field)) found.add(node.reads);
    } else if (node.kind === 'name' && !local.has(node.name) && (scope.read(node.name) ?? null) === null) {
      collectName(run, node.name, node.reads, scope, found);
    }
  }
}

const lacksField = (list: Value, field: string): boolean =>
  isList(list) && list.some((record) => isRecord(record) && (record.get(field) ?? null) === null);
