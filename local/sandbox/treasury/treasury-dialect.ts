// The sandbox treasury's language: reads applications, writes vouchers, receipts, the day's clearing and refund notices.
import * as z from 'zod';
import { fen, fenToYuan } from '../../../core/kernel/fen.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { hashName } from '../../../core/disbursement/end-to-end-id.ts';
import {
  appropriationSchema,
  bankAccountSchema,
  type Appropriation,
  type PaymentFile,
} from '../../../core/payment/bank-message.ts';
import type { WorkingCalendar } from '../../../core/kernel/working-calendar.ts';
import { instantText, many, messageFault, text } from '../../../adapters/bank/iso-element.ts';
import { readXmlDocument, type XmlNode } from '../../../adapters/bank/xml-document.ts';
import {
  compactDay,
  divisionText,
  toCompactDay,
  VOUCHER_TYPES,
  writeVoucher,
  yearText,
  yuanText,
  type VoucherHead,
} from '../../../adapters/treasury/voucher-element.ts';
import type { Dialect } from '../bank/dialect.ts';
import type {
  AccountEntry,
  NotificationInput,
  Reason,
  StatementPage,
  StatusReportInput,
} from '../bank/write-bank-report.ts';

const member = bankAccountSchema.shape.clearingMember;
const application = z.object({
  VoucherBody: z.object({
    '@AdmDivCode': divisionText,
    '@StYear': yearText,
    '@VtCode': z.literal(VOUCHER_TYPES.application),
    Voucher: z.object({
      PayAppNo: text(35),
      CreateTime: instantText,
      CreateDate: compactDay,
      PayAcctName: text(70),
      PayAcctNo: text(34),
      PayAcctBankNo: member,
      DetailCount: z.string().regex(/^\d{1,6}$/),
      PayAppAmt: yuanText,
      DetailList: z.object({
        Detail: many(
          z.object({
            TrackingId: text(35),
            AgencyName: text(100),
            BgtDocNo: text(100),
            ExpFuncCode: text(13),
            GovBgtEcoCode: text(11),
            FundTypeName: text(60),
            PayAmt: yuanText,
            PayeeAcctName: text(140),
            PayeeAcctNo: text(34),
            PayeeAcctBankNo: member,
            AddWord: text(140).optional(),
          }),
        ),
      }),
    }),
  }),
});

/** @throws Fault when the file is no 支付申请, or its count and sum are not those of its details */
function readApplication(bytes: Uint8Array): PaymentFile {
  const { name, content } = readXmlDocument(bytes);
  const parsed = application.safeParse(name === 'MOF' ? content : {});
  if (!parsed.success) throw messageFault(`国库凭证 ${VOUCHER_TYPES.application}`, parsed.error);
  const { '@AdmDivCode': division, '@StYear': fiscalYear, Voucher } = parsed.data.VoucherBody;
  const details = Voucher.DetailList.Detail;
  const sum = details.reduce((total, { PayAmt }) => total + PayAmt, 0);
  if (Number(Voucher.DetailCount) !== details.length || Voucher.PayAppAmt !== sum)
    throw new Fault('invalid', {
      reason: 'bank-file-control-sum',
      zh: '笔数或合计与明细不符',
      en: 'Count or sum is not that of the details',
    });
  return {
    messageId: Voucher.PayAppNo,
    createdAt: Voucher.CreateTime,
    requestedExecutionDay: Voucher.CreateDate,
    debtor: { name: Voucher.PayAcctName, account: Voucher.PayAcctNo, clearingMember: Voucher.PayAcctBankNo },
    payments: details.map((each) => ({
      endToEndId: each.TrackingId,
      amountFen: each.PayAmt,
      creditor: { name: each.PayeeAcctName, account: each.PayeeAcctNo, clearingMember: each.PayeeAcctBankNo },
      remark: each.AddWord ?? '',
      appropriation: appropriationSchema.parse({
        division,
        fiscalYear,
        budgetUnit: each.AgencyName,
        quotaNumber: each.BgtDocNo,
        functionClass: each.ExpFuncCode,
        economicClass: each.GovBgtEcoCode,
        fundNature: each.FundTypeName,
      }),
    })),
  };
}

/**
 * @param calendar days the treasury works
 * @param cutOffMinuteOf what comes to a division later in the day, or on a day off, is dealt with on the next working day
 */
export function treasuryDialect(
  calendar: WorkingCalendar,
  cutOffMinuteOf: (division: string) => number,
): Dialect {
  return {
    outFolder: 'treasury-out/',
    refusedFolder: 'treasury-refused/',
    stems: { status: 'voucher-5201', notice: 'voucher-notice', statement: 'voucher-2301' },
    read: readApplication,
    workableFrom(file, day, minuteOfDay) {
      const { division } = file.payments[0]?.appropriation ?? NOWHERE;
      const accepted = calendar.acceptanceDay(day, minuteOfDay, cutOffMinuteOf(division));
      return file.requestedExecutionDay > accepted
        ? calendar.acceptanceDay(file.requestedExecutionDay, 0, 1)
        : accepted;
    },
    writeStatus: writeCertificates,
    writeNotice: ({ entries, ...head }) =>
      entries.some(({ returnReason }) => returnReason !== undefined)
        ? writeRefunds({ entries, ...head })
        : writeReceipts({ entries, ...head }),
    writeStatement: writeClearing,
  };
}

const NOWHERE: Pick<Appropriation, 'division' | 'fiscalYear'> = { division: '000000', fiscalYear: 1970 };
const headOf = (
  type: VoucherHead['type'],
  voucherNo: string,
  first: { appropriation?: Appropriation | undefined } | undefined,
): VoucherHead => {
  const { division, fiscalYear } = first?.appropriation ?? NOWHERE;
  return { division, fiscalYear, type, voucherNo };
};
const yuan = (amountFen: number): string => fenToYuan(fen(amountFen));
/** 支付凭证号: one a payment, the same whenever it is told. */
const certificateNo = (endToEndId: string): string =>
  `P${hashName('sandbox-certificate', [endToEndId]).slice(0, 19)}`;
const reasonElements = (reason: Reason | undefined): XmlNode => ({
  ReasonCode: reason?.code,
  Reason: reason?.text,
});
const budgetElements = (at: Appropriation | undefined): XmlNode => ({
  AgencyName: at?.budgetUnit,
  BgtDocNo: at?.quotaNumber,
  ExpFuncCode: at?.functionClass,
  GovBgtEcoCode: at?.economicClass,
  FundTypeName: at?.fundNature,
});
const payeeElements = ({ counterparty, remark }: AccountEntry): XmlNode => ({
  PayeeAcctName: counterparty.name,
  PayeeAcctNo: counterparty.account,
  AddWord: remark === '' ? undefined : remark,
});

function writeCertificates({
  messageId,
  createdAt,
  originalMessageId,
  entries,
}: StatusReportInput): Uint8Array {
  const details = entries.map(({ endToEndId, status, amountFen, reason, appropriation }) => ({
    TrackingId: endToEndId,
    ...budgetElements(appropriation),
    PayAmt: yuan(amountFen),
    VouStatus: status === 'ACSC' ? '1' : status === 'RJCT' ? '2' : '0',
    PayCertNo: status === 'ACSC' ? certificateNo(endToEndId) : undefined,
    ...reasonElements(reason),
  }));
  const head = headOf(VOUCHER_TYPES.certificate, messageId, entries[0]);
  return writeVoucher(head, { PayAppNo: originalMessageId, CreateTime: createdAt }, details);
}

function writeReceipts({ messageId, createdAt, account, entries }: NotificationInput): Uint8Array {
  const details = entries.map((entry) => ({
    TrackingId: entry.endToEndId,
    PayCertNo: certificateNo(entry.endToEndId),
    ...budgetElements(entry.appropriation),
    ...payeeElements(entry),
    XPayAmt: yuan(entry.amountFen),
    XPayDate: toCompactDay(entry.day),
    AgentBusinessNo: entry.bankReference,
  }));
  const head = headOf(VOUCHER_TYPES.receipt, messageId, entries[0]);
  return writeVoucher(head, { PayAcctNo: account, CreateTime: createdAt }, details);
}

function writeRefunds({ messageId, createdAt, account, entries }: NotificationInput): Uint8Array {
  const details = entries.map((entry) => ({
    TrackingId: entry.endToEndId,
    OriPayCertNo: certificateNo(entry.endToEndId),
    ...budgetElements(entry.appropriation),
    ...payeeElements(entry),
    PayAmt: yuan(entry.amountFen),
    ReturnDate: toCompactDay(entry.day),
    AgentBusinessNo: entry.bankReference,
    ...reasonElements(entry.returnReason),
  }));
  const head = headOf(VOUCHER_TYPES.refund, messageId, entries[0]);
  return writeVoucher(head, { PayAcctNo: account, CreateTime: createdAt }, details);
}

function writeClearing({ messageId, createdAt, account, day, page, entries }: StatementPage): Uint8Array {
  const paidFen = entries.reduce(
    (sum, { direction, amountFen }) => sum + (direction === 'debit' ? amountFen : 0),
    0,
  );
  const details = entries.map((entry) => ({
    TrackingId: entry.endToEndId,
    PayCertNo: certificateNo(entry.endToEndId),
    ...budgetElements(entry.appropriation),
    ...payeeElements(entry),
    PayAmt: yuan(entry.amountFen),
    DcFlag: entry.direction === 'debit' ? '1' : '2',
    AgentBusinessNo: entry.bankReference,
  }));
  const clearing = {
    ClearAcctNo: account,
    XClearDate: toCompactDay(day),
    PayAmt: yuan(paidFen),
    PageNo: String(page.number),
    LastPage: page.isLast ? '1' : '0',
  };
  const head = headOf(VOUCHER_TYPES.clearing, messageId, entries[0]);
  return writeVoucher(head, { ...clearing, CreateTime: createdAt }, details);
}
