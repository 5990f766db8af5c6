// Trigger of reconciliation: a file that the bank dropped.
import { objectLambda } from '../edge/object.ts';
import { loadDeps } from '../edge/wiring.ts';
import { takeBankFile } from './take-bank-file.ts';

export const handler = objectLambda({
  loadDeps,
  async handleOne(deps, { key }) {
    await takeBankFile(deps, key);
  },
});
