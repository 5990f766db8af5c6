// A policy's rules after parsing and binding: what the evaluator, the compiler, the checker and the matcher all read.
import type { CatalogueItem } from './catalogue.ts';
import type { Node } from './node.ts';
import type { AmountSource, CapSource, LinesSource, UniqueSource, Words } from './rule-document.ts';
import type { RuleType } from './rule-type.ts';

/** Slots of names that are not items: a colon cannot stand in an item's key. */
export const slotOfName = (name: string): string => `:${name}`;
export const AS_OF_SLOT = ':asOf';
export const LINE_TOTAL_SLOT = ':lineTotal';

export interface ProgramEntry {
  /** Inclusive days; undefined is open. */
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly district: string | undefined;
  readonly node: Node;
}

interface Named extends Words {
  readonly name: string;
  readonly type: RuleType;
}

export type Definition =
  | (Named & { readonly kind: 'parameter'; readonly entries: readonly ProgramEntry[] })
  | (Named & { readonly kind: 'value'; readonly node: Node })
  | (Named & { readonly kind: 'table'; readonly node: Node; readonly table: ProgramTable });

export interface ProgramTable {
  readonly path: string;
  readonly hit: 'first' | 'unique';
  readonly inputs: readonly Node[];
  /** Cells of a row; undefined is "any". */
  readonly rows: readonly { readonly cells: readonly (Node | undefined)[]; readonly then: Node }[];
  readonly otherwise: Node | undefined;
}

export interface ProgramCondition extends Words {
  readonly name: string;
  readonly node: Node;
  /** Where it stands in the document. */
  readonly path: string;
  readonly clause: string | undefined;
}

export interface ProgramAmount {
  readonly path: string;
  readonly formula: Node;
  readonly rounding: AmountSource['rounding'];
  readonly caps: readonly (Omit<CapSource, 'limit'> & { readonly limit: Node })[];
}

export interface ProgramLines {
  readonly source: LinesSource;
  readonly list: CatalogueItem;
  readonly conditions: readonly ProgramCondition[];
  readonly amount: ProgramAmount;
  readonly unique: readonly UniqueSource[];
}

export interface Program {
  /** Conditions that follow from claimants and district come first. */
  readonly conditions: readonly ProgramCondition[];
  readonly amount: ProgramAmount;
  readonly lines: ProgramLines | undefined;
  /** By slot. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Every item the rules can read, by key. */
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly districtItem: CatalogueItem | undefined;
}
