// Sequence numbers of stream records: strictly rising digits that begin with the time, so that retention is a range of keys.

const COUNTER_DIGITS = 6;
const COUNTER_END = 10 ** COUNTER_DIGITS;
const TIME_DIGITS = 15;

/** The lowest sequence number a record made at this instant can have. */
export const sequenceAt = (instantMs: number): string => text(instantMs, 0);

const text = (instantMs: number, counter: number): string =>
  String(instantMs).padStart(TIME_DIGITS, '0') + String(counter).padStart(COUNTER_DIGITS, '0');

/** Rises even when the clock does not, or goes back. */
export class StreamSequence {
  #instantMs = 0;
  #counter = 0;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Continues after the last number that was stored. */
  continueAfter(sequence: string): void {
    const instantMs = Number(sequence.slice(0, TIME_DIGITS));
    const counter = Number(sequence.slice(TIME_DIGITS));
    if (instantMs < this.#instantMs || (instantMs === this.#instantMs && counter <= this.#counter)) return;
    this.#instantMs = instantMs;
    this.#counter = counter;
  }

  next(): string {
    const nowMs = this.#now();
    if (nowMs > this.#instantMs) {
      this.#instantMs = nowMs;
      this.#counter = 0;
    } else if (++this.#counter === COUNTER_END) {
      this.#instantMs += 1;
      this.#counter = 0;
    }
    return this.last;
  }

  /** The number given out last. */
  get last(): string {
    return text(this.#instantMs, this.#counter);
  }
}
