// Wakes whoever waits for stream records as soon as a commit is durable, so that nobody polls an idle stream.

export class StreamSignal {
  /** Rises with each commit that wrote records of a table. */
  readonly #versions = new Map<string, number>();
  readonly #sleepers = new Map<string, Set<() => void>>();

  /** A count of the table's commits since the engine started; compare, do not interpret. */
  version(table: string): number {
    return this.#versions.get(table) ?? 0;
  }

  notify(table: string): void {
    this.#versions.set(table, this.version(table) + 1);
    const sleepers = this.#sleepers.get(table);
    if (!sleepers) return;
    this.#sleepers.delete(table);
    for (const wake of sleepers) wake();
  }

  /** Resolves with the version when it is no longer `seen`, or after the time-out. */
  async waitAfter(table: string, seen: number, timeoutMs: number): Promise<number> {
    if (this.version(table) === seen && timeoutMs > 0) {
      await new Promise<void>((resolve) => {
        const sleepers = this.#sleepers.get(table) ?? new Set();
        this.#sleepers.set(table, sleepers);
        const timer = setTimeout(wake, timeoutMs);
        function wake(): void {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        }
        sleepers.add(wake);
      });
    }
    return this.version(table);
  }

  /** Lets all who wait go, for closing. */
  release(): void {
    for (const table of [...this.#sleepers.keys()]) this.notify(table);
  }
}
