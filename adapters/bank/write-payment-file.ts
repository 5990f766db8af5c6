// Writes a payment file as ISO 20022 pain.001.001.12 in the form Chinese banks use: CNAPS members, plain account numbers, CNY.
import { Fault } from '../../core/kernel/fault.ts';
import { fen, fenToYuan } from '../../core/kernel/fen.ts';
import {
  paymentFileSchema,
  type BankAccount,
  type Payment,
  type PaymentFile,
} from '../../core/payment/bank-message.ts';
import { isoNamespace } from './iso-element.ts';
import { writeXmlDocument, type XmlNode } from './xml-document.ts';

/** China National Advanced Payment System in ISO 20022's external list of clearing systems. */
const CLEARING_SYSTEM = 'CNAPS';

/**
 * The bytes of one payment file, the same for the same file.
 * The message holds one `PmtInf` whose id is the MsgId, batch-booked off so that every payment is an entry of its own.
 * @throws Fault invalid when the file is not a valid `PaymentFile`
 */
export function writePaymentFile(file: PaymentFile): Uint8Array {
  const checked = paymentFileSchema.safeParse(file);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = `${issue?.path.join('.')} ${issue?.message}`;
    throw new Fault('invalid', {
      reason: 'payment-file',
      zh: `付款文件有误：${where}`,
      en: `The payment file has errors: ${where}`,
    });
  }
  const { debtor, payments } = file;
  const totals = {
    NbOfTxs: String(payments.length),
    CtrlSum: fenToYuan(fen(payments.reduce((sum, each) => sum + each.amountFen, 0))),
  };
  return writeXmlDocument('Document', isoNamespace('pain.001.001.12'), {
    CstmrCdtTrfInitn: {
      GrpHdr: { MsgId: file.messageId, CreDtTm: file.createdAt, ...totals, InitgPty: { Nm: debtor.name } },
      PmtInf: {
        PmtInfId: file.messageId,
        PmtMtd: 'TRF',
        BtchBookg: 'false',
        ...totals,
        ReqdExctnDt: { Dt: file.requestedExecutionDay },
        Dbtr: { Nm: debtor.name },
        DbtrAcct: { ...accountElement(debtor.account), Ccy: 'CNY', Nm: debtor.name },
        DbtrAgt: agentElement(debtor),
        ChrgBr: 'DEBT',
        CdtTrfTxInf: payments.map(paymentElement),
      },
    },
  });
}

const paymentElement = ({ endToEndId, uetr, amountFen, creditor, remark }: Payment): XmlNode => ({
  PmtId: { EndToEndId: endToEndId, UETR: uetr },
  Amt: { InstdAmt: { '@Ccy': 'CNY', '#text': fenToYuan(fen(amountFen)) } },
  CdtrAgt: agentElement(creditor),
  Cdtr: { Nm: creditor.name },
  CdtrAcct: accountElement(creditor.account),
  RmtInf: remark === '' ? undefined : { Ustrd: remark },
});

const accountElement = (account: string) => ({ Id: { Othr: { Id: account } } });

const agentElement = ({ clearingMember }: Pick<BankAccount, 'clearingMember'>) => ({
  FinInstnId: { ClrSysMmbId: { ClrSysId: { Cd: CLEARING_SYSTEM }, MmbId: clearingMember } },
});
