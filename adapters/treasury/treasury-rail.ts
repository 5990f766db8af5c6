// The treasury rail (国库集中支付): the same port as a bank, with applications instead of transfers and days that must be worked.
import type { PaymentFile } from '../../core/payment/bank-message.ts';
import type { WorkingCalendar } from '../../core/kernel/working-calendar.ts';
import type { BankRail } from '../../functions/ports.ts';
import { fileDropRail, type FileDropRailOptions } from '../bank/file-drop-rail.ts';
import { writePaymentApplication } from './write-payment-application.ts';

export interface TreasuryRailOptions extends Omit<FileDropRailOptions, 'language'> {
  readonly calendar: WorkingCalendar;
}

/**
 * A treasury by file drop under `treasury-out/`. An application is dated on the first working day from the requested one, so
 * that the same file has the same bytes whenever it is sent; the treasury's own cut-off decides when it is dealt with, and
 * `ask` says in-progress until then.
 */
export function treasuryRail({ calendar, ...options }: TreasuryRailOptions): BankRail {
  const onWorkingDay = (file: PaymentFile): PaymentFile => {
    const day = file.requestedExecutionDay;
    return calendar.isWorkingDay(day)
      ? file
      : { ...file, requestedExecutionDay: calendar.nextWorkingDay(day) };
  };
  return fileDropRail({
    ...options,
    language: {
      write: (file) => writePaymentApplication(onWorkingDay(file)),
      keyOf: (messageId) => `treasury-out/${messageId}.xml`,
    },
  });
}
