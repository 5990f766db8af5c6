// The HTTP routes of the message stage: what an enterprise wants to be told of, and its messages.
import * as z from 'zod';
import { usccSchema } from '../../core/kernel/schema.ts';
import { messageSchema } from '../../core/message/message.ts';
import { keptWishSchema, wishSchema } from '../../core/message/subscription.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { assertMayActFor } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery } from '../page.ts';
import type { Principal } from '../ports.ts';
import { listMessages, readMessage } from './list-messages.ts';
import { subscribe, subscriptionsOf, unsubscribe } from './subscribe.ts';

const route = routeFor<Deps>();
const wishes = z.strictObject({ items: z.array(keptWishSchema) });

/** @throws Fault not-found for what is no USCC, forbidden for another's */
function ownUscc(principal: Principal, text: string | undefined): string {
  const uscc = usccSchema.safeParse(text);
  if (!uscc.success) throw new Fault('not-found', { reason: 'enterprise' });
  assertMayActFor(principal, uscc.data);
  return uscc.data;
}

export const messageRoutes: Routes<Deps> = {
  'GET /api/enterprises/{uscc}/subscriptions': route({
    roles: ['enterprise'],
    summary: { zh: '订阅', en: 'What an enterprise wants to be told of' },
    response: wishes,
    async handle(deps, { principal, params }) {
      return { body: { items: await subscriptionsOf(deps, ownUscc(principal, params['uscc'])) } };
    },
  }),
  'POST /api/enterprises/{uscc}/subscriptions': route({
    roles: ['enterprise'],
    summary: { zh: '新增订阅', en: 'Ask to be told of policies that fit' },
    body: wishSchema,
    response: wishes,
    async handle(deps, { principal, params, body }) {
      const uscc = ownUscc(principal, params['uscc']);
      return { body: { items: await subscribe(deps, uscc, body, principal.sub) } };
    },
  }),
  'DELETE /api/enterprises/{uscc}/subscriptions/{id}': route({
    roles: ['enterprise'],
    summary: { zh: '取消订阅', en: 'End a subscription' },
    response: wishes,
    async handle(deps, { principal, params }) {
      const uscc = ownUscc(principal, params['uscc']);
      return { body: { items: await unsubscribe(deps, uscc, params['id'] as string, principal.sub) } };
    },
  }),
  'GET /api/messages': route({
    roles: ['enterprise'],
    summary: { zh: '消息', en: 'Messages, newest first, and how many are unread' },
    query: z.strictObject({ ...pageQuery, uscc: usccSchema.optional() }),
    response: z.strictObject({
      uscc: usccSchema,
      items: z.array(messageSchema),
      cursor: z.string().optional(),
      /** Among the newest 500. */
      unread: z.int(),
    }),
    async handle(deps, { principal, query }) {
      return { body: await listMessages(deps, principal, query.uscc, pageOf(query)) };
    },
  }),
  'POST /api/messages/{id}/reading': route({
    roles: ['enterprise'],
    summary: { zh: '标记已读', en: 'Mark a message as read' },
    response: messageSchema,
    async handle(deps, { principal, params }) {
      return { body: await readMessage(deps, principal, params['id'] as string) };
    },
  }),
};
