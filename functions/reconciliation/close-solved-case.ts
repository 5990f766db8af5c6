// Use case: a difference that a later check no longer finds is closed by the system, with the reason; none or closed is as good.
import { closeCase } from '../../core/kernel/exception-case.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { Check } from '../ports.ts';

/** @param checks what it rests on: has it changed meanwhile, nothing is closed */
export async function closeSolvedCase(
  deps: Deps,
  id: string,
  resolution: string,
  checks: readonly Check[] = [],
): Promise<void> {
  const found = await deps.store.read('exception', id);
  if (!found || found.state === 'closed') return;
  const at = instantOf(deps.clock);
  const closed = closeCase(found, SYSTEM, at, resolution);
  // Whoever came first closed it as well.
  await deps.store.commit({
    replaces: [{ kind: 'exception', entity: closed }],
    ...(checks.length > 0 && { checks }),
    event: {
      subject: `exception:${id}`,
      seq: closed.version,
      type: 'exception.closed',
      at,
      by: SYSTEM,
      data: { exceptionId: id, reason: found.reason, subject: found.subject },
    },
  });
}
