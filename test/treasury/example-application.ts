// Payment files with appropriations, and a calendar, to test the treasury rail with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workingCalendar } from '../../core/kernel/working-calendar.ts';
import type { Appropriation, PaymentFile } from '../../core/payment/bank-message.ts';
import { payees } from '../bank/bank-world.ts';

const file = join(import.meta.dirname, '../../examples/hangzhou-2020/working-days.yaml');
export const calendar = workingCalendar(parse(readFileSync(file, 'utf8')));

export const appropriation: Appropriation = {
  division: '330100',
  fiscalYear: 2020,
  budgetUnit: '杭州市商务局',
  quotaNumber: '杭财示例〔2020〕2号',
  functionClass: '2160299',
  economicClass: '50799',
  fundNature: '一般公共预算',
};

/** `count` payments out of one 指标. */
export function applicationOf(name: string, count: number, changes: Partial<PaymentFile> = {}): PaymentFile {
  const plain = payees(name, count);
  return payees(name, count, {
    payments: plain.payments.map((each) => ({ ...each, appropriation })),
    ...changes,
  });
}
