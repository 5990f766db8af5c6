// The bulletin (快报) of a day: what was received, paid and sent back, in whole sentences that can be read aloud or pasted.
import * as z from 'zod';
import { fen, readableYuan } from '../kernel/fen.ts';
import { sumTallies, type ShownFigures, type Tally } from './figures.ts';

export const bulletinSchema = z.strictObject({ day: z.string(), zh: z.string(), en: z.string() });
export type Bulletin = z.infer<typeof bulletinSchema>;

const yuan = (amountFen: number): string => readableYuan(fen(amountFen));

/** @param day `@YYYY-MM-DD` figures of one day @param all the figures of all policies until now */
export function bulletinOf(day: ShownFigures, all: readonly ShownFigures[]): Bulletin {
  const of = sumTallies([day]);
  const total = sumTallies(all);
  const date = day.id.slice(1);
  return { day: date, zh: inChinese(date, of, total), en: inEnglish(date, of, total) };
}

const inChinese = (date: string, day: Tally, total: Tally): string =>
  [
    `${inWords(date)}，受理申报 ${day.applied} 件，核定 ${day.accepted} 件，`,
    `兑付 ${day.served ?? 0} 户次、${yuan(day.paidFen)} 元`,
    day.returned > 0 ? `，银行退回 ${day.returned} 笔` : '',
    `。累计兑付 ${total.served ?? 0} 户次、${yuan(total.paidFen)} 元。`,
  ].join('');

/** `2020年3月10日` */
const inWords = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

const inEnglish = (date: string, day: Tally, total: Tally): string =>
  [
    `${date}: ${day.applied} applications received, ${day.accepted} accepted, `,
    `${day.served ?? 0} awards paid, ¥${yuan(day.paidFen)}`,
    day.returned > 0 ? `; the bank sent back ${day.returned} payments` : '',
    `. In all: ${total.served ?? 0} awards, ¥${yuan(total.paidFen)}.`,
  ].join('');
