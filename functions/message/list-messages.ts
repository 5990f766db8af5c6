// Use cases: an enterprise's messages, newest first, and that somebody read one.
import { Fault } from '../../core/kernel/fault.ts';
import { type Message, usccOfMessage } from '../../core/message/message.ts';
import { assertMayActFor } from '../authorize.ts';
import { instantOf, type Deps } from '../deps.ts';
import { pageReply } from '../page.ts';
import type { Page, PageRequest, Principal } from '../ports.ts';

/** Unread messages are counted among the newest of this number. */
const COUNTED_MAX = 500;

export type MessagePage = Page<Message> & { readonly uscc: string; readonly unread: number };

/** @param named the enterprise, for a person who acts for several @throws Fault invalid | forbidden */
export async function listMessages(
  { store }: Pick<Deps, 'store'>,
  principal: Principal,
  named: string | undefined,
  page: PageRequest,
): Promise<MessagePage> {
  const [only, ...others] = principal.actsFor;
  const uscc = named ?? (others.length === 0 ? only : undefined);
  if (uscc === undefined)
    throw new Fault('invalid', {
      reason: 'enterprise-missing',
      zh: '您代表多家企业，请指明企业（uscc）',
      en: 'You act for several enterprises; name one (uscc)',
    });
  assertMayActFor(principal, uscc);
  const [shown, newest] = await Promise.all([
    store.list('message', { by: 'owner', group: uscc, ...page }),
    store.list('message', { by: 'owner', group: uscc, limit: COUNTED_MAX }),
  ]);
  const unread = newest.items.filter(({ readAt }) => readAt === undefined).length;
  return { ...pageReply(shown), uscc, unread };
}

/** Reading twice keeps the first reading. @throws Fault not-found | forbidden */
export async function readMessage(
  deps: Pick<Deps, 'store' | 'clock'>,
  principal: Principal,
  id: string,
): Promise<Message> {
  const message = await deps.store.read('message', id);
  if (!message || !principal.actsFor.includes(usccOfMessage(id)))
    throw new Fault('not-found', { reason: 'message', zh: '没有这条消息', en: 'No such message' });
  if (message.readAt !== undefined) return message;
  const read = { ...message, readAt: instantOf(deps.clock), readBy: principal.sub };
  await deps.store.put('message', [read]);
  return read;
}
