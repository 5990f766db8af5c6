// Runs the manifest's functions in this process as Lambda would: the module's handler, a context, and a time limit.
import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { Context } from 'aws-lambda';
import type { FunctionRow } from '../../functions/manifest.ts';

export type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** One row with its handler. `invoke` rejects when the handler does, or when its time is up. */
export interface HostedFunction {
  readonly row: FunctionRow;
  invoke(event: unknown): Promise<unknown>;
}

/** Where something went wrong that no caller hears of; `error` may hold anything that was thrown. */
export type HostLog = (message: string, error?: unknown) => void;

const FUNCTIONS = new URL('../../functions/', import.meta.url);

/** @throws Error that names the row, when its module is missing or exports no `handler` */
async function importHandler(row: FunctionRow): Promise<Handler> {
  const url = new URL(row.entry, FUNCTIONS);
  await access(url).catch(() => {
    throw new Error(`functions/manifest.ts lists ${row.name}, but functions/${row.entry} does not exist`);
  });
  const module = (await import(url.href)) as { handler?: Handler };
  if (typeof module.handler === 'function') return module.handler;
  throw new Error(`functions/${row.entry} (${row.name}) exports no handler`);
}

function contextOf(row: FunctionRow, endsAtMs: number): Context {
  const awsRequestId = randomUUID();
  return {
    awsRequestId,
    functionName: row.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${row.name}`,
    memoryLimitInMB: String(row.memoryMb),
    logGroupName: `/aws/lambda/${row.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => endsAtMs - Date.now(),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

function invoke(row: FunctionRow, handler: Handler, event: unknown): Promise<unknown> {
  const timeoutMs = row.timeoutSeconds * 1000;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const timer = setTimeout(
    () => reject(new Error(`${row.name} took longer than ${row.timeoutSeconds} s`)),
    timeoutMs,
  );
  // A handler may also throw before its first await: `then` turns that into a rejection.
  Promise.resolve(contextOf(row, Date.now() + timeoutMs))
    .then((context) => handler(event, context))
    .then(resolve, reject)
    .finally(() => clearTimeout(timer));
  return promise;
}

/** A row and its handler, ready to be called by triggers. */
export const hostFunction = (row: FunctionRow, handler: Handler): HostedFunction => ({
  row,
  invoke: (event) => invoke(row, handler, event),
});

/** Imports every row's module. The environment that functions/edge/wiring.ts reads must be set before. */
export const loadFunctions = (rows: readonly FunctionRow[]): Promise<HostedFunction[]> =>
  Promise.all(rows.map(async (row) => hostFunction(row, await importHandler(row))));
