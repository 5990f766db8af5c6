// What a claim under a policy may lead to: which department is asked for which item, and which conditions read it.
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import { reachableNodes } from '../../core/rules/candidate-values.ts';
import type { Node } from '../../core/rules/node.ts';

export interface PolicyQuestion {
  readonly item: string;
  readonly zh: string;
  readonly en: string;
  readonly department: string;
  /** Names of the conditions that read it. */
  readonly conditions: readonly string[];
  /** The amount depends on it. */
  readonly forAmount: boolean;
}

export interface PolicyCondition {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly clause?: string;
}

/** Every condition in words: those of the document and those that follow from its claimants and district. */
export const conditionsOf = ({ program }: CompiledPolicy): PolicyCondition[] =>
  [...program.conditions, ...(program.lines?.conditions ?? [])].map(({ name, zh, en, clause }) => ({
    name,
    zh,
    en,
    ...(clause !== undefined && { clause }),
  }));

/** Cheapest first, as the hub asks; items of the public register are not asked for. */
export function questionsOf({ program }: CompiledPolicy): PolicyQuestion[] {
  const readsOf = (roots: readonly Node[]) =>
    new Set(
      reachableNodes(program, roots).flatMap(({ reads }) =>
        reads === undefined ? [] : [reads.split('.')[0]],
      ),
    );
  const conditions = [...program.conditions, ...(program.lines?.conditions ?? [])].map(({ name, node }) => ({
    name,
    reads: readsOf([node]),
  }));
  const amounts = readsOf([program.amount.formula, ...(program.lines ? [program.lines.amount.formula] : [])]);
  const list = program.lines?.list.key;
  return [...program.items.values()]
    .filter((item) => item.fromRegister !== true)
    .sort((a, b) => a.costRank - b.costRank)
    .map(({ key, zh, en, department }) => ({
      item: key,
      zh,
      en,
      department,
      conditions: conditions.filter(({ reads }) => reads.has(key)).map(({ name }) => name),
      forAmount: amounts.has(key) || key === list,
    }));
}
