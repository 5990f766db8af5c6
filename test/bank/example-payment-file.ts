// A payment file to test with: real in form, invented in content.
import { paymentMessageId, type PaymentFile } from '../../core/payment/bank-message.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';

/** A valid file of `count` payments of 9,811 yuan and some fen, to different payees. */
export function examplePaymentFile(count: number, changes: Partial<PaymentFile> = {}): PaymentFile {
  const payments = Array.from({ length: count }, (_, index) => ({
    endToEndId: endToEndId(`claim-${index}`, '1', 1),
    amountFen: 981_100 + index,
    creditor: {
      name: `杭州示例${index}号商贸有限公司`,
      account: `9990001${String(index).padStart(12, '0')}`,
      clearingMember: '999331000012',
    },
    remark: '商贸服务业补贴 杭政办函〔2020〕7号',
  }));
  const content = {
    requestedExecutionDay: '2020-03-03',
    debtor: { name: '杭州市财政局专户', account: '9990000000000000001', clearingMember: '999331000012' },
    payments,
    ...changes,
  };
  return { createdAt: '2020-03-03T09:30:00.000Z', messageId: paymentMessageId(content), ...content };
}
