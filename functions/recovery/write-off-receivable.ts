// Use cases: a person asks that a debt nobody can collect be written off, another approves, and the transfer is made in that commit.
import type { Recovery } from '../../core/recovery/recovery.ts';
import { approveWriteOff, askWriteOff } from '../../core/recovery/write-off.ts';
import { instantOf, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';

/** @throws Fault not-found | unprocessable (`recovery-state`) | lost-race */
export async function requestWriteOff(deps: Deps, id: string, reason: string, by: string): Promise<Recovery> {
  const asked = askWriteOff(await findRecovery(deps, id), { reason, by, at: instantOf(deps.clock) });
  await commitRecovery(deps, asked, { type: 'recovery.write-off-asked', by });
  return asked;
}

/** @throws Fault not-found | forbidden (`same-person`) | unprocessable (`not-requested`, `recovery-state`) | lost-race */
export async function grantWriteOff(deps: Deps, id: string, by: string): Promise<Recovery> {
  const { recovery, transfers } = approveWriteOff(await findRecovery(deps, id), by, instantOf(deps.clock));
  await commitRecovery(deps, recovery, { type: 'recovery.written-off', by, notMadeBy: by, transfers });
  return recovery;
}
