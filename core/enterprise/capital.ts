// Registered capital as registers write it, in every spelling and currency, to whole minor units; what cannot be read is unknown.

export const FOREIGN_CURRENCIES = [
  'USD',
  'HKD',
  'JPY',
  'EUR',
  'GBP',
  'SGD',
  'FRF',
  'CHF',
  'DEM',
  'AUD',
  'CAD',
  'TWD',
  'MOP',
  'KRW',
] as const;
export type ForeignCurrency = (typeof FOREIGN_CURRENCIES)[number];
export type Currency = 'CNY' | ForeignCurrency;

/** How currencies are written; the first word is the register's standard one. ISO 4217 codes are read in any case. */
const CURRENCY_WORDS: Readonly<Record<Currency, readonly string[]>> = {
  CNY: ['元人民币', '人民币元', '人民币', 'RMB', '¥', '元', '圆'],
  USD: ['美元', '美金', 'US$', '$'],
  HKD: ['香港元', '港元', '港币', 'HK$'],
  JPY: ['日元', '日圆'],
  EUR: ['欧元', '€'],
  GBP: ['英镑', '£'],
  SGD: ['新加坡元', '新加坡币'],
  FRF: ['法国法郎'],
  CHF: ['瑞士法郎'],
  DEM: ['德国马克'],
  AUD: ['澳大利亚元', '澳元'],
  CAD: ['加拿大元', '加元'],
  TWD: ['新台币元', '新台币', '台币'],
  MOP: ['澳门元'],
  KRW: ['韩元', '韩国元'],
};

/** Digits of the minor unit (ISO 4217); every other currency here has two. */
const NO_MINOR_UNIT: ReadonlySet<Currency> = new Set(['JPY', 'KRW']);

const SCALES: Readonly<Record<string, bigint>> = {
  '': 1n,
  百: 100n,
  千: 1_000n,
  万: 10_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
  万亿: 1_000_000_000_000n,
};

const ABSENT: ReadonlySet<string> = new Set(['', 'N/A', 'NULL', '-', '--', '—', '——', '无', '缺省', '不详']);

export type CapitalReading =
  | {
      readonly state: 'known';
      readonly currency: Currency;
      /** Fen for yuan, otherwise the currency's minor unit: cents, whole yen. */
      readonly amountMinor: number;
      /** A part below the minor unit was dropped. */
      readonly rounded: boolean;
      /** Written as the register's standard has it: `1,000.5(万元人民币)`. */
      readonly standard: boolean;
    }
  /** The register says nothing. */
  | { readonly state: 'absent' }
  /** It says something that is no amount: kept apart from `absent` so that it can be reported. */
  | { readonly state: 'unreadable'; readonly code: 'shape' | 'no-unit' | 'currency' | 'too-large' };

const WORD_TO_CURRENCY: ReadonlyMap<string, Currency> = new Map(
  Object.entries(CURRENCY_WORDS).flatMap(([code, words]) =>
    [code, ...words].map((word) => [word.toUpperCase(), code as Currency] as const),
  ),
);

const AMOUNT =
  /^([^\d.,+-]*)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万亿|百万|千万|百|千|万|亿)?([^\d.,]*?)整?$/;
const STANDARD = /^[\d,.]+\(万([^()]+)\)$/;

const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e\uffe5]/g, (character) =>
    character === '\uffe5' ? '¥' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );

/**
 * Reads a registered capital. `万` without a currency is 万元 (the register's habit); a bare number without any unit is
 * unreadable, because nobody can say whether yuan or ten thousands were meant.
 * An amount finer than the minor unit is rounded down and said to be.
 */
export function parseCapital(text: string): CapitalReading {
  const compact = narrow(text).replace(/[\s\u200b\ufeff]/gu, '');
  if (ABSENT.has(compact.toUpperCase())) return { state: 'absent' };
  const match = AMOUNT.exec(compact.replace(/[()[\]]/g, ''));
  if (!match) return { state: 'unreadable', code: 'shape' };
  const [, before = '', whole = '', fraction = '', scale = '', after = ''] = match;
  if (scale === '' && before === '' && after === '') return { state: 'unreadable', code: 'no-unit' };
  const currency = currencyOf(before, after);
  if (currency === undefined) return { state: 'unreadable', code: 'currency' };
  const minorPerUnit = NO_MINOR_UNIT.has(currency) ? 1n : 100n;
  const scaled = BigInt(whole.replaceAll(',', '') + fraction) * (SCALES[scale] ?? 1n) * minorPerUnit;
  const divisor = 10n ** BigInt(fraction.length);
  const amount = scaled / divisor;
  if (amount > BigInt(Number.MAX_SAFE_INTEGER)) return { state: 'unreadable', code: 'too-large' };
  const standard = STANDARD.exec(text)?.[1] === CURRENCY_WORDS[currency][0];
  return {
    state: 'known',
    currency,
    amountMinor: Number(amount),
    rounded: scaled % divisor !== 0n,
    standard,
  };
}

/** The one currency that the words before and after the number name; undefined when they name none or two. */
function currencyOf(before: string, after: string): Currency | undefined {
  const named = [before, after]
    .filter((word) => word !== '')
    .map((word) => WORD_TO_CURRENCY.get(word.toUpperCase()));
  if (named.length === 0) return 'CNY';
  if (named.length === 1) return named[0];
  // 「人民币500万元」 names yuan twice, 「美元500万元」 ends in a plain 元 that only closes the number.
  return named[0] === named[1] || after === '元' ? named[0] : undefined;
}
