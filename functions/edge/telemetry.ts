// What every Lambda reports about itself: logs, metrics and traces by Powertools, one set a process.
import type { Context } from 'aws-lambda';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { MiddlewareObj } from '@middy/core';

export const logger = new Logger();
/** Where invocations share a process, one publishes what another counted: finding nothing left is no matter for the log. */
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error };
export const metrics = new Metrics({ namespace: 'zhida', logger: quiet });

/** X-Ray's package hooks into every promise of a process as it loads, so it loads only where traces are wanted. */
async function tracing(): Promise<MiddlewareObj[]> {
  if (process.env['POWERTOOLS_TRACE_ENABLED'] === 'false') return [];
  const [{ Tracer }, { captureLambdaHandler }] = await Promise.all([
    import('@aws-lambda-powertools/tracer'),
    import('@aws-lambda-powertools/tracer/middleware'),
  ]);
  // Responses are not traced: they hold people's data.
  return [captureLambdaHandler(new Tracer(), { captureResponse: false })];
}
const traced = await tracing();

/** The middlewares of every handler. */
export const observed = () => [injectLambdaContext(logger), ...traced, logMetrics(metrics)];

/** Adds to a count; `name` is singular and in capitals, for example `Parked`. */
export function count(name: string, amount = 1): void {
  metrics.addMetric(name, MetricUnit.Count, amount);
}

/** What a handler may know about its own invocation. */
export interface Invocation {
  readonly requestId: string;
  /** Time left before the platform ends this invocation, in ms: long work stops in time and continues later. */
  remainingMs(): number;
}

/** The part of a Lambda context that the house uses; a host of its own may give less than AWS does. */
export const invocationOf = (context: Context): Invocation => ({
  requestId: context.awsRequestId,
  remainingMs: () => context.getRemainingTimeInMillis(),
});
