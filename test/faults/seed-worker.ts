// The worker thread of a fault run: plants the fault it is told to, only then loads the code under test, and runs its seeds.
import { parentPort, workerData } from 'node:worker_threads';
import { plantFault, PLANTED_FAULTS } from './planted-faults.ts';
import { addUp, reportOf, type RangeReport, type RangeRequest } from './seed-range.ts';

const { from, count, planted } = workerData as RangeRequest;
if (planted !== undefined) {
  const fault = PLANTED_FAULTS.find(({ name }) => name === planted);
  if (!fault) throw new Error(`no planted fault is named ${planted}`);
  plantFault(fault);
}
// Refusals are thrown by the hundred thousand here: where they come from is not worth a tenth of the time. A failing seed is run
// again outside of the worker, where it is told.
Error.stackTraceLimit = 0;
const { runSeed } = await import('./run-seed.ts');
const { planOf } = await import('./fault-plan.ts');
const reports: RangeReport[] = [];
for (let seed = from; seed < from + count; seed++) {
  const report = reportOf(await runSeed(planOf(seed)));
  reports.push(report);
  if (planted !== undefined && report.failing.length > 0) break;
}
parentPort?.postMessage(addUp(reports));
