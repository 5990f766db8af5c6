// Money as people read it: fen become yuan with two decimals; 万 and 亿 only where one figure stands large.
import type { Language } from './language.ts';

const grouped = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `1,234.50`: fen are split by hand, so that no amount passes through a binary fraction. */
export function yuan(amountFen: number): string {
  const whole = Math.trunc(Math.abs(amountFen) / 100);
  const rest = String(Math.abs(amountFen) % 100).padStart(2, '0');
  return `${amountFen < 0 ? '−' : ''}${grouped.format(whole).slice(0, -3)}.${rest}`;
}

/** `¥1,234.50` */
export const money = (amountFen: number): string => `¥${yuan(amountFen)}`;

/** For titles: `¥1.56亿` or `¥9.81万` in Chinese, the whole figure in English. */
export function largeMoney(amountFen: number, language: Language): string {
  if (language === 'en' || amountFen < 1_000_000) return money(amountFen);
  const [unit, word] = amountFen >= 10_000_000_000 ? [10_000_000_000, '亿'] : [1_000_000, '万'];
  return `¥${grouped.format(amountFen / unit)}${word}`;
}

/** What a person typed as yuan, in fen; undefined when it is no amount with at most two decimals. */
export function fenOfYuan(text: string): number | undefined {
  const match = /^\s*(\d{1,12})(?:\.(\d{1,2}))?\s*$/.exec(text.replaceAll(',', ''));
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
