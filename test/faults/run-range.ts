// Spreads seeds over worker threads: a seed needs nobody else, so that every core can take its share.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { addUp, type RangeReport, type RangeRequest } from './seed-range.ts';

const WORKERS = Math.min(availableParallelism(), 8);

/** @throws Error when the worker fails, as when a planted fault's patch no longer applies */
export function runInWorker(request: RangeRequest): Promise<RangeReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'seed-worker.ts'), { workerData: request });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new Error(`the worker of seeds from ${request.from} ended without a report`)),
    );
  });
}

/** Runs each request, as many at a time as there are cores. @returns the reports in the order of the requests */
export async function runEach(
  requests: readonly RangeRequest[],
  onReport: (request: RangeRequest, report: RangeReport) => void = () => undefined,
): Promise<RangeReport[]> {
  const reports: RangeReport[] = [];
  let next = 0;
  const core = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index] as RangeRequest;
      const report = await runInWorker(request);
      reports[index] = report;
      onReport(request, report);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, core));
  return reports;
}

/** Runs `count` seeds from `from` on all cores. */
export async function runRange(from: number, count: number): Promise<RangeReport> {
  const share = Math.ceil(count / WORKERS);
  const requests = Array.from({ length: WORKERS }, (_, index) => ({
    from: from + index * share,
    count: Math.min(share, count - index * share),
  }));
  return addUp(await runEach(requests.filter((request) => request.count > 0)));
}
