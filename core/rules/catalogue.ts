// The catalogue says which data items a rule may read, what they mean and how their values are carried.
import type { Words } from './rule-document.ts';

/** `money` is carried in fen, `number` as an integer scaled by the item's `scale`, `date` as days since 1970-01-01. */
export type ItemType = 'number' | 'money' | 'boolean' | 'text' | 'enum' | 'date' | 'list';

/** One value of an `enum` item: facts carry `code`; expressions may write the code, the zh or the en words. */
export interface EnumValue extends Words {
  readonly code: string;
}

/** One field of a record in a `list` item. A field is read as `list.field`, or by its bare name inside per-person lines. */
export interface CatalogueField extends Words {
  readonly key: string;
  readonly type: Exclude<ItemType, 'list'>;
  readonly unit?: string | undefined;
  readonly scale?: number | undefined;
  readonly range?: ItemRange | undefined;
  readonly values?: readonly EnumValue[] | undefined;
}

/** Inclusive bounds, written as in expressions: yuan, decimals, or `YYYY-MM-DD`. An absent bound is open. */
export interface ItemRange {
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
}

export interface CatalogueItem extends Words {
  /** Key of the item in facts and, like `zh`, its name in expressions. */
  readonly key: string;
  readonly type: ItemType;
  /** Unit in words (`人`, `月`); adding or comparing two different units is an error. */
  readonly unit?: string | undefined;
  /** Decimal places of a `number`: 4 carries 0.055 as 550. Money always has 2. */
  readonly scale?: number | undefined;
  readonly range?: ItemRange | undefined;
  readonly values?: readonly EnumValue[] | undefined;
  readonly fields?: readonly CatalogueField[] | undefined;
  /** Id of the department that answers for the item. */
  readonly department: string;
  /** Cheapest first: the hub asks for the missing item with the lowest rank. */
  readonly costRank: number;
  /** The department agreed that the item is a column for matching; all else is unknown until asked. */
  readonly released: boolean;
  /** The item stands in the public register. */
  readonly fromRegister?: boolean | undefined;
  /** Dissolved, untrustworthy, sanctioned: asked again before money goes out, not only at the decision. */
  readonly askedAtRelease?: boolean | undefined;
  /**
   * The item that says where the firm is, or what legal form it has: read by district parameters and claimant checks. The
   * items that say its size and its sector: what trials and reports are grouped by.
   */
  readonly role?: 'district' | 'legal-form' | 'size-class' | 'sector' | undefined;
}

export interface Catalogue {
  readonly items: readonly CatalogueItem[];
}

export const MONEY_SCALE = 2;

/** Decimal places in which a value of this item or field is carried. */
export function scaleOf(item: { readonly type: ItemType; readonly scale?: number | undefined }): number {
  if (item.type === 'money') return MONEY_SCALE;
  return item.type === 'number' ? (item.scale ?? 0) : 0;
}
