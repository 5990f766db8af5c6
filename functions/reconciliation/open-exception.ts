// Use case: open a case for a person; the same finding is one case, however often it is found.
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { SYSTEM, type Deps } from '../deps.ts';

export async function openException(deps: Pick<Deps, 'store'>, exception: ExceptionCase): Promise<void> {
  await deps.store.commit({
    creates: [{ kind: 'exception', entity: exception }],
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
