// An award whose payee has no verified account waits as a case: an error said aloud, never silence.
import type { Leg } from '../disbursement/claim.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';

export const accountMissing = (leg: Leg, at: string): ExceptionCase => ({
  id: `account-missing.${leg.id.replace('/', '.')}.${leg.round}`,
  version: 1,
  state: 'open',
  reason: 'account-missing',
  subject: `leg:${leg.id}`,
  owner: 'unit.maker',
  zh: '收款企业没有已核验的账户，请企业登记收款账户',
  en: 'The payee has no verified account; ask the enterprise to register one',
  evidence: { uscc: leg.uscc, amountFen: leg.amountFen },
  openedAt: at,
});
