// Use cases: one person proposes what an unmatched bank line is, a second approves; the money moves in the approving commit.
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { Fault } from '../../core/kernel/fault.ts';
import {
  approveSettlement,
  factOfCase,
  proposeSettlement,
  type SettlementAsk,
} from '../../core/reconciliation/settle-case.ts';
import { applyBankFact, type BankFact } from '../../core/reconciliation/settle-lines.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import { applyClosing, findPayments } from './apply-facts.ts';

/** Tried at once, so that nobody approves what cannot be done. @throws Fault not-found | unprocessable | lost-race */
export async function proposeCaseSettlement(
  deps: Deps,
  id: string,
  ask: SettlementAsk,
  by: string,
): Promise<ExceptionCase> {
  const proposed = proposeSettlement(await found(deps, id), ask, by, instantOf(deps.clock));
  if (proposed.settlement?.kind === 'attach') {
    const fact = await attachedFact(deps, proposed);
    const known = (await findPayments(deps, [fact])).get(fact.endToEndId);
    const outcome = applyBankFact(fact, known, instantOf(deps.clock));
    if (outcome.kind !== 'changed')
      throw new Fault('unprocessable', {
        reason: 'cannot-attach',
        zh: `不能挂到这笔付款：${outcome.kind === 'exception' ? outcome.exception.zh : '付款已是此状态'}`,
        en: `It cannot be attached to this payment: ${outcome.kind === 'exception' ? outcome.exception.en : 'the payment stands so already'}`,
      });
  }
  await commitCase(deps, proposed, 'exception.proposed', by);
  return proposed;
}

/** @throws Fault not-found | forbidden | unprocessable | lost-race */
export async function approveCaseSettlement(deps: Deps, id: string, by: string): Promise<ExceptionCase> {
  const approved = approveSettlement(await found(deps, id), by, instantOf(deps.clock));
  if (approved.settlement?.kind === 'attach')
    await applyClosing(deps, await attachedFact(deps, approved), { closed: approved, by });
  else await commitCase(deps, approved, 'exception.closed', by, by);
  return approved;
}

async function found(deps: Deps, id: string): Promise<ExceptionCase> {
  const exception = await deps.store.read('exception', id);
  if (exception) return exception;
  throw new Fault('not-found', { reason: 'exception', zh: '没有这项待办', en: 'No such exception' });
}

/** The bank's line under the EndToEndId of the payment that two people say it is. */
async function attachedFact(deps: Deps, exception: ExceptionCase): Promise<BankFact> {
  const leg = await deps.store.read('leg', exception.settlement?.legId ?? '');
  if (leg) return { ...factOfCase(exception), endToEndId: leg.endToEndId };
  throw new Fault('not-found', { reason: 'leg', zh: '没有这笔付款', en: 'No such payment' });
}

async function commitCase(
  deps: Deps,
  entity: ExceptionCase,
  type: EventType,
  by: string,
  notMadeBy?: string,
): Promise<void> {
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'exception', entity, ...(notMadeBy !== undefined && { notMadeBy }) }],
    event: {
      subject: `exception:${entity.id}`,
      seq: entity.version,
      type,
      at: instantOf(deps.clock),
      by,
      data: {
        exceptionId: entity.id,
        reason: entity.reason,
        subject: entity.subject,
        ...(entity.settlement && { settlement: entity.settlement.kind }),
      },
    },
  });
  if (!committed) throw new Fault('lost-race');
}
