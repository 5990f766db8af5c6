// Schedules at the edge: work that begins because time has passed.
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { count, invocationOf, observed, type Invocation } from './telemetry.ts';

interface ScheduleSpec<D> {
  readonly loadDeps: () => Promise<D>;
  handle(deps: D, invocation: Invocation): Promise<void>;
}

/** The handler of a schedule. It may run twice or late: what it does must be derived from state, not from the tick. */
export function scheduleLambda<D>(spec: ScheduleSpec<D>) {
  return middy<ScheduledEvent, { done: true }>()
    .use(observed())
    .handler(async (_event: ScheduledEvent, context) => {
      count('Tick');
      await spec.handle(await spec.loadDeps(), invocationOf(context));
      return { done: true } as const;
    });
}
