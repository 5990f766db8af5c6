// A message that nobody can handle becomes a case with its reason, so that nothing disappears into a queue of the dead.
import type { Fault } from '../../core/kernel/fault.ts';
import { instantOf } from '../deps.ts';
import type { ParkedMessage } from '../edge/queue.ts';
import type { Clock, Store } from '../ports.ts';
import { openException } from './open-exception.ts';

export async function parkMessage(
  store: Store,
  { queue, messageId, message }: ParkedMessage,
  fault: Fault,
  clock: Clock,
): Promise<void> {
  await openException(
    { store },
    {
      id: `parked.${queue}.${messageId}`,
      version: 1,
      state: 'open',
      reason: 'parked-message',
      subject: `queue:${queue}`,
      owner: 'admin',
      zh: `队列 ${queue} 中有一条消息无法处理：${fault.detail.zh ?? fault.code}`,
      en: `A message in the queue ${queue} cannot be handled: ${fault.message}`,
      evidence: { message, code: fault.code, reason: fault.detail.reason ?? '' },
      openedAt: instantOf(clock),
    },
  );
}
