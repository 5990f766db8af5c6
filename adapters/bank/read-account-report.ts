// Reads camt.054.001.12 notifications and camt.053.001.12 statements: the only messages that settle, line by line.
import * as z from 'zod';
import type {
  BankLine,
  BankReason,
  Notification,
  ReportProblem,
  Statement,
} from '../../core/payment/bank-message.ts';
import {
  accountNumber,
  amountFen,
  codeChoice,
  dayChoice,
  instantText,
  many,
  messageFault,
  reasonElement,
  text,
} from './iso-element.ts';
import type { XmlNode } from './xml-document.ts';

const direction = z
  .enum(['CRDT', 'DBIT'], { error: '借贷标志应为 CRDT 或 DBIT / is neither CRDT nor DBIT' })
  .transform((code): BankLine['direction'] => (code === 'CRDT' ? 'credit' : 'debit'));
const indicator = z
  .enum(['true', 'false', '1', '0'], { error: '应为 true 或 false / is neither true nor false' })
  .transform((value) => value === 'true' || value === '1');
const transactionCode = z.object({ Domn: z.object({ Fmly: z.object({ SubFmlyCd: text(4) }) }).optional() });

/** Since 2019 a party is wrapped in `Pty` or `Agt`. */
const party = z.object({ Pty: z.object({ Nm: text(140).optional() }).optional() });
const partyAccount = z.object({
  Id: z.object({ Othr: z.object({ Id: text(34) }).optional(), IBAN: text(34).optional() }).optional(),
});

const transaction = z.object({
  Refs: z.object({ AcctSvcrRef: text(35).optional(), EndToEndId: text(35).optional() }).optional(),
  Amt: amountFen.optional(),
  CdtDbtInd: direction.optional(),
  BkTxCd: transactionCode.optional(),
  RltdPties: z
    .object({
      Dbtr: party.optional(),
      DbtrAcct: partyAccount.optional(),
      Cdtr: party.optional(),
      CdtrAcct: partyAccount.optional(),
    })
    .optional(),
  RmtInf: z.object({ Ustrd: many(text(140)) }).optional(),
  RtrInf: reasonElement.optional(),
});
type Transaction = z.infer<typeof transaction>;

const entry = z.object({
  NtryRef: text(35).optional(),
  Amt: amountFen,
  CdtDbtInd: direction,
  RvslInd: indicator.optional(),
  Sts: codeChoice,
  BookgDt: dayChoice.optional(),
  ValDt: dayChoice.optional(),
  AcctSvcrRef: text(35).optional(),
  BkTxCd: transactionCode.optional(),
  NtryDtls: many(z.object({ TxDtls: many(transaction) })),
});
type Entry = z.infer<typeof entry>;

const countText = text(15).refine((value) => /^\d{1,15}$/.test(value), {
  error: '笔数不是数字 / is not a count',
});
const summary = z.object({ TtlNtries: z.object({ NbOfNtries: countText.optional() }).optional() });

const header = z.object({ MsgId: text(35), CreDtTm: instantText });
const accountReport = { Id: text(35), Acct: accountNumber, TxsSummry: summary.optional(), Ntry: many(entry) };

const notificationDocument = z.object({
  BkToCstmrDbtCdtNtfctn: z.object({
    GrpHdr: header,
    Ntfctn: many(z.object(accountReport)).refine((all) => all.length > 0, {
      error: '没有通知 / holds no notification',
    }),
  }),
});

const balance = z
  .object({ Tp: z.object({ CdOrPrtry: codeChoice }), Amt: amountFen, CdtDbtInd: direction })
  .transform(({ Tp, Amt, CdtDbtInd }) => ({
    code: Tp.CdOrPrtry,
    fen: CdtDbtInd === 'credit' ? Amt : 0 - Amt,
  }));

const statementDocument = z.object({
  BkToCstmrStmt: z.object({
    GrpHdr: header,
    Stmt: many(
      z.object({
        ...accountReport,
        StmtPgntn: z
          .object({
            PgNb: text(5).refine((value) => /^\d+$/.test(value), {
              error: '页码不是数字 / is no page number',
            }),
            LastPgInd: indicator,
          })
          .optional(),
        FrToDt: z.object({ FrDtTm: instantText.optional(), ToDtTm: instantText.optional() }).optional(),
        Bal: many(balance),
      }),
    ).refine((all) => all.length > 0, { error: '没有对账单 / holds no statement' }),
  }),
});

/** @throws Fault invalid naming the element that is wrong */
export function readNotifications(content: XmlNode): Notification[] {
  const parsed = notificationDocument.safeParse(content);
  if (!parsed.success) throw messageFault('camt.054.001.12', parsed.error);
  const { GrpHdr, Ntfctn } = parsed.data.BkToCstmrDbtCdtNtfctn;
  return Ntfctn.map((each) => ({
    kind: 'notification',
    messageId: GrpHdr.MsgId,
    createdAt: GrpHdr.CreDtTm,
    reportId: each.Id,
    account: each.Acct,
    ...readEntries(each.Ntry, each.TxsSummry?.TtlNtries?.NbOfNtries),
  }));
}

/** @throws Fault invalid naming the element that is wrong */
export function readStatements(content: XmlNode): Statement[] {
  const parsed = statementDocument.safeParse(content);
  if (!parsed.success) throw messageFault('camt.053.001.12', parsed.error);
  const { GrpHdr, Stmt } = parsed.data.BkToCstmrStmt;
  return Stmt.map((each): Statement => {
    const { lines, problems } = readEntries(each.Ntry, each.TxsSummry?.TtlNtries?.NbOfNtries);
    const page = { number: Number(each.StmtPgntn?.PgNb ?? 1), isLast: each.StmtPgntn?.LastPgInd ?? true };
    const openingFen = each.Bal.find(({ code }) => code === 'OPBD' || code === 'PRCD')?.fen;
    const closingFen = each.Bal.find(({ code }) => code === 'CLBD')?.fen;
    const isWhole = page.number === 1 && page.isLast;
    return {
      kind: 'statement',
      messageId: GrpHdr.MsgId,
      createdAt: GrpHdr.CreDtTm,
      reportId: each.Id,
      account: each.Acct,
      page,
      ...(each.FrToDt?.FrDtTm === undefined ? {} : { fromDay: each.FrToDt.FrDtTm.slice(0, 10) }),
      ...(each.FrToDt?.ToDtTm === undefined ? {} : { toDay: each.FrToDt.ToDtTm.slice(0, 10) }),
      ...(openingFen === undefined ? {} : { openingFen }),
      ...(closingFen === undefined ? {} : { closingFen }),
      lines,
      problems: isWhole ? [...problems, ...balanceProblems(openingFen, closingFen, lines)] : problems,
    };
  });
}

function balanceProblems(
  opening: number | undefined,
  closing: number | undefined,
  lines: readonly BankLine[],
): ReportProblem[] {
  if (opening === undefined || closing === undefined) return [];
  const booked = lines.filter((line) => line.status === 'booked' || line.status === 'returned');
  const expected = booked.reduce(
    (sum, line) => sum + (line.direction === 'credit' ? line.amountFen : -line.amountFen),
    opening,
  );
  if (expected === closing) return [];
  const zh = `期初余额加发生额为 ${expected} 分，期末余额为 ${closing} 分`;
  return [
    {
      code: 'balance-differs',
      path: 'Bal',
      zh,
      en: `opening and movements make ${expected} fen, closing is ${closing} fen`,
    },
  ];
}

function readEntries(
  entries: readonly Entry[],
  announced: string | undefined,
): { lines: BankLine[]; problems: ReportProblem[] } {
  const problems: ReportProblem[] = [];
  if (announced !== undefined && Number(announced) !== entries.length) {
    const zh = `应有 ${announced} 条，实有 ${entries.length} 条`;
    problems.push({
      code: 'count-differs',
      path: 'TxsSummry',
      zh,
      en: `announces ${announced} entries and has ${entries.length}`,
    });
  }
  const seen = new Set<string>();
  const lines: BankLine[] = [];
  for (const [index, each] of entries.entries()) {
    const path = `Ntry.${index}`;
    const transactions = each.NtryDtls.flatMap((details) => details.TxDtls);
    const made =
      transactions.length === 0
        ? [lineOf(each, {}, true)]
        : transactions.map((one) => lineOf(each, one, transactions.length === 1));
    const sum = made.reduce(
      (total, line) => total + (line.direction === each.CdtDbtInd ? line.amountFen : -line.amountFen),
      0,
    );
    if (sum !== each.Amt) {
      const zh = `分录金额 ${each.Amt} 分，明细合计 ${sum} 分`;
      problems.push({
        code: 'sum-differs',
        path,
        zh,
        en: `the entry has ${each.Amt} fen, its details ${sum} fen`,
      });
    }
    for (const line of made) {
      const key = JSON.stringify([
        line.bankReference,
        line.endToEndId,
        line.amountFen,
        line.direction,
        line.status,
        line.isReversal,
      ]);
      if (line.bankReference !== undefined && seen.has(key)) {
        problems.push({
          code: 'duplicate-line',
          path,
          zh: `${line.bankReference} 重复出现`,
          en: `${line.bankReference} occurs twice`,
        });
        continue;
      }
      seen.add(key);
      lines.push(line);
    }
  }
  return { lines, problems };
}

/** ISO 20022 writes NOTPROVIDED where the payer gave no id. */
const idOf = (one: Transaction): string | undefined =>
  one.Refs?.EndToEndId === 'NOTPROVIDED' ? undefined : one.Refs?.EndToEndId;

/** One line from an entry and one of its transactions; an amount that only the entry states holds for a single transaction. */
function lineOf(each: Entry, one: Transaction, isSingle: boolean): BankLine {
  const way = one.CdtDbtInd ?? each.CdtDbtInd;
  const endToEndId = idOf(one);
  const bankReference = one.Refs?.AcctSvcrRef ?? (isSingle ? (each.AcctSvcrRef ?? each.NtryRef) : undefined);
  const other =
    way === 'debit'
      ? { party: one.RltdPties?.Cdtr, account: one.RltdPties?.CdtrAcct }
      : { party: one.RltdPties?.Dbtr, account: one.RltdPties?.DbtrAcct };
  const name = other.party?.Pty?.Nm;
  const account = other.account?.Id?.Othr?.Id ?? other.account?.Id?.IBAN;
  const counterparty = {
    ...(name === undefined ? {} : { name }),
    ...(account === undefined ? {} : { account }),
  };
  const remark = one.RmtInf?.Ustrd.join('');
  return {
    amountFen: one.Amt ?? (isSingle ? each.Amt : 0),
    direction: way,
    status: statusOf(each, one, way),
    isReversal: each.RvslInd ?? false,
    ...(endToEndId === undefined ? {} : { endToEndId }),
    ...(bankReference === undefined ? {} : { bankReference }),
    ...(each.BookgDt === undefined ? {} : { bookingDay: each.BookgDt }),
    ...(each.ValDt === undefined ? {} : { valueDay: each.ValDt }),
    ...(one.RtrInf === undefined ? {} : { reason: one.RtrInf satisfies BankReason }),
    ...(Object.keys(counterparty).length === 0 ? {} : { counterparty }),
    ...(remark ? { remark } : {}),
  };
}

function statusOf(each: Entry, one: Transaction, way: BankLine['direction']): BankLine['status'] {
  if (each.Sts !== 'BOOK') return 'pending';
  const code = (one.BkTxCd ?? each.BkTxCd)?.Domn?.Fmly.SubFmlyCd;
  const isReturn = one.RtrInf !== undefined || code === 'RRTN';
  return isReturn && way === 'credit' ? 'returned' : 'booked';
}
