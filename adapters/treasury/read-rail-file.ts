// Reads any file that a bank or a treasury may leave in `bank-in/`: the root element says whose language it is.
import type { BankReport } from '../../core/payment/bank-message.ts';
import { readBankDocument } from '../bank/read-bank-file.ts';
import { readXmlDocument } from '../bank/xml-document.ts';
import { readTreasuryDocument } from './read-treasury-file.ts';

/** @throws Fault invalid (reason `bank-file-…`) or too-large; never another error, whatever the bytes */
export function readRailFile(bytes: Uint8Array): BankReport[] {
  const document = readXmlDocument(bytes);
  return document.name === 'MOF' ? [readTreasuryDocument(document)] : readBankDocument(document);
}
