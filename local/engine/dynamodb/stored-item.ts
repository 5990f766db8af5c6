// An item as a row holds it: its size, then its JSON, so that most reads and comparisons need not parse it.
import type { Item } from './attribute-value.ts';
import { itemSizeBytes, sameItem } from './attribute-value.ts';

/** An item read from or written to a row; it is immutable. */
export class StoredItem {
  readonly json: string;
  readonly sizeBytes: number;
  #item: Item | undefined;

  private constructor(json: string, sizeBytes: number, item: Item | undefined) {
    this.json = json;
    this.sizeBytes = sizeBytes;
    this.#item = item;
  }

  static of(item: Item): StoredItem {
    return new StoredItem(JSON.stringify(item), itemSizeBytes(item), item);
  }

  static fromRow(row: string): StoredItem {
    const bar = row.indexOf('|');
    return new StoredItem(row.slice(bar + 1), Number(row.slice(0, bar)), undefined);
  }

  get row(): string {
    return `${this.sizeBytes}|${this.json}`;
  }

  /** The parsed item; do not change it. */
  get item(): Item {
    return (this.#item ??= JSON.parse(this.json) as Item);
  }

  /** Same content, whatever the order of attribute names. */
  equals(other: StoredItem): boolean {
    if (this.json === other.json) return true;
    return this.sizeBytes === other.sizeBytes && sameItem(this.item, other.item);
  }
}

/** JSON text that goes into a response as it is. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
