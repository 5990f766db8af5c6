// Reads pain.002.001.14: what the bank thinks of a payment file, transaction by transaction. It never settles anything.
import * as z from 'zod';
import type { BankReason, ReportProblem, StatusLine, StatusReport } from '../../core/payment/bank-message.ts';
import { amountFen, instantText, many, messageFault, reasonElement, text } from './iso-element.ts';
import type { XmlNode } from './xml-document.ts';

const transaction = z.object({
  OrgnlEndToEndId: text(35),
  TxSts: text(4).optional(),
  StsRsnInf: many(reasonElement),
  AcctSvcrRef: text(35).optional(),
  OrgnlTxRef: z.object({ Amt: z.object({ InstdAmt: amountFen.optional() }).optional() }).optional(),
});

const report = z.object({
  CstmrPmtStsRpt: z.object({
    GrpHdr: z.object({ MsgId: text(35), CreDtTm: instantText }),
    OrgnlGrpInfAndSts: z.object({
      OrgnlMsgId: text(35),
      OrgnlMsgNmId: text(35).refine((name) => name.startsWith('pain.001'), {
        error: '回执针对的不是 pain.001 / is not about a pain.001',
      }),
      GrpSts: text(4).optional(),
      StsRsnInf: many(reasonElement),
    }),
    OrgnlPmtInfAndSts: many(
      z.object({
        PmtInfSts: text(4).optional(),
        StsRsnInf: many(reasonElement),
        TxInfAndSts: many(transaction),
      }),
    ),
  }),
});

const ACCEPTED = new Set(['ACCC', 'ACSC', 'ACSP', 'ACWC']);
/** The bank has seen the id before (ISO 20022 status reasons AM05, DUPL, DU01 to DU05): the first payment stands. */
const isDuplicate = (reason: BankReason | undefined): boolean =>
  /^(AM05|DUPL|DU\d\d)$/.test(reason?.code ?? '');

type Standing = StatusLine['status'];
function standingOf(code: string | undefined, reason: BankReason | undefined): Standing {
  if (code === 'RJCT') return isDuplicate(reason) ? 'duplicate' : 'rejected';
  return code !== undefined && ACCEPTED.has(code) ? 'accepted' : 'in-progress';
}

/**
 * @param content of the `Document` element
 * @returns lines for exactly the transactions that the report names; one named twice in different words is left out and
 * becomes a problem, since neither word can be trusted
 * @throws Fault invalid naming the element that is wrong
 */
export function readStatusReport(content: XmlNode): StatusReport {
  const parsed = report.safeParse(content);
  if (!parsed.success) throw messageFault('pain.002.001.14', parsed.error);
  const { GrpHdr, OrgnlGrpInfAndSts: group, OrgnlPmtInfAndSts: parts } = parsed.data.CstmrPmtStsRpt;
  // We send one PmtInf a file: its standing, when it is the only one, is the file's.
  const [only] = parts.length === 1 ? parts : [];
  const groupCode = group.GrpSts ?? only?.PmtInfSts;
  const groupReason = firstReason([...group.StsRsnInf, ...(only?.StsRsnInf ?? [])]);
  const { lines, problems } = withoutContradictions(
    parts.flatMap((part) => part.TxInfAndSts).map(statusLine),
  );
  return {
    kind: 'status-report',
    messageId: GrpHdr.MsgId,
    createdAt: GrpHdr.CreDtTm,
    originalMessageId: group.OrgnlMsgId,
    ...(groupCode === undefined
      ? {}
      : { groupStatus: groupCode === 'PART' ? 'partly-accepted' : standingOf(groupCode, groupReason) }),
    ...(groupReason === undefined ? {} : { groupReason }),
    lines,
    problems,
  };
}

const firstReason = (reasons: readonly (BankReason | undefined)[]): BankReason | undefined =>
  reasons.find((reason) => reason !== undefined);

function statusLine(each: z.infer<typeof transaction>): StatusLine {
  const reason = firstReason(each.StsRsnInf);
  const amount = each.OrgnlTxRef?.Amt?.InstdAmt;
  return {
    endToEndId: each.OrgnlEndToEndId,
    status: standingOf(each.TxSts, reason),
    code: each.TxSts ?? '',
    ...(amount === undefined ? {} : { amountFen: amount }),
    ...(each.AcctSvcrRef === undefined ? {} : { bankReference: each.AcctSvcrRef }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function withoutContradictions(all: readonly StatusLine[]): {
  lines: StatusLine[];
  problems: ReportProblem[];
} {
  const byId = new Map<string, StatusLine>();
  const contradicted = new Set<string>();
  const problems: ReportProblem[] = [];
  for (const [index, line] of all.entries()) {
    const earlier = byId.get(line.endToEndId);
    if (earlier === undefined) byId.set(line.endToEndId, line);
    else {
      const path = `TxInfAndSts.${index}`;
      if (earlier.status === line.status)
        problems.push({
          code: 'duplicate-line',
          path,
          zh: `${line.endToEndId} 重复出现`,
          en: `${line.endToEndId} occurs twice`,
        });
      else {
        contradicted.add(line.endToEndId);
        problems.push({
          code: 'contradicting-lines',
          path,
          zh: `${line.endToEndId} 的状态前后矛盾`,
          en: `${line.endToEndId} has two different states`,
        });
      }
    }
  }
  return { lines: [...byId.values()].filter((line) => !contradicted.has(line.endToEndId)), problems };
}
