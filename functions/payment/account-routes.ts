// The HTTP routes of payee accounts: an enterprise registers or changes one, a second person verifies it.
import * as z from 'zod';
import { bankAccountSchema } from '../../core/payment/bank-message.ts';
import { accountSchema, COOLING_WORKING_DAYS } from '../../core/payment/payee-account.ts';
import { daySchema, usccSchema } from '../../core/kernel/schema.ts';
import { assertMayActFor, assertMaySee } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { registerAccount, verifyByPerson } from './register-account.ts';

const route = routeFor<Deps>();
const READERS = ['finance.*', 'unit.*', 'auditor', 'admin'];

export const accountRoutes: Routes<Deps> = {
  'GET /api/payee-accounts': route({
    roles: READERS,
    summary: { zh: '待核验的收款账户', en: 'Accounts that wait for a second person' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(accountSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      const waiting = { by: 'state', group: 'proposed', ...pageOf(query) } as const;
      return { body: pageReply(await deps.store.list('account', waiting)) };
    },
  }),
  'GET /api/payee-accounts/{uscc}/registration': route({
    roles: ['enterprise', ...READERS],
    summary: {
      zh: '登记的收款账户：现用、冷静期内的变更、待核验',
      en: 'A payee’s registered account: in force, under its cooling time, waiting to be verified',
    },
    response: z.strictObject({
      account: accountSchema.optional(),
      today: daySchema,
      /** Working days from verification until a changed account is paid to. */
      coolingWorkingDays: z.int(),
    }),
    async handle(deps, { params, principal }) {
      const account = await deps.store.read('account', params['uscc'] as string);
      // An enterprise asks for what it registered itself, under its own code or a payee's key.
      assertMaySee(principal, account?.uscc ?? (params['uscc'] as string));
      const today = deps.clock.today();
      return { body: { today, coolingWorkingDays: COOLING_WORKING_DAYS, ...(account && { account }) } };
    },
  }),
  'POST /api/payee-accounts': route({
    roles: ['enterprise'],
    summary: { zh: '登记或变更收款账户', en: 'Register or change a payee’s account' },
    body: z.strictObject({
      uscc: usccSchema,
      payeeId: z.string().min(1).max(80).optional(),
      payee: bankAccountSchema,
    }),
    response: accountSchema,
    async handle(deps, { body, principal }) {
      assertMayActFor(principal, body.uscc);
      return { body: await registerAccount(deps, body, principal.sub) };
    },
  }),
  'POST /api/payee-accounts/{id}/verification': route({
    roles: ['unit.maker', 'finance.*'],
    summary: { zh: '核验收款账户（第二人）', en: 'Verify a payee’s account, as a second person' },
    response: accountSchema,
    async handle(deps, { params, principal }) {
      return { body: await verifyByPerson(deps, params['id'] as string, principal.sub) };
    },
  }),
};
