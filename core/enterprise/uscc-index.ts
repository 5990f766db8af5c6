// Which line of a file first had a code: an exact set of millions of codes in 16 bytes each, so that big files stay small.
import { areaOfUscc, USCC_ALPHABET } from './uscc.ts';

/** Four 32-bit words a slot: authority, class and area; two halves of the organisation code; the line, 0 for an empty slot. */
const WORDS = 4;
const LOAD_MAX = 0.6;

/** Remembers valid codes by the line that first had them. The two check characters follow from the rest and are left out. */
export class UsccIndex {
  #slots: Uint32Array;
  #size = 0;

  constructor(capacity = 1024) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(capacity)) * WORDS);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Adds a valid code.
   * @param line from 1 to 4,294,967,295
   * @returns the line that had the code before, or undefined when it is new
   */
  add(uscc: string, line: number): number | undefined {
    if (line < 1) throw new RangeError(`not a line number: ${line}`);
    const head =
      (USCC_ALPHABET.indexOf(uscc.charAt(0)) * 31 + USCC_ALPHABET.indexOf(uscc.charAt(1))) * 1_000_000 +
      Number(areaOfUscc(uscc));
    const before = this.#place(
      head,
      Number.parseInt(uscc.slice(8, 12), 36),
      Number.parseInt(uscc.slice(12, 16), 36),
      line,
    );
    if (before === undefined && ++this.#size > (this.#slots.length / WORDS) * LOAD_MAX) this.#grow();
    return before;
  }

  #place(head: number, left: number, right: number, line: number): number | undefined {
    const slots = this.#slots;
    const mask = slots.length / WORDS - 1;
    let slot =
      (Math.imul(head ^ Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b), 0xc2b2ae35) >>> 7) & mask;
    for (;;) {
      const at = slot * WORDS;
      if (slots[at + 3] === 0) {
        slots.set([head, left, right, line], at);
        return undefined;
      }
      if (slots[at] === head && slots[at + 1] === left && slots[at + 2] === right) return slots[at + 3];
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const line = old[at + 3] ?? 0;
      if (line !== 0) this.#place(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, line);
    }
  }
}
