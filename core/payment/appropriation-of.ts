// The 指标 that a treasury pays a budget's money from: what a 支付申请 must name, and a bank never asks for.
import { Fault } from '../kernel/fault.ts';
import type { Budget } from '../ledger/budget.ts';
import { appropriationSchema, type Appropriation } from './bank-message.ts';

type Appropriated = Pick<
  Budget,
  'payer' | 'fiscalYear' | 'budgetUnit' | 'quotaNumber' | 'functionClass' | 'economicClass' | 'fundNature'
>;

/**
 * @returns undefined for a budget whose account a bank pays from
 * @throws Fault invalid when a treasury could not take it: a field is missing, too long or not printable
 */
export function appropriationOf(budget: Appropriated): Appropriation | undefined {
  const { payer, fiscalYear, budgetUnit, quotaNumber, functionClass, economicClass, fundNature } = budget;
  if (payer.treasury === undefined) return undefined;
  const parsed = appropriationSchema.safeParse({
    division: payer.treasury,
    fiscalYear,
    budgetUnit,
    quotaNumber,
    functionClass,
    economicClass,
    fundNature,
  });
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new Fault('invalid', {
    reason: 'appropriation',
    zh: `由国库集中支付的预算须写明国库可接受的指标要素，请更正 ${field}`,
    en: `A treasury cannot take this budget's ${field}: ${parsed.error.issues[0]?.message ?? ''}; correct it`,
    evidence: { field },
  });
}
