// A failing plan becomes small and still fails; a sound one is left alone. The failure comes from a planted fault.
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { planOf } from './fault-plan.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';
import { shrink, type Shrunk } from './shrink.ts';

const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { root, name, seed } = workerData;
  (async () => {
    const { plantFault, PLANTED_FAULTS } = await import(root + '/planted-faults.ts');
    plantFault(PLANTED_FAULTS.find((fault) => fault.name === name));
    const { shrink } = await import(root + '/shrink.ts');
    const { planOf } = await import(root + '/fault-plan.ts');
    parentPort.postMessage(await shrink(planOf(seed)));
  })();
`;

it('takes away firms and faults that the failure does not need', async () => {
  const fault = PLANTED_FAULTS.find(({ name }) => name === 'two-write-reserve');
  const workerData = { root: import.meta.dirname, name: fault?.name, seed: fault?.seed };
  const worker = new Worker(WORKER, { eval: true, workerData });
  const small = await new Promise<Shrunk>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(small.violation).toContain('its legs say');
  expect(small.faults).toEqual([]);
  expect(small.plan.enterprises).toBeLessThan(6);
});

it('finds nothing to shrink where nothing fails', async () => {
  expect(await shrink(planOf(1))).toBeUndefined();
});
