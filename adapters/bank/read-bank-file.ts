// Reads any file a bank may leave for us: the namespace says which message it is, and nothing else is accepted.
import { Fault } from '../../core/kernel/fault.ts';
import type { BankReport } from '../../core/payment/bank-message.ts';
import { isoNamespace } from './iso-element.ts';
import { readNotifications, readStatements } from './read-account-report.ts';
import { readStatusReport } from './read-status-report.ts';
import { readXmlDocument, type XmlNode } from './xml-document.ts';

const READERS = new Map<string, (content: XmlNode) => BankReport[]>([
  [isoNamespace('pain.002.001.14'), (content) => [readStatusReport(content)]],
  [isoNamespace('camt.054.001.12'), readNotifications],
  [isoNamespace('camt.053.001.12'), readStatements],
]);

/**
 * @param bytes a whole file as it came: hostile until read
 * @returns one report for a pain.002, one for each account and page in a camt.054 or camt.053; never none
 * @throws Fault invalid (reason `bank-file-…`) or too-large, in words for a person; never another error
 */
export function readBankFile(bytes: Uint8Array): BankReport[] {
  return readBankDocument(readXmlDocument(bytes));
}

/** The same for a document that has been parsed. */
export function readBankDocument({
  name,
  namespace,
  content,
}: ReturnType<typeof readXmlDocument>): BankReport[] {
  const read = READERS.get(namespace);
  if (name !== 'Document' || read === undefined) {
    const given = `${namespace.slice(0, 80) || '(no namespace)'} ${name.slice(0, 40)}`;
    throw new Fault('invalid', {
      reason: 'bank-file-namespace',
      zh: `不支持的银行报文：${given}；可接收 pain.002.001.14、camt.054.001.12、camt.053.001.12`,
      en: `Not a bank message this house takes: ${given}; it takes pain.002.001.14, camt.054.001.12 and camt.053.001.12`,
    });
  }
  return read(content);
}
