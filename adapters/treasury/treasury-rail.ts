// The treasury rail (国库集中支付): the same port as a bank, with applications (支付申请) instead of transfers.
import type { BankRail } from '../../functions/ports.ts';
import { fileDropRail, type FileDropRailOptions } from '../bank/file-drop-rail.ts';
import { writePaymentApplication } from './write-payment-application.ts';

/**
 * A treasury by file drop under `treasury-out/`. Orders come here only on its working days before the cut-off; should one come
 * later by its own clock, `ask` says in-progress until the treasury has dealt with it.
 */
export const treasuryRail = (options: Omit<FileDropRailOptions, 'language'>): BankRail =>
  fileDropRail({
    ...options,
    language: {
      write: writePaymentApplication,
      keyOf: (messageId) => `treasury-out/${messageId}.xml`,
    },
  });
