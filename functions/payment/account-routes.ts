// The HTTP routes of payee accounts: an enterprise registers or changes one, a second person verifies it.
import * as z from 'zod';
import { bankAccountSchema } from '../../core/payment/bank-message.ts';
import { accountSchema } from '../../core/payment/payee-account.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import { assertMayActFor } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { registerAccount, verifyByPerson } from './register-account.ts';

const route = routeFor<Deps>();

export const accountRoutes: Routes<Deps> = {
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
