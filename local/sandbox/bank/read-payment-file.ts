// The sandbox bank's ear: reads pain.001.001.12 as a bank does, refusing what a bank would refuse, apart from the product's writer.
import * as z from 'zod';
import { fen, addFen } from '../../../core/kernel/fen.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { bankAccountSchema, type PaymentFile } from '../../../core/payment/bank-message.ts';
import {
  accountNumber,
  amountFen,
  dayChoice,
  instantText,
  isoNamespace,
  many,
  messageFault,
  text,
} from '../../../adapters/bank/iso-element.ts';
import { readXmlDocument } from '../../../adapters/bank/xml-document.ts';

const agent = z
  .object({
    FinInstnId: z.object({ ClrSysMmbId: z.object({ MmbId: bankAccountSchema.shape.clearingMember }) }),
  })
  .transform(({ FinInstnId }) => FinInstnId.ClrSysMmbId.MmbId);
const named = z.object({ Nm: text(140) }).transform(({ Nm }) => Nm);

const payment = z
  .object({
    PmtId: z.object({ EndToEndId: text(35), UETR: z.uuidv4().optional() }),
    Amt: z.object({ InstdAmt: amountFen }),
    CdtrAgt: agent,
    Cdtr: named,
    CdtrAcct: accountNumber,
    RmtInf: z.object({ Ustrd: text(140) }).optional(),
  })
  .transform(({ PmtId, Amt, CdtrAgt, Cdtr, CdtrAcct, RmtInf }) => ({
    endToEndId: PmtId.EndToEndId,
    ...(PmtId.UETR === undefined ? {} : { uetr: PmtId.UETR }),
    amountFen: Amt.InstdAmt,
    creditor: { name: Cdtr, account: CdtrAcct, clearingMember: CdtrAgt },
    remark: RmtInf?.Ustrd ?? '',
  }));

const initiation = z.object({
  CstmrCdtTrfInitn: z.object({
    GrpHdr: z.object({
      MsgId: text(35),
      CreDtTm: instantText,
      NbOfTxs: z.string().regex(/^\d{1,15}$/),
      CtrlSum: z.string().optional(),
    }),
    PmtInf: z.object({
      PmtMtd: z.literal('TRF'),
      ReqdExctnDt: dayChoice,
      Dbtr: named,
      DbtrAcct: accountNumber,
      DbtrAgt: agent,
      CdtTrfTxInf: many(payment),
    }),
  }),
});

/** @throws Fault when the file is no pain.001.001.12, or its count and sum are not those of its payments */
export function readPaymentFile(bytes: Uint8Array): PaymentFile {
  const { namespace, content } = readXmlDocument(bytes);
  if (namespace !== isoNamespace('pain.001.001.12'))
    throw new Fault('invalid', {
      reason: 'bank-file-namespace',
      zh: '不是 pain.001.001.12',
      en: 'Not a pain.001.001.12',
    });
  const parsed = initiation.safeParse(content);
  if (!parsed.success) throw messageFault('pain.001.001.12', parsed.error);
  const { GrpHdr, PmtInf } = parsed.data.CstmrCdtTrfInitn;
  const payments = PmtInf.CdtTrfTxInf;
  const sum = addFen(...payments.map((each) => fen(each.amountFen)));
  const sumMatches = GrpHdr.CtrlSum === undefined || Math.round(Number(GrpHdr.CtrlSum) * 100) === sum;
  if (Number(GrpHdr.NbOfTxs) !== payments.length || !sumMatches)
    throw new Fault('invalid', {
      reason: 'bank-file-control-sum',
      zh: '笔数或合计与明细不符',
      en: 'Count or sum is not that of the payments',
    });
  return {
    messageId: GrpHdr.MsgId,
    createdAt: GrpHdr.CreDtTm,
    requestedExecutionDay: PmtInf.ReqdExctnDt,
    debtor: { name: PmtInf.Dbtr, account: PmtInf.DbtrAcct, clearingMember: PmtInf.DbtrAgt },
    payments,
  };
}
