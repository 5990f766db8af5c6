// Errors that AWS gives under load and an engine alone never would; off unless asked for, the same for the same seed.
import { awsError, transactionCancelled } from './aws-error.ts';

/** Shares of requests, 0 to 1, that meet each fault. */
export interface FaultRates {
  /** Writes refused because another transaction holds the item. */
  readonly transactionConflict?: number;
  /** Reads and writes refused with ProvisionedThroughputExceededException. */
  readonly throttle?: number;
  /** Writes that are committed, but whose connection breaks before the answer. */
  readonly timeoutAfterCommit?: number;
}

export interface FaultOptions extends FaultRates {
  /** Whole number; the same seed and the same order of requests give the same faults. */
  readonly seed?: number;
}

export type FaultName = keyof FaultRates;

export class FaultInjector {
  #rates: FaultRates = {};
  #state = 0;
  /** How often each fault has been given since `set`. */
  readonly given: Record<FaultName, number> = { transactionConflict: 0, throttle: 0, timeoutAfterCommit: 0 };

  constructor(options: FaultOptions = {}) {
    this.set(options);
  }

  /** Replaces all rates; a rate left out is 0. */
  set(options: FaultOptions): void {
    const { seed, ...rates } = options;
    this.#rates = rates;
    this.#state = (seed ?? 1) | 0;
    for (const name of Object.keys(this.given) as FaultName[]) this.given[name] = 0;
  }

  /** @throws AwsError ProvisionedThroughputExceededException */
  beforeRequest(): void {
    if (!this.#strikes('throttle')) return;
    throw awsError(
      'ProvisionedThroughputExceededException',
      'The level of configured provisioned throughput for the table was exceeded (injected by the local engine)',
    );
  }

  /** @throws AwsError TransactionConflictException */
  beforeSingleWrite(): void {
    if (!this.#strikes('transactionConflict')) return;
    throw awsError('TransactionConflictException', 'Transaction is ongoing for the item');
  }

  /** @throws AwsError TransactionCanceledException with TransactionConflict at one of the items */
  beforeTransaction(itemCount: number): void {
    if (!this.#strikes('transactionConflict')) return;
    const struck = Math.floor(this.#random() * itemCount);
    throw transactionCancelled(
      Array.from({ length: itemCount }, (_, index) =>
        index === struck
          ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
          : { Code: 'None' },
      ),
    );
  }

  /** True when the answer to this committed write must be lost. */
  losesAnswer(): boolean {
    return this.#strikes('timeoutAfterCommit');
  }

  #strikes(name: FaultName): boolean {
    const rate = this.#rates[name] ?? 0;
    if (rate <= 0 || this.#random() >= rate) return false;
    this.given[name] += 1;
    return true;
  }

  /** mulberry32: small, even, and seeded. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
