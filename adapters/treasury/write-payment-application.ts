// Writes a payment file as a treasury's 支付申请, in the field names of the budget system (预算管理一体化).
import { Fault } from '../../core/kernel/fault.ts';
import { fen, fenToYuan } from '../../core/kernel/fen.ts';
import {
  paymentFileSchema,
  type Appropriation,
  type Payment,
  type PaymentFile,
} from '../../core/payment/bank-message.ts';
import type { XmlNode } from '../bank/xml-document.ts';
import { toCompactDay, VOUCHER_TYPES, writeVoucher } from './voucher-element.ts';

/**
 * The bytes of one 支付申请, the same for the same file. Every payment names its 指标; all belong to one treasury and one year.
 * @throws Fault invalid when the file is not valid, when a payment lacks its appropriation, or when treasuries or years mix
 */
export function writePaymentApplication(file: PaymentFile): Uint8Array {
  const checked = paymentFileSchema.safeParse(file);
  const [issue] = checked.error?.issues ?? [];
  if (issue !== undefined)
    throw refusal(`${issue.path.join('.')} ${issue.message}`, `${issue.path.join('.')} ${issue.message}`);
  const [first, ...others] = file.payments.map(appropriationOf);
  if (first === undefined) throw refusal('没有付款', 'it has no payment');
  const mixed = others.find(
    (each) => each.division !== first.division || each.fiscalYear !== first.fiscalYear,
  );
  if (mixed !== undefined) {
    const [a, b] = [first, mixed].map(({ division, fiscalYear }) => `${division}/${fiscalYear}`);
    throw refusal(
      `一份支付申请不能跨国库或年度：${a}、${b}`,
      `an application goes to one treasury in one year: ${a}, ${b}`,
    );
  }
  const { debtor, payments, messageId } = file;
  const sum = payments.reduce((total, { amountFen }) => total + amountFen, 0);
  return writeVoucher(
    {
      division: first.division,
      fiscalYear: first.fiscalYear,
      type: VOUCHER_TYPES.application,
      voucherNo: messageId,
    },
    {
      PayAppNo: messageId,
      CreateTime: file.createdAt,
      CreateDate: toCompactDay(file.requestedExecutionDay),
      PayTypeName: '财政直接支付',
      PayAcctName: debtor.name,
      PayAcctNo: debtor.account,
      PayAcctBankNo: debtor.clearingMember,
      DetailCount: String(payments.length),
      PayAppAmt: fenToYuan(fen(sum)),
    },
    payments.map((payment) => detailElement(payment, appropriationOf(payment))),
  );
}

function appropriationOf({ appropriation, endToEndId }: Payment): Appropriation {
  if (appropriation !== undefined) return appropriation;
  throw refusal(`付款 ${endToEndId} 没有指标`, `payment ${endToEndId} names no appropriation`);
}

const detailElement = ({ endToEndId, amountFen, creditor, remark }: Payment, at: Appropriation): XmlNode => ({
  // 业务追溯识别码: the one id that application, voucher, receipt, clearing and refund all carry.
  TrackingId: endToEndId,
  AgencyName: at.budgetUnit,
  BgtDocNo: at.quotaNumber,
  ExpFuncCode: at.functionClass,
  GovBgtEcoCode: at.economicClass,
  FundTypeName: at.fundNature,
  PayAmt: fenToYuan(fen(amountFen)),
  PayeeAcctName: creditor.name,
  PayeeAcctNo: creditor.account,
  PayeeAcctBankNo: creditor.clearingMember,
  // 惠企利民标识: money that reaches an enterprise directly.
  ToPeopEnterp: '1',
  AddWord: remark === '' ? undefined : remark,
});

const refusal = (zh: string, en: string): Fault =>
  new Fault('invalid', {
    reason: 'payment-file',
    zh: `支付申请有误：${zh}`,
    en: `The payment application has errors: ${en}`,
  });
