// The sandbox bank's voice: writes pain.002, camt.054 and camt.053 as a real bank would leave them for its customer.
import { fen, fenToYuan } from '../../../core/kernel/fen.ts';
import type { Appropriation } from '../../../core/payment/bank-message.ts';
import { isoNamespace } from '../../../adapters/bank/iso-element.ts';
import { writeXmlDocument, type XmlNode } from '../../../adapters/bank/xml-document.ts';

export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** One transaction of a status report: ACSC done, PDNG not yet, RJCT refused. */
export interface StatusEntry {
  readonly endToEndId: string;
  readonly status: 'ACSC' | 'PDNG' | 'RJCT';
  readonly amountFen: number;
  readonly bankReference?: string;
  readonly reason?: Reason;
  readonly appropriation?: Appropriation | undefined;
}

/** One movement of an account. `returnReason` marks money that came back. */
export interface AccountEntry {
  readonly endToEndId: string;
  readonly amountFen: number;
  readonly direction: 'debit' | 'credit';
  readonly bankReference: string;
  /** Booking and value day, YYYY-MM-DD. */
  readonly day: string;
  readonly counterparty: { readonly name: string; readonly account: string };
  readonly remark: string;
  readonly returnReason?: Reason;
  /** Where in the budget it belongs, when the payer said so. */
  readonly appropriation?: Appropriation | undefined;
}

interface Head {
  readonly messageId: string;
  /** ISO instant. */
  readonly createdAt: string;
}

export interface StatusReportInput extends Head {
  readonly originalMessageId: string;
  readonly entries: readonly StatusEntry[];
}
export interface NotificationInput extends Head {
  readonly account: string;
  readonly entries: readonly AccountEntry[];
}

export function writeStatusReport(report: StatusReportInput): Uint8Array {
  const { entries, originalMessageId } = report;
  const rejected = entries.filter(({ status }) => status === 'RJCT').length;
  const group =
    rejected === entries.length
      ? 'RJCT'
      : rejected > 0
        ? 'PART'
        : entries.some(({ status }) => status === 'PDNG')
          ? 'PDNG'
          : 'ACSC';
  return writeXmlDocument('Document', isoNamespace('pain.002.001.14'), {
    CstmrPmtStsRpt: {
      GrpHdr: { MsgId: report.messageId, CreDtTm: report.createdAt },
      OrgnlGrpInfAndSts: {
        OrgnlMsgId: originalMessageId,
        OrgnlMsgNmId: 'pain.001.001.12',
        OrgnlNbOfTxs: String(entries.length),
        GrpSts: group,
      },
      OrgnlPmtInfAndSts: { OrgnlPmtInfId: originalMessageId, TxInfAndSts: entries.map(statusElement) },
    },
  });
}

const statusElement = (entry: StatusEntry): XmlNode => ({
  OrgnlEndToEndId: entry.endToEndId,
  TxSts: entry.status,
  StsRsnInf: entry.reason && reasonElement(entry.reason),
  AcctSvcrRef: entry.bankReference,
  OrgnlTxRef: { Amt: { InstdAmt: amountElement(entry.amountFen) } },
});

export function writeNotification(report: NotificationInput): Uint8Array {
  const { entries } = report;
  return writeXmlDocument('Document', isoNamespace('camt.054.001.12'), {
    BkToCstmrDbtCdtNtfctn: {
      GrpHdr: { MsgId: report.messageId, CreDtTm: report.createdAt },
      Ntfctn: {
        Id: report.messageId,
        Acct: accountElement(report.account),
        TxsSummry: { TtlNtries: { NbOfNtries: String(entries.length) } },
        Ntry: entries.map(entryElement),
      },
    },
  });
}

/** One page of a day's statement of one account; both balances are the whole day's. */
export interface StatementPage extends Head {
  readonly account: string;
  readonly day: string;
  readonly page: { readonly number: number; readonly isLast: boolean };
  readonly openingFen: number;
  readonly closingFen: number;
  readonly entries: readonly AccountEntry[];
}

export function writeStatement(page: StatementPage): Uint8Array {
  const { day, entries } = page;
  return writeXmlDocument('Document', isoNamespace('camt.053.001.12'), {
    BkToCstmrStmt: {
      GrpHdr: { MsgId: page.messageId, CreDtTm: page.createdAt },
      Stmt: {
        Id: page.messageId,
        StmtPgntn: { PgNb: String(page.page.number), LastPgInd: String(page.page.isLast) },
        FrToDt: { FrDtTm: `${day}T00:00:00+08:00`, ToDtTm: `${day}T23:59:59+08:00` },
        Acct: accountElement(page.account),
        Bal: [balanceElement('OPBD', page.openingFen, day), balanceElement('CLBD', page.closingFen, day)],
        TxsSummry: { TtlNtries: { NbOfNtries: String(entries.length) } },
        Ntry: entries.map(entryElement),
      },
    },
  });
}

const accountElement = (account: string): XmlNode => ({ Id: { Othr: { Id: account } }, Ccy: 'CNY' });
const amountElement = (amountFen: number): XmlNode => ({ '@Ccy': 'CNY', '#text': fenToYuan(fen(amountFen)) });
const reasonElement = ({ code, text }: Reason): XmlNode => ({ Rsn: { Cd: code }, AddtlInf: text });
const balanceElement = (code: string, balanceFen: number, day: string): XmlNode => ({
  Tp: { CdOrPrtry: { Cd: code } },
  Amt: amountElement(Math.abs(balanceFen)),
  CdtDbtInd: balanceFen < 0 ? 'DBIT' : 'CRDT',
  Dt: { Dt: day },
});

function entryElement(entry: AccountEntry): XmlNode {
  const { counterparty, direction, returnReason } = entry;
  // The other side of a debit is the creditor; the other side of a return is the creditor we had paid, as debtor of the return.
  const party = { Pty: { Nm: counterparty.name } };
  const account = { Id: { Othr: { Id: counterparty.account } } };
  return {
    NtryRef: entry.bankReference,
    Amt: amountElement(entry.amountFen),
    CdtDbtInd: direction === 'debit' ? 'DBIT' : 'CRDT',
    Sts: { Cd: 'BOOK' },
    BookgDt: { Dt: entry.day },
    ValDt: { Dt: entry.day },
    AcctSvcrRef: entry.bankReference,
    // ISO 20022 bank transaction codes: payments, issued or received credit transfers, domestic or returned.
    BkTxCd: {
      Domn: {
        Cd: 'PMNT',
        Fmly: { Cd: direction === 'debit' ? 'ICDT' : 'RCDT', SubFmlyCd: returnReason ? 'RRTN' : 'DMCT' },
      },
    },
    NtryDtls: {
      TxDtls: {
        Refs: { AcctSvcrRef: entry.bankReference, EndToEndId: entry.endToEndId },
        RltdPties:
          direction === 'debit' ? { Cdtr: party, CdtrAcct: account } : { Dbtr: party, DbtrAcct: account },
        RmtInf: entry.remark === '' ? undefined : { Ustrd: entry.remark },
        RtrInf: returnReason && reasonElement(returnReason),
      },
    },
  };
}
