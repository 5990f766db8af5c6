// The envelope and elements of treasury vouchers (国库集中支付电子凭证): MOF, VoucherBody, Voucher, DetailList, in yuan and YYYYMMDD.
import * as z from 'zod';
import { parseDay } from '../../core/kernel/day.ts';
import { yuanToFen } from '../../core/kernel/fen.ts';
import { text } from '../bank/iso-element.ts';
import { writeXmlDocument, type XmlNode } from '../bank/xml-document.ts';

/**
 * Voucher types (VtCode). The numbers are those of 国库集中支付电子化管理 as treasuries use them; the application has none
 * there, since a budget unit files it inside the budget system, so it bears a word.
 */
export const VOUCHER_TYPES = {
  /** 支付申请: what we send. */
  application: 'PAYAPP',
  /** 财政直接支付凭证: issued for an application, or its refusal. */
  certificate: '5201',
  /** 财政直接支付凭证回单: the agent bank has paid. */
  receipt: '5201R',
  /** 申请划款凭证: the agent bank cleared the day's payments with the treasury. */
  clearing: '2301',
  /** 财政直接支付退款通知书: money came back. */
  refund: '2203',
} as const;

/** Which treasury and year, which type and which voucher: the attributes of `VoucherBody`. */
export interface VoucherHead {
  readonly division: string;
  readonly fiscalYear: number;
  readonly type: (typeof VOUCHER_TYPES)[keyof typeof VOUCHER_TYPES];
  readonly voucherNo: string;
}

/** One voucher in its envelope, with its details. */
export function writeVoucher(head: VoucherHead, voucher: XmlNode, details: readonly XmlNode[]): Uint8Array {
  return writeXmlDocument('MOF', '', {
    VoucherCount: '1',
    VoucherBody: {
      '@AdmDivCode': head.division,
      '@StYear': String(head.fiscalYear),
      '@VtCode': head.type,
      '@VoucherNo': head.voucherNo,
      Voucher: { ...voucher, DetailList: { Detail: details } },
    },
  });
}

/** `20200303` → `2020-03-03`. */
export const compactDay = text(8)
  .refine((value) => /^\d{8}$/.test(value), { error: '日期应为8位数字 / is not a date of eight digits' })
  .transform((value) => `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`)
  .refine((value) => parseDay(value) !== undefined, { error: '日期不存在 / is no such date' });

/** `2020-03-03` → `20200303`. */
export const toCompactDay = (day: string): string => day.replaceAll('-', '');

/** Yuan with at most two decimals and no sign → fen. */
export const yuanText = text(20)
  .refine((value) => /^\d{1,13}(\.\d{1,2})?$/.test(value), {
    error: '金额应为至多两位小数的非负数 / is not an unsigned amount with at most two decimals',
  })
  .transform((value) => Number(yuanToFen(value)));

export const divisionText = z
  .string()
  .regex(/^\d{6}$/, { error: '财政区划应为6位数字 / is not a 6-digit division' });
export const yearText = z
  .string()
  .regex(/^(19|20|21)\d{2}$/, { error: '年度有误 / is no fiscal year' })
  .transform(Number);
