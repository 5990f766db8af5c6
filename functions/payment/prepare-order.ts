// Use case: put reserved legs into payment orders, one commit an order; a leg whose payee has no account becomes a case.
import type { Leg } from '../../core/disbursement/claim.ts';
import { multiplyDivideFen, fen, type Fen } from '../../core/kernel/fen.ts';
import { composeOrders, type ComposedOrder } from '../../core/payment/compose-order.ts';
import type { BankAccount } from '../../core/payment/bank-message.ts';
import { accountMissing } from '../../core/payment/account-missing.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { openException } from '../reconciliation/open-exception.ts';

/** Safe to repeat: only legs still `reserved` are taken, and each commit checks their versions. */
export async function prepareOrders(deps: Deps, legIds: readonly string[]): Promise<ComposedOrder[]> {
  const legs = (await deps.store.readMany('leg', [...new Set(legIds)])).filter(
    (leg) => leg?.state === 'reserved',
  ) as Leg[];
  if (legs.length === 0) return [];
  const [budgets, payees, terms] = await Promise.all([
    budgetsOf(deps, legs),
    payeesOf(deps, legs),
    termsOf(deps, legs),
  ]);
  const at = instantOf(deps.clock);
  for (const leg of legs) if (!payees.has(leg.uscc)) await openException(deps, accountMissing(leg, at));
  const composed = composeOrders({ legs, budgets, payees, terms, executionDay: deps.clock.today(), at });
  for (const order of composed) await commitOrder(deps, order, at);
  return composed;
}

async function commitOrder(deps: Deps, { order, legs }: ComposedOrder, at: string): Promise<void> {
  // A refusal means that these legs are already in an order, or the order itself exists: both say the work is done.
  await deps.store.commit({
    creates: [{ kind: 'order', entity: order }],
    replaces: legs.map((entity) => ({ kind: 'leg', entity })),
    event: {
      subject: `order:${order.id}`,
      seq: order.version,
      type: order.state === 'released' ? 'order.released' : 'order.prepared',
      at,
      by: SYSTEM,
      data: {
        orderId: order.id,
        policyId: order.policyId,
        totalFen: order.totalFen,
        lines: order.lines.length,
      },
    },
  });
}

async function budgetsOf(deps: Deps, legs: readonly Leg[]) {
  const budgets = await deps.store.readMany('budget', [...new Set(legs.map((leg) => leg.budgetId))]);
  return new Map(budgets.flatMap((budget) => (budget ? [[budget.id, budget] as const] : [])));
}

/** Registered accounts first; for the rest the bank is asked for the settlement account it has verified. */
async function payeesOf(deps: Deps, legs: readonly Leg[]): Promise<Map<string, BankAccount>> {
  const usccs = [...new Set(legs.map((leg) => leg.uscc))];
  const registered = await deps.store.readMany('account', usccs);
  const payees = new Map<string, BankAccount>();
  registered.forEach((account) => account?.verified && payees.set(account.id, account.payee));
  const unknown = usccs.filter((uscc, index) => registered[index] === undefined);
  if (unknown.length > 0)
    for (const [uscc, account] of await deps.bank.accountsOf(unknown)) payees.set(uscc, account);
  return payees;
}

async function termsOf(deps: Deps, legs: readonly Leg[]) {
  const terms = new Map<string, { preAuthorisedFen: Fen; remark: string }>();
  for (const { policyId } of legs) {
    if (terms.has(policyId)) continue;
    const head = await deps.policies.head(policyId);
    const { version } = await deps.policies.version(policyId, head?.inForce ?? 1);
    const { preAuthorisedYuan, title, documentNumber } = version.document;
    const remark = [...`${title.zh} ${documentNumber}`].slice(0, 140).join('').trim();
    terms.set(policyId, {
      preAuthorisedFen: multiplyDivideFen(fen(preAuthorisedYuan), 100, 1, 'down'),
      remark,
    });
  }
  return terms;
}
