// Calls a function at intervals as a schedule does; the first time soon, so that a restart catches up at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Running } from './poll-queue.ts';
import type { HostedFunction, HostLog } from './run-function.ts';

const FIRST_AFTER_MS = 500;

/** Starts the schedule. Calls never overlap: the next interval begins when a call has ended. */
export function runSchedule(called: HostedFunction, everyMs: number, log: HostLog): Running {
  const stopping = new AbortController();
  const loop = (async () => {
    for (let waitMs = FIRST_AFTER_MS; ; waitMs = everyMs) {
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        time: new Date().toISOString(),
        detail: {},
      };
      await called.invoke(event).catch((error: unknown) => log(`function ${called.row.name}`, error));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}
