// A budget may only name an account that money can leave from: its rail must be connected before its first yuan is set aside.
import { Fault } from '../kernel/fault.ts';
import type { Rail } from './payment-order.ts';

/**
 * @param rails what this installation is connected to
 * @throws Fault unprocessable (`rail-not-connected`): its orders would wait for ever
 */
export function assertRail(rails: readonly Rail[], rail: Rail): void {
  if (rails.includes(rail)) return;
  throw new Fault('unprocessable', {
    reason: 'rail-not-connected',
    zh: '本系统尚未接通国库集中支付，从国库账户安排的资金将无法付出；请改填由银行支付的账户（不填财政区划），或由管理员接通国库后再安排',
    en:
      'This installation is connected to no treasury, so money of a treasury account could never leave: name an account that ' +
      'its bank pays from (without `treasury`), or have the treasury connected first (docs/treasury-rail.md)',
    evidence: { rail, rails: [...rails] },
  });
}
