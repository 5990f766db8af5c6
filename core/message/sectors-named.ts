// Which sectors a policy is about: those whose codes its rules compare the sector with, wherever they are written.
import { rootNodes } from '../rules/build-program.ts';
import { allNodes } from '../rules/parse-rule.ts';
import type { Program } from '../rules/program.ts';

/** Empty when the rules do not read the item that the catalogue names as the sector. */
export function sectorsNamed(program: Program): ReadonlySet<string> {
  const sector = [...program.items.values()].find(({ role }) => role === 'sector');
  const codes = new Set(sector?.values?.map(({ code }) => code) ?? []);
  const named = new Set<string>();
  for (const root of rootNodes(program))
    for (const node of allNodes(root))
      if (node.kind === 'text' && codes.has(node.value)) named.add(node.value);
  return named;
}
