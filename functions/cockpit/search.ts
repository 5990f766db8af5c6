// Use case: one box finds an enterprise, a case, an order, a payment or an exception. Ids are read by their key, lists by their
// owner; names stand in the sorted index that the register search keeps in memory. No table is scanned.
import * as z from 'zod';
import { listEnterprises } from '../enterprise/list-enterprises.ts';
import type { Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';

export const FOUND_KINDS = [
  'enterprise',
  'application',
  'order',
  'payment',
  'exception',
  'recovery',
  'policy',
] as const;
export const foundSchema = z.strictObject({
  kind: z.enum(FOUND_KINDS),
  id: z.string(),
  title: z.string(),
  /** Code, policy or period: what tells two of a kind apart. */
  detail: z.string().optional(),
  state: z.string().optional(),
  /** Of a payment: its order. */
  orderId: z.string().optional(),
});
export type Found = z.infer<typeof foundSchema>;

const ENTERPRISES_MAX = 10;
const CASES_MAX = 50;
const USCC = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
const END_TO_END = /^[A-Z0-9]{20,35}$/;
/** Whose business orders and payments are. */
export const MONEY_VIEWERS = ['finance.*', 'unit.*', 'auditor', 'admin'];

/** @param seesMoney orders and payments are found too */
export async function search(
  deps: Deps,
  principal: Principal,
  q: string,
  seesMoney: boolean,
): Promise<Found[]> {
  const text = q.trim();
  const code = text.toUpperCase();
  const found = await Promise.all([
    byId(deps, text),
    USCC.test(code) ? ofEnterprise(deps, code) : named(deps, principal, text),
    seesMoney && END_TO_END.test(code) ? payments(deps, code) : [],
    policies(deps, text),
  ]);
  return found.flat();
}

/** The text as the whole id of a case, an exception, an adjustment. */
async function byId(deps: Deps, id: string): Promise<Found[]> {
  const [application, exception, recovery] = await Promise.all([
    deps.store.read('application', id),
    deps.store.read('exception', id),
    deps.store.read('recovery', id),
  ]);
  return [
    ...(application ? [caseOf(application)] : []),
    ...(exception ? [exceptionOf(exception)] : []),
    ...(recovery ? [recoveryOf(recovery)] : []),
  ];
}

const caseOf = (it: { id: string; enterpriseName: string; state: string; period: string }): Found => ({
  kind: 'application',
  id: it.id,
  title: it.enterpriseName,
  detail: `${it.id.split('.')[0] ?? ''} ${it.period}`,
  state: it.state,
});
const exceptionOf = (it: { id: string; zh: string; en: string; state: string }): Found => ({
  kind: 'exception',
  id: it.id,
  title: `${it.zh} / ${it.en}`,
  state: it.state,
});
const recoveryOf = (it: { id: string; applicationId: string; state: string }): Found => ({
  kind: 'recovery',
  id: it.id,
  title: it.applicationId,
  state: it.state,
});

async function ofEnterprise(deps: Deps, uscc: string): Promise<Found[]> {
  const own = { by: 'owner', group: uscc, limit: CASES_MAX } as const;
  const [enterprise, applications, recoveries] = await Promise.all([
    deps.store.read('enterprise', uscc),
    deps.store.list('application', own),
    deps.store.list('recovery', own),
  ]);
  return [
    ...(enterprise ? [{ kind: 'enterprise' as const, id: uscc, title: enterprise.name, detail: uscc }] : []),
    ...applications.items.map(caseOf),
    ...recoveries.items.map(recoveryOf),
  ];
}

/** Enterprises by a part of their name or the beginning of their code, the first of them with its cases. */
async function named(deps: Deps, principal: Principal, text: string): Promise<Found[]> {
  const { items } = await listEnterprises(deps, principal, { q: text }, { limit: ENTERPRISES_MAX });
  const [only] = items;
  if (only && items.length === 1) return ofEnterprise(deps, only.uscc);
  return items.map(({ uscc, name }) => ({ kind: 'enterprise', id: uscc, title: name, detail: uscc }));
}

/** A payment by its EndToEndId, of this round or of one that came back; or a whole order by its id. */
async function payments(deps: Deps, id: string): Promise<Found[]> {
  const [order, legs, ended] = await Promise.all([
    deps.store.read('order', id),
    deps.store.list('leg', { by: 'owner', group: id, limit: 5 }),
    deps.store.read('ended-payment', id),
  ]);
  return [
    ...(order ? [{ kind: 'order' as const, id, title: id, state: order.state }] : []),
    ...legs.items.map(({ claimId, applicationId, state, orderId }) => ({
      kind: 'payment' as const,
      id: applicationId ?? claimId,
      title: id,
      state,
      ...(orderId !== undefined && { orderId }),
    })),
    ...(ended
      ? [
          {
            kind: 'payment' as const,
            id: ended.legId.slice(0, ended.legId.lastIndexOf('/')).split('~')[0] ?? '',
            title: id,
            state: ended.ended,
            orderId: ended.orderId,
          },
        ]
      : []),
  ];
}

async function policies(deps: Deps, text: string): Promise<Found[]> {
  const { items } = await deps.store.list('policy', { by: 'all', limit: 1000 });
  const words = text.toLowerCase();
  return items
    .filter(({ id, titleZh, titleEn }) =>
      [id, titleZh, titleEn].some((of) => of.toLowerCase().includes(words)),
    )
    .map(({ id, titleZh, titleEn, state }) => ({
      kind: 'policy',
      id,
      title: `${titleZh} / ${titleEn}`,
      state,
    }));
}
