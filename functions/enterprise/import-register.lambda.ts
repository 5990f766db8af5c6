// Trigger of the register import: a file that was uploaded for a job.
import { objectLambda } from '../edge/object.ts';
import { loadDeps } from '../edge/wiring.ts';
import { runImport } from './run-import.ts';

export const handler = objectLambda({
  loadDeps,
  async handleOne(deps, { key }) {
    await runImport(deps, key);
  },
});
