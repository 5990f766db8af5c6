// Use case: a person closes a case and says how; only the role that owns it, or the administrator, may.
import { closeCase, type ExceptionCase } from '../../core/kernel/exception-case.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';
import { historyOf } from '../application/history-of.ts';

/** Within an office one stands in for another; a department's matter is that department's alone. */
function mayClose(role: string, owner: string): boolean {
  const family = owner.split('.')[0] as string;
  return family === 'hub' ? role === owner : role.startsWith(`${family}.`);
}

/** Who let an application pass does not look at it again: a sample asks whether another person sees it so. */
async function assertSecondPerson(deps: Deps, found: ExceptionCase, { sub }: Principal): Promise<void> {
  if (found.reason !== 'sampled') return;
  const history = await historyOf(deps, String(found.evidence['applicationId']));
  if (history.every(({ by, proof }) => by !== sub || proof?.['review'] === undefined)) return;
  throw new Fault('forbidden', {
    reason: 'same-person',
    zh: '抽查不能由审核过这件申报的人办理，请交另一位同事',
    en: 'Whoever reviewed the application may not look at it again; pass it to a colleague',
  });
}

/** @throws Fault not-found | forbidden | unprocessable when it is closed already with other words */
export async function closeException(
  deps: Deps,
  id: string,
  resolution: string,
  principal: Principal,
): Promise<ExceptionCase> {
  const found = await deps.store.read('exception', id);
  if (!found)
    throw new Fault('not-found', { reason: 'exception', zh: '没有这项待办', en: 'No such exception' });
  if (!principal.roles.some((role) => role === 'admin' || mayClose(role, found.owner))) {
    throw new Fault('forbidden', {
      reason: 'owner',
      zh: `此事项由 ${found.owner} 办理`,
      en: `This case belongs to ${found.owner}`,
    });
  }
  if (found.state === 'closed') {
    if (found.resolution === resolution) return found;
    throw new Fault('unprocessable', {
      reason: 'closed',
      zh: '此事项已办结',
      en: 'This case is closed already',
    });
  }
  await assertSecondPerson(deps, found, principal);
  const at = instantOf(deps.clock);
  const closed = closeCase(found, principal.sub, at, resolution);
  const result = await deps.store.commit({
    replaces: [{ kind: 'exception', entity: closed }],
    event: {
      subject: `exception:${id}`,
      seq: closed.version,
      type: 'exception.closed',
      at,
      by: principal.sub,
      data: { exceptionId: id, reason: found.reason, subject: found.subject },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return closed;
}
