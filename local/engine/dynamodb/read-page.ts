// Reads one page of a Query or Scan: up to the limit or 1 MB, filtered, projected and counted.
import type { AttributeValue, Item } from './attribute-value.ts';
import { CapacityCounter, indexProjection, readUnits } from './consumed-capacity.ts';
import { projectItem } from './dynalite-internals.ts';
import type { LevelRange, LevelSnapshot, Path } from './dynalite-internals.ts';
import { holds } from './evaluate-condition.ts';
import type { Condition } from './evaluate-condition.ts';
import { itemRowKey } from './row-key.ts';
import type { RowStore } from './row-store.ts';
import { JsonText, StoredItem } from './stored-item.ts';
import type { Index, KeyAttribute, Table } from './table-description.ts';

/** A Query or Scan after validation, as dynalite leaves it. */
export interface PageRequest {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly ScanIndexForward?: boolean;
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly KeyConditions?: unknown;
  readonly AttributesToGet?: readonly string[];
  readonly ReturnConsumedCapacity?: string;
  readonly _filter?: {
    expression: Condition;
    nestedPaths: Record<string, unknown>;
    pathHeads: Record<string, unknown>;
  };
  readonly _projection?: { paths: readonly Path[]; nestedPaths: Record<string, unknown> };
}

interface PageTarget {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly keys: readonly KeyAttribute[];
  readonly request: PageRequest;
  readonly range: LevelRange;
}

const PAGE_MAX_BYTES = 1024 * 1024;
const CHUNK_MAX = 500;

interface Page {
  readonly items: StoredItem[];
  /** More rows may follow the last item. */
  readonly isCut: boolean;
  readonly sizeBytes: number;
}

export async function readPage(store: RowStore, target: PageTarget): Promise<JsonText> {
  const snapshot = store.snapshot();
  try {
    const page = await collect(store, snapshot, target);
    return new JsonText(pageJson(target, page));
  } finally {
    await snapshot.close();
  }
}

async function collect(store: RowStore, snapshot: LevelSnapshot, target: PageTarget): Promise<Page> {
  const limit = target.request.Limit ?? Infinity;
  const items: StoredItem[] = [];
  let sizeBytes = 0;
  const rows = store.range({ ...target.range, snapshot });
  try {
    for (;;) {
      const chunk = await rows.nextv(Math.min(CHUNK_MAX, limit - items.length));
      if (chunk.length === 0) return { items, isCut: false, sizeBytes };
      for (const stored of await storedItems(store, snapshot, target, chunk)) {
        items.push(stored);
        sizeBytes += stored.sizeBytes;
        if (items.length >= limit || sizeBytes >= PAGE_MAX_BYTES) return { items, isCut: true, sizeBytes };
      }
    }
  } finally {
    await rows.close();
  }
}

/** Rows of a table hold their items; those of an index hold what it projects, or name the item that it is cut from. */
async function storedItems(
  store: RowStore,
  snapshot: LevelSnapshot,
  { table, index, request }: PageTarget,
  chunk: readonly (readonly [string, string])[],
): Promise<StoredItem[]> {
  // Those of an older data directory name items in every index, and no index holds the whole item that a query may want.
  const namesItem = (row: string) => row.startsWith(table.itemPrefix);
  const wantsItems = index?.isGlobal === false && request.Select === 'ALL_ATTRIBUTES';
  if (!index || (!wantsItems && !chunk.some(([, row]) => namesItem(row))))
    return chunk.map(([, row]) => StoredItem.fromRow(row));
  const itemKeys = chunk.map(([, row]) =>
    namesItem(row) ? row : itemRowKey(table, StoredItem.fromRow(row).item),
  );
  const rows = await store.durableMany(itemKeys, snapshot);
  return rows.map((row, position) => {
    if (row === undefined)
      throw new Error(`index ${index.name} names an item that is not there: ${itemKeys[position]}`);
    const stored = StoredItem.fromRow(row);
    return wantsItems || !index.projected
      ? stored
      : StoredItem.of(indexProjection(index, stored.item) as Item);
  });
}

function pageJson(target: PageTarget, page: Page): string {
  const { request } = target;
  const kept = page.items.filter((stored) => matches(request, stored));
  const parts = [`"Count":${kept.length},"ScannedCount":${page.items.length}`];
  if (request.Select !== 'COUNT') {
    const paths = request._projection?.paths ?? request.AttributesToGet;
    const texts = kept.map((stored) =>
      paths ? JSON.stringify(projectItem(paths, stored.item)) : stored.json,
    );
    parts.push(`"Items":[${texts.join()}]`);
  }
  const last = page.isCut ? page.items.at(-1) : undefined;
  if (last) parts.push(`"LastEvaluatedKey":${JSON.stringify(startKeyOf(target, last.item))}`);
  const capacity = pageCapacity(target, page);
  if (capacity.isAsked) parts.push(`"ConsumedCapacity":${JSON.stringify(capacity.single())}`);
  return `{${parts.join()}}`;
}

const matches = ({ _filter: filter }: PageRequest, stored: StoredItem): boolean =>
  !filter || holds(filter.expression, stored.item);

function startKeyOf({ table, keys }: PageTarget, item: Item): Item {
  const names = new Set([...keys, ...table.keys].map((key) => key.name));
  return Object.fromEntries([...names].map((name) => [name, item[name] as AttributeValue]));
}

/** A page costs by the sum of the sizes read, before the filter. */
function pageCapacity({ table, index, request }: PageTarget, page: Page): CapacityCounter {
  const capacity = new CapacityCounter(request.ReturnConsumedCapacity);
  if (capacity.isAsked) {
    capacity.add(table, 0);
    capacity.add(table, readUnits(page.sizeBytes, request.ConsistentRead ? 'consistent' : 'eventual'), index);
  }
  return capacity;
}
