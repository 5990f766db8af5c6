// Use case: open a case for a person; the same finding is one case, however often it is found.
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { SYSTEM, type Deps } from '../deps.ts';
import type { Check } from '../ports.ts';

/** @param checks what the finding rests on: has it changed meanwhile, nothing is opened, and whoever changed it looks anew */
export async function openException(
  deps: Pick<Deps, 'store'>,
  exception: ExceptionCase,
  checks: readonly Check[] = [],
): Promise<void> {
  await deps.store.commit({
    creates: [{ kind: 'exception', entity: exception }],
    ...(checks.length > 0 && { checks }),
    event: {
      subject: `exception:${exception.id}`,
      seq: 1,
      type: 'exception.opened',
      at: exception.openedAt,
      by: SYSTEM,
      data: {
        exceptionId: exception.id,
        reason: exception.reason,
        subject: exception.subject,
        owner: exception.owner,
      },
    },
  });
}
