// Reads what a treasury leaves: vouchers or refusals of an application, receipts, clearing and refunds, as the bank's words.
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import type { BankLine, BankReport, ReportProblem, StatusLine } from '../../core/payment/bank-message.ts';
import { instantText, many, messageFault, text } from '../bank/iso-element.ts';
import { readXmlDocument, type XmlNode } from '../bank/xml-document.ts';
import { compactDay, divisionText, VOUCHER_TYPES, yearText, yuanText } from './voucher-element.ts';

const body = <T extends z.ZodType, D extends z.ZodType>(voucher: T, detail: D) =>
  z.object({
    VoucherBody: z.object({
      '@AdmDivCode': divisionText,
      '@StYear': yearText,
      '@VoucherNo': text(35),
      Voucher: z.intersection(
        voucher,
        z.object({ CreateTime: instantText, DetailList: z.object({ Detail: many(detail) }) }),
      ),
    }),
  });

const tracked = z.object({ TrackingId: text(35), PayAmt: yuanText });
const payee = {
  PayeeAcctName: text(140).optional(),
  PayeeAcctNo: text(34).optional(),
  AddWord: text(140).optional(),
};

const certificate = body(
  z.object({ PayAppNo: text(35) }),
  z.object({
    ...tracked.shape,
    /** 1 issued, 2 refused, 0 not yet decided. */
    VouStatus: z.enum(['0', '1', '2'], { error: '凭证状态应为0、1或2 / is no voucher status' }),
    PayCertNo: text(35).optional(),
    ReasonCode: text(35).optional(),
    Reason: text(200).optional(),
  }),
);
const receipt = body(
  z.object({ PayAcctNo: text(34) }),
  z.object({
    TrackingId: text(35),
    XPayAmt: yuanText,
    XPayDate: compactDay,
    AgentBusinessNo: text(35),
    ...payee,
  }),
);
const clearing = body(
  z.object({
    ClearAcctNo: text(34),
    XClearDate: compactDay,
    PayAmt: yuanText,
    PageNo: text(5).optional(),
    LastPage: z.enum(['0', '1']).optional(),
  }),
  z.object({
    ...tracked.shape,
    AgentBusinessNo: text(35),
    DcFlag: z.enum(['1', '2'], { error: '借贷标志应为1或2 / is neither 1 nor 2' }),
    ...payee,
  }),
);
const refund = body(
  z.object({ PayAcctNo: text(34) }),
  z.object({
    ...tracked.shape,
    ReturnDate: compactDay,
    AgentBusinessNo: text(35),
    ReasonCode: text(35).optional(),
    Reason: text(200).optional(),
    ...payee,
  }),
);

const READERS = new Map<string, (content: XmlNode) => BankReport>([
  [VOUCHER_TYPES.certificate, readCertificate],
  [VOUCHER_TYPES.receipt, readReceipt],
  [VOUCHER_TYPES.clearing, readClearing],
  [VOUCHER_TYPES.refund, readRefund],
]);

/**
 * @param bytes a whole file as it came: hostile until read
 * @throws Fault invalid (reason `bank-file-…`) or too-large, in words for a person; never another error
 */
export function readTreasuryFile(bytes: Uint8Array): BankReport[] {
  return [readTreasuryDocument(readXmlDocument(bytes))];
}

/** The same for a document that has been parsed. */
export function readTreasuryDocument({
  name,
  namespace,
  content,
}: ReturnType<typeof readXmlDocument>): BankReport {
  const type = z.object({ VoucherBody: z.object({ '@VtCode': z.string() }) }).safeParse(content);
  const code = type.data?.VoucherBody['@VtCode'] ?? '';
  const read = name === 'MOF' && namespace === '' ? READERS.get(code) : undefined;
  if (read !== undefined) return read(content);
  const given = `${name.slice(0, 40)} ${code.slice(0, 20)}`;
  throw new Fault('invalid', {
    reason: 'bank-file-namespace',
    zh: `不支持的国库凭证：${given}；可接收 ${[...READERS.keys()].join('、')}`,
    en: `Not a treasury voucher this house takes: ${given}; it takes ${[...READERS.keys()].join(', ')}`,
  });
}

function parsed<T>(type: string, schema: z.ZodType<T>, content: XmlNode): T {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw messageFault(`国库凭证 ${type}`, result.error);
}

function readCertificate(content: XmlNode): BankReport {
  const { VoucherBody } = parsed(VOUCHER_TYPES.certificate, certificate, content);
  const { Voucher } = VoucherBody;
  const lines = Voucher.DetailList.Detail.map((each): StatusLine => {
    const status = each.VouStatus === '1' ? 'accepted' : each.VouStatus === '0' ? 'in-progress' : 'rejected';
    const isKnown = status === 'rejected' && each.ReasonCode === 'AM05';
    return {
      endToEndId: each.TrackingId,
      status: isKnown ? 'duplicate' : status,
      code: each.VouStatus,
      amountFen: each.PayAmt,
      ...(each.PayCertNo === undefined ? {} : { bankReference: each.PayCertNo }),
      ...reasonOf(each),
    };
  });
  const { unique, problems } = withoutRepeats(lines, (line) => line.endToEndId);
  return {
    kind: 'status-report',
    messageId: VoucherBody['@VoucherNo'],
    createdAt: Voucher.CreateTime,
    originalMessageId: Voucher.PayAppNo,
    lines: unique,
    problems,
  };
}

function readReceipt(content: XmlNode): BankReport {
  const { VoucherBody } = parsed(VOUCHER_TYPES.receipt, receipt, content);
  const { Voucher } = VoucherBody;
  const lines = Voucher.DetailList.Detail.map((each): BankLine => ({
    ...moved(each, each.XPayAmt, each.XPayDate),
    direction: 'debit',
    status: 'booked',
  }));
  return notification(VoucherBody['@VoucherNo'], Voucher.CreateTime, Voucher.PayAcctNo, lines);
}

function readRefund(content: XmlNode): BankReport {
  const { VoucherBody } = parsed(VOUCHER_TYPES.refund, refund, content);
  const { Voucher } = VoucherBody;
  const lines = Voucher.DetailList.Detail.map((each): BankLine => ({
    ...moved(each, each.PayAmt, each.ReturnDate),
    direction: 'credit',
    status: 'returned',
    ...reasonOf(each),
  }));
  return notification(VoucherBody['@VoucherNo'], Voucher.CreateTime, Voucher.PayAcctNo, lines);
}

/** The clearing of a day is the treasury's statement: what the agent bank paid and was given, with no balances. */
function readClearing(content: XmlNode): BankReport {
  const { VoucherBody } = parsed(VOUCHER_TYPES.clearing, clearing, content);
  const { Voucher } = VoucherBody;
  const day = Voucher.XClearDate;
  const all = Voucher.DetailList.Detail.map((each): BankLine => {
    const isRefund = each.DcFlag === '2';
    return {
      ...moved(each, each.PayAmt, day),
      direction: isRefund ? 'credit' : 'debit',
      status: isRefund ? 'returned' : 'booked',
    };
  });
  const { unique, problems } = withoutRepeats(all, lineKey);
  const sum = unique.reduce((total, line) => total + (line.direction === 'debit' ? line.amountFen : 0), 0);
  const differs: ReportProblem = {
    code: 'sum-differs',
    path: 'Voucher.PayAmt',
    zh: `汇总清算金额 ${Voucher.PayAmt} 分，明细合计 ${sum} 分`,
    en: `the clearing has ${Voucher.PayAmt} fen, its details ${sum} fen`,
  };
  return {
    kind: 'statement',
    messageId: VoucherBody['@VoucherNo'],
    createdAt: Voucher.CreateTime,
    reportId: VoucherBody['@VoucherNo'],
    account: Voucher.ClearAcctNo,
    page: { number: Number(Voucher.PageNo ?? 1), isLast: (Voucher.LastPage ?? '1') === '1' },
    fromDay: day,
    toDay: day,
    lines: unique,
    problems: sum === Voucher.PayAmt ? problems : [...problems, differs],
  };
}

function notification(
  messageId: string,
  createdAt: string,
  account: string,
  lines: readonly BankLine[],
): BankReport {
  const { unique, problems } = withoutRepeats(lines, lineKey);
  return {
    kind: 'notification',
    messageId,
    createdAt,
    reportId: messageId,
    account,
    lines: unique,
    problems,
  };
}

const lineKey = (line: BankLine): string =>
  JSON.stringify([line.bankReference, line.endToEndId, line.amountFen, line.status]);

interface MovedDetail {
  readonly TrackingId: string;
  readonly AgentBusinessNo: string;
  readonly PayeeAcctName?: string | undefined;
  readonly PayeeAcctNo?: string | undefined;
  readonly AddWord?: string | undefined;
}

function moved(each: MovedDetail, amountFen: number, day: string) {
  const counterparty = {
    ...(each.PayeeAcctName === undefined ? {} : { name: each.PayeeAcctName }),
    ...(each.PayeeAcctNo === undefined ? {} : { account: each.PayeeAcctNo }),
  };
  return {
    endToEndId: each.TrackingId,
    amountFen,
    isReversal: false,
    bankReference: each.AgentBusinessNo,
    bookingDay: day,
    valueDay: day,
    ...(Object.keys(counterparty).length === 0 ? {} : { counterparty }),
    ...(each.AddWord === undefined ? {} : { remark: each.AddWord }),
  };
}

function reasonOf({ ReasonCode, Reason }: { ReasonCode?: string | undefined; Reason?: string | undefined }) {
  if (ReasonCode === undefined && Reason === undefined) return {};
  return { reason: { code: ReasonCode ?? 'NARR', ...(Reason === undefined ? {} : { text: Reason }) } };
}

/** Keeps the first of equal keys and says which came again; equal ids with different words become a contradiction and go. */
function withoutRepeats<T extends { readonly status: string; readonly endToEndId?: string | undefined }>(
  lines: readonly T[],
  keyOf: (line: T) => string,
): { unique: T[]; problems: ReportProblem[] } {
  const seen = new Map<string, T>();
  const contradicted = new Set<string>();
  const problems: ReportProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const key = keyOf(line);
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, line);
      continue;
    }
    const path = `Detail.${index}`;
    if (earlier.status === line.status)
      problems.push({
        code: 'duplicate-line',
        path,
        zh: `${line.endToEndId} 重复出现`,
        en: `${line.endToEndId} occurs twice`,
      });
    else {
      contradicted.add(key);
      problems.push({
        code: 'contradicting-lines',
        path,
        zh: `${line.endToEndId} 的状态前后矛盾`,
        en: `${line.endToEndId} has two different states`,
      });
    }
  }
  return { unique: [...seen].flatMap(([key, line]) => (contradicted.has(key) ? [] : [line])), problems };
}
