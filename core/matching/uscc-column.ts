// The USCCs of a segment's rows in eighteen bytes each, sorted, so that a firm's row is found without an index.
const WIDTH = 18;

export class UsccColumn {
  static readonly width = WIDTH;
  readonly bytes: Uint8Array;
  readonly rows: number;

  constructor(bytes: Uint8Array, rows: number) {
    if (bytes.length !== rows * WIDTH) throw new RangeError('a column of USCCs that ends too early');
    this.bytes = bytes;
    this.rows = rows;
  }

  /** @param usccs sorted; each has 18 characters of ASCII @throws RangeError otherwise */
  static of(usccs: readonly string[]): UsccColumn {
    return new UsccColumn(new TextEncoder().encode(usccs.join('')), usccs.length);
  }

  at(row: number): string {
    return String.fromCharCode(...this.bytes.subarray(row * WIDTH, (row + 1) * WIDTH));
  }

  /** -1 when the firm has no row. */
  rowOf(uscc: string): number {
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < uscc) low = middle + 1;
      else high = middle;
    }
    return low < this.rows && this.at(low) === uscc ? low : -1;
  }
}
