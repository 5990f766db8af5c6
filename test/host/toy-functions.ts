// Toy functions for the tests of the host: a row and a handler that the test writes.
import type { FunctionRow, Trigger } from '../../functions/manifest.ts';
import { hostFunction, type Handler, type HostedFunction } from '../../local/host/run-function.ts';

export const toyRow = (name: string, trigger: Trigger, change: Partial<FunctionRow> = {}): FunctionRow => ({
  name,
  stage: 'toy',
  entry: `toy/${name}.lambda.ts`,
  does: 'serves a test',
  trigger,
  consumes: [],
  emits: [],
  tables: {},
  timeoutSeconds: 5,
  memoryMb: 128,
  ...change,
});

export const toyFunction = (name: string, trigger: Trigger, handler: Handler): HostedFunction =>
  hostFunction(toyRow(name, trigger), handler);

/** Waits until the condition holds. @throws Error after the time-out, with what was looked for */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A log that keeps what it is told. */
export function keptLog() {
  const lines: string[] = [];
  return {
    lines,
    log: (message: string, error?: unknown) => void lines.push(`${message} ${String(error ?? '')}`),
  };
}
