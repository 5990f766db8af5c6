// Counts the read and write capacity units AWS would bill, in the form ReturnConsumedCapacity asks for.
import type { Item } from './attribute-value.ts';
import { itemSizeBytes, sameItem } from './attribute-value.ts';
import type { ItemChange } from './evaluate-write.ts';
import type { StoredItem } from './stored-item.ts';
import type { Index, Table } from './table-description.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

export const writeUnits = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / WRITE_UNIT_BYTES));

/** Strongly consistent reads cost a unit per 4 KB begun, eventually consistent ones half, transactional ones double. */
export function readUnits(sizeBytes: number, mode: 'eventual' | 'consistent' | 'transaction'): number {
  const units = Math.max(1, Math.ceil(sizeBytes / READ_UNIT_BYTES));
  return mode === 'eventual' ? units / 2 : mode === 'consistent' ? units : units * 2;
}

interface TableUnits {
  table: number;
  readonly indexes: Map<Index, number>;
}

/** Transactions say which kind of unit they count; other requests answer with the sum alone, as AWS does. */
export type TransactionUnits = 'ReadCapacityUnits' | 'WriteCapacityUnits';

/** Sums units per table and index during one request; does nothing when the client did not ask. */
export class CapacityCounter {
  readonly #detail: string | undefined;
  readonly #transactionUnits: TransactionUnits | undefined;
  readonly #units = new Map<Table, TableUnits>();

  constructor(returnConsumedCapacity: unknown, transactionUnits?: TransactionUnits) {
    const asked = returnConsumedCapacity === 'TOTAL' || returnConsumedCapacity === 'INDEXES';
    this.#detail = asked ? returnConsumedCapacity : undefined;
    this.#transactionUnits = transactionUnits;
  }

  get isAsked(): boolean {
    return this.#detail !== undefined;
  }

  add(table: Table, units: number, index?: Index): void {
    const entry = this.#entry(table);
    if (index) entry.indexes.set(index, (entry.indexes.get(index) ?? 0) + units);
    else entry.table += units;
  }

  /**
   * A write costs by the larger of the item before and after. In a transaction the table's units count twice (prepare and
   * commit), a condition check's too, while the indexes' count once: measured on AWS by paritysuite/dynamodb-conformance
   * (issues 27 and 67); DynamoDB Local doubles the indexes and leaves checks out.
   */
  addWrite(change: ItemChange): void {
    if (!this.isAsked) return;
    const { table, before, after } = change;
    const units = writeUnits(Math.max(before?.sizeBytes ?? 0, after?.sizeBytes ?? 0));
    this.add(table, this.#transactionUnits ? units * 2 : units);
    if (before === after) return;
    for (const index of table.indexes) {
      const indexUnits = indexWriteUnits(index, before, after);
      if (indexUnits > 0) this.add(table, indexUnits, index);
    }
  }

  #entry(table: Table): TableUnits {
    let entry = this.#units.get(table);
    if (!entry) this.#units.set(table, (entry = { table: 0, indexes: new Map() }));
    return entry;
  }

  /** One entry per table, as batch and transaction requests answer; undefined when not asked for. */
  list(): Record<string, unknown>[] | undefined {
    if (!this.isAsked) return undefined;
    return [...this.#units].map(([table, units]) => this.#describe(table, units));
  }

  /** The entry of the only table of a single-item request. */
  single(): Record<string, unknown> | undefined {
    return this.list()?.[0];
  }

  #describe(table: Table, units: TableUnits): Record<string, unknown> {
    const total = [...units.indexes.values()].reduce((sum, one) => sum + one, units.table);
    const kinds = (one: number) => ({
      CapacityUnits: one,
      ...(this.#transactionUnits ? { [this.#transactionUnits]: one } : {}),
    });
    const sum = { TableName: table.name, ...kinds(total) };
    if (this.#detail !== 'INDEXES') return sum;
    return {
      ...sum,
      Table: kinds(units.table),
      ...indexUnitsOf(units.indexes, true),
      ...indexUnitsOf(units.indexes, false),
    };
  }
}

function indexUnitsOf(indexes: ReadonlyMap<Index, number>, isGlobal: boolean): Record<string, unknown> {
  const entries = [...indexes].filter(([index]) => index.isGlobal === isGlobal);
  if (entries.length === 0) return {};
  const byName = Object.fromEntries(entries.map(([index, units]) => [index.name, { CapacityUnits: units }]));
  return { [isGlobal ? 'GlobalSecondaryIndexes' : 'LocalSecondaryIndexes']: byName };
}

/** The part of an item that an index holds, or undefined when the item is not in the index. */
export function indexProjection(index: Index, item: Item): Item | undefined {
  for (const key of index.keys) if (item[key.name]?.[key.type] === undefined) return undefined;
  if (!index.projected) return item;
  const part: Item = {};
  for (const name of index.projected) if (item[name]) part[name] = item[name];
  return part;
}

/** No cost when nothing projected changes, one write for an entry made, changed or removed, two when its key moves. */
function indexWriteUnits(
  index: Index,
  before: StoredItem | undefined,
  after: StoredItem | undefined,
): number {
  const oldPart = before && indexProjection(index, before.item);
  const newPart = after && indexProjection(index, after.item);
  if (!oldPart && !newPart) return 0;
  if (!oldPart || !newPart) return writeUnits(itemSizeBytes((newPart ?? oldPart) as Item));
  if (sameItem(oldPart, newPart)) return 0;
  const oldUnits = writeUnits(itemSizeBytes(oldPart));
  const newUnits = writeUnits(itemSizeBytes(newPart));
  const keyMoves = index.keys.some((key) => oldPart[key.name]?.[key.type] !== newPart[key.name]?.[key.type]);
  return keyMoves ? oldUnits + newUnits : Math.max(oldUnits, newUnits);
}
