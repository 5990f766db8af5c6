// A payment that the bank does not know although it had the file: nobody but a person may decide what becomes of it.
import type { ExceptionCase } from '../kernel/exception-case.ts';
import type { OrderLine, PaymentOrder } from '../payment/payment-order.ts';

export const paymentUnknown = (
  order: PaymentOrder,
  lines: readonly OrderLine[],
  at: string,
): ExceptionCase => ({
  id: `payment-unknown.${order.id}`,
  version: 1,
  state: 'open',
  reason: 'payment-unknown',
  subject: `order:${order.id}`,
  owner: 'finance.maker',
  zh: '银行已处理该支付文件，但查无其中部分付款，请与银行核对',
  en: 'The bank had the file but does not know some of its payments; settle it with the bank',
  evidence: { orderId: order.id, endToEndIds: lines.map((line) => line.endToEndId) },
  openedAt: at,
});
