// The ISO 20022 elements that several messages share, read strictly: CNY with two decimals, days that exist, texts that fit.
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { yuanToFen } from '../../core/kernel/fen.ts';
import { LINES_PER_REPORT_MAX, type BankReason } from '../../core/payment/bank-message.ts';

/** The namespace of a message, `urn:iso:std:iso:20022:tech:xsd:` and its name and version. */
export const isoNamespace = (message: string): string => `urn:iso:std:iso:20022:tech:xsd:${message}`;

/** Element text, whether or not the element has attributes. Length limits of the standard are in characters. */
export const text = (max: number) =>
  z.preprocess(
    (value) => (isElement(value) && typeof value['#text'] === 'string' ? value['#text'] : value),
    z
      .string({ error: '缺少内容或重复出现 / is missing or repeated' })
      .min(1, { error: '内容为空 / is empty' })
      .refine((value) => [...value].length <= max, {
        error: `超过${max}个字符 / is longer than ${max} characters`,
      }),
  );

/** An element that may occur any number of times up to the file limit. */
export const many = <T extends z.ZodType>(element: T) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(element).max(LINES_PER_REPORT_MAX, {
      error: `超过${LINES_PER_REPORT_MAX}条 / has more than ${LINES_PER_REPORT_MAX} entries`,
    }),
  );

/** `<Amt Ccy="CNY">12.34</Amt>` as fen: no sign, no exponent, at most two decimals, below ten thousand billion yuan. */
export const amountFen = z
  .strictObject(
    {
      '#text': z.string().regex(/^\d{1,13}(\.\d{1,2})?$/, {
        error: '金额应为至多两位小数的非负数 / is not an unsigned amount with at most two decimals',
      }),
      '@Ccy': z.literal('CNY', { error: '币种应为 CNY / is not in CNY' }),
    },
    { error: '金额或币种缺失 / lacks an amount or a currency' },
  )
  .transform((amount) => Number(yuanToFen(amount['#text'])));

const isDay = (value: string): boolean => parseDay(value) !== undefined;
/** `<Dt>` or `<DtTm>`; of an instant only the day as written, which is the bank's own. */
export const dayChoice = z
  .object({ Dt: text(40).optional(), DtTm: text(40).optional() })
  .transform(({ Dt, DtTm }) => (Dt ?? DtTm ?? '').slice(0, 10))
  .refine(isDay, { error: '日期不存在 / is no such date' });

export const instantText = text(40).refine(
  (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && isDay(value.slice(0, 10)),
  {
    error: '时间格式不正确 / is no date and time',
  },
);

const codeOrProprietary = z.object({ Cd: text(35).optional(), Prtry: text(35).optional() });
export const codeChoice = codeOrProprietary.transform(({ Cd, Prtry }) => Cd ?? Prtry ?? '');

/** `StsRsnInf` or `RtrInf`: the first reason that says something. */
export const reasonElement = z
  .object({ Rsn: codeChoice.optional(), AddtlInf: many(text(105)) })
  .transform(({ Rsn, AddtlInf }): BankReason | undefined => {
    const words = AddtlInf.join('').slice(0, 500);
    if (Rsn === undefined && words === '') return undefined;
    return words === '' ? { code: Rsn || 'NARR' } : { code: Rsn || 'NARR', text: words };
  });

/** The account number of `Acct/Id`, `Othr` as Chinese banks use it, or an IBAN. */
export const accountNumber = z
  .object({ Id: z.object({ Othr: z.object({ Id: text(34) }).optional(), IBAN: text(34).optional() }) })
  .transform(({ Id }) => Id.Othr?.Id ?? Id.IBAN ?? '')
  .refine((value) => value !== '', { error: '账号缺失 / lacks an account number' });

/** Says which element of a message is wrong, and how; at most ten, so that a hostile file cannot make a long answer. */
export function messageFault(message: string, error: z.ZodError): Fault {
  const fields = error.issues.slice(0, 10).map((issue) => {
    const path = issue.path.join('.') || message;
    const [zh, en] = issue.message.includes(' / ')
      ? issue.message.split(' / ', 2)
      : ['缺失或不符合报文格式', 'is missing or not as the message defines'];
    return { path, zh: `${path} ${zh}`, en: `${path} ${en}` };
  });
  const [first] = fields;
  return new Fault('invalid', {
    reason: 'bank-file-content',
    zh: `银行文件 ${message} 内容有误：${first?.zh ?? ''}`,
    en: `The bank file ${message} has errors: ${first?.en ?? ''}`,
    fields,
  });
}

function isElement(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
