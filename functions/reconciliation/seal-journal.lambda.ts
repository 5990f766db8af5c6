// Trigger of the sealer: every minute; the first run of a day anchors the roots.
import { scheduleLambda } from '../edge/schedule.ts';
import { loadDeps } from '../edge/wiring.ts';
import { anchorRoots, sealJournal } from './seal-journal.ts';

export const handler = scheduleLambda({
  loadDeps,
  async handle(deps) {
    await sealJournal(deps);
    await anchorRoots(deps);
  },
});
