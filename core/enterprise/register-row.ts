// One row of the register file: repaired where that is safe, refused with every reason where it is not.
import { formatDay, parseDay } from '../kernel/day.ts';
import type { DayText } from '../kernel/day.ts';
import { fen } from '../kernel/fen.ts';
import { parseCapital } from './capital.ts';
import type { CapitalReading } from './capital.ts';
import { districtOf } from './district.ts';
import type { DistrictDirectory } from './district.ts';
import type { Enterprise, Repair } from './enterprise.ts';
import { legalFormOf } from './legal-form.ts';
import { areaOfUscc, parseUscc } from './uscc.ts';
import type { UsccFaultCode } from './uscc.ts';

/** The fields of a row as the file has them. */
export interface RawRow {
  readonly name: string;
  readonly uscc: string;
  readonly registeredOn: string;
  readonly typeText: string;
  readonly capital: string;
  readonly scope: string;
}
export type RowField = keyof RawRow | 'row';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Every reason a row is refused for, in words. */
export const ROW_PROBLEMS = {
  'uscc-missing': { zh: '缺少统一社会信用代码', en: 'The unified social credit code is missing' },
  'uscc-length': { zh: '统一社会信用代码应为18位', en: 'The code must have 18 characters' },
  'uscc-character': {
    zh: '统一社会信用代码含有不允许的字符',
    en: 'The code has a character that codes do not use',
  },
  'uscc-area': {
    zh: '统一社会信用代码第3至8位应为数字行政区划码',
    en: 'Characters 3-8 of the code must be digits of an area',
  },
  'uscc-organisation-check': {
    zh: '统一社会信用代码中组织机构代码校验位不符',
    en: 'The check character of the organisation code (position 17) is wrong',
  },
  'uscc-check-digit': { zh: '统一社会信用代码校验位不符', en: 'The check digit of the code is wrong' },
  'name-missing': { zh: '缺少企业名称', en: 'The name is missing' },
  'name-too-long': { zh: '企业名称过长（超过200字）', en: 'The name is longer than 200 characters' },
  'name-unreadable': { zh: '企业名称含有无法识别的字符', en: 'The name has unreadable characters' },
  'date-missing': { zh: '缺少注册日期', en: 'The date of registration is missing' },
  'date-impossible': {
    zh: '注册日期不存在或无法识别',
    en: 'The date of registration does not exist or cannot be read',
  },
  'date-too-early': { zh: '注册日期早于1900年', en: 'The date of registration is before 1900' },
  'date-in-future': { zh: '注册日期晚于今天', en: 'The date of registration is in the future' },
  'duplicate-same': {
    zh: '与本文件前面的行重复，内容相同',
    en: 'A duplicate of an earlier row of this file, with the same content',
  },
  'duplicate-different': {
    zh: '与本文件前面的行代码相同而内容不同，以先出现者为准',
    en: 'The code of an earlier row of this file with other content; the first one counts',
  },
  columns: { zh: '列数与表头不符', en: 'The number of columns differs from the header' },
  'not-utf8': { zh: '本行不是有效的UTF-8文本', en: 'The row is not valid UTF-8' },
  'row-too-long': { zh: '本行过长（超过64KB）', en: 'The row is longer than 64 KB' },
  'unterminated-quote': { zh: '引号没有配对', en: 'A quotation mark is not closed' },
  'stray-quote': { zh: '引号后有多余内容', en: 'Text follows a closing quotation mark' },
} as const satisfies Record<UsccFaultCode | string, Words>;
export type RowProblemCode = keyof typeof ROW_PROBLEMS;

export interface RowProblem {
  readonly field: RowField;
  readonly code: RowProblemCode;
  /** What the file says there, cut to 200 characters. */
  readonly value: string;
}

export type RowReading =
  | { readonly ok: true; readonly enterprise: Enterprise; readonly capital: CapitalReading['state'] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

export interface RowContext {
  readonly directory: DistrictDirectory;
  /** The business day: dates after it are refused, districts are those of this day. */
  readonly today: DayText;
}

const NAME_LENGTH_MAX = 200;
const VALUE_LENGTH_MAX = 200;
const EARLIEST = '1900-01-01';
const ABSENT: ReadonlySet<string> = new Set(['', 'N/A', 'NULL', '-', '--', '无', '缺省']);
const isAbsent = (text: string): boolean => ABSENT.has(text.toUpperCase());
/** Control characters, lone surrogates and the replacement character: what a broken export leaves behind. */
const UNREADABLE = /[\p{Cc}\p{Cs}\ufffd]/u;

export const rowProblem = (field: RowField, code: RowProblemCode, value: string): RowProblem => ({
  field,
  code,
  value: value.slice(0, VALUE_LENGTH_MAX),
});

/** Reads one row. All that is wrong with it is named at once. */
export function readRegisterRow(raw: RawRow, context: RowContext): RowReading {
  const code = parseUscc(raw.uscc);
  const name = readName(raw.name);
  const date = readDate(raw.registeredOn, context.today);
  if (!code.ok || typeof name !== 'string' || typeof date !== 'string') {
    const problems = [
      ...(code.ok ? [] : [rowProblem('uscc', code.code, raw.uscc)]),
      ...(typeof name === 'string' ? [] : [name]),
      ...(typeof date === 'string' ? [] : [date]),
    ];
    return { ok: false, problems };
  }
  const repairs: Repair[] = code.repairs.map((kind) => ({ kind, from: raw.uscc }));
  if (name !== raw.name) repairs.push({ kind: 'name-blanks', from: raw.name });
  if (date !== raw.registeredOn) repairs.push({ kind: 'date-spelling', from: raw.registeredOn });
  const capital = readCapital(raw, repairs);
  const typeText = repairs.some(({ kind }) => kind === 'capital-column') ? '' : raw.typeText.trim();
  const scope = raw.scope.trim();
  const form = legalFormOf({ uscc: code.uscc, name, typeText: isAbsent(typeText) ? undefined : typeText });
  const district = districtOf(context.directory, areaOfUscc(code.uscc), date, context.today);
  const enterprise: Enterprise = {
    id: code.uscc,
    uscc: code.uscc,
    name,
    registeredOn: date,
    ...(form === undefined ? {} : { legalForm: form }),
    ...(isAbsent(typeText) ? {} : { typeText }),
    ...capitalFields(capital),
    ...(isAbsent(scope) ? {} : { scope }),
    ...(district.known ? { districtCode: district.district.code } : {}),
    ...(repairs.length === 0 ? {} : { repairs }),
  };
  return { ok: true, enterprise, capital: capital.state };
}

function readName(text: string): string | RowProblem {
  const name = text.trim();
  if (isAbsent(name)) return rowProblem('name', 'name-missing', text);
  if (name.length > NAME_LENGTH_MAX) return rowProblem('name', 'name-too-long', text);
  return UNREADABLE.test(name) ? rowProblem('name', 'name-unreadable', text) : name;
}

/** `2019-4-30`, `2019/04/30`, `2019.4.30`, `2019年4月30日` and `20190430`, each optionally with a time after it. */
const DATE = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

function readDate(text: string, today: DayText): string | RowProblem {
  const trimmed = text.trim();
  if (isAbsent(trimmed)) return rowProblem('registeredOn', 'date-missing', text);
  const spelled = DATE.exec(trimmed);
  const parts = spelled
    ? [spelled[1], spelled[3], spelled[5]]
    : /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed)?.slice(1);
  const day = parts && parseDay(parts.map((part) => (part ?? '').padStart(2, '0')).join('-'));
  if (day === undefined) return rowProblem('registeredOn', 'date-impossible', text);
  const date = formatDay(day);
  if (date < EARLIEST) return rowProblem('registeredOn', 'date-too-early', text);
  return date > today ? rowProblem('registeredOn', 'date-in-future', text) : date;
}

/** The capital of a row; one that slipped into the type column is moved back when its own column is empty. */
function readCapital(raw: RawRow, repairs: Repair[]): CapitalReading {
  let capital = parseCapital(raw.capital);
  let from = raw.capital;
  if (capital.state === 'absent' && /^\s*\d/.test(raw.typeText)) {
    const moved = parseCapital(raw.typeText);
    if (moved.state === 'known') {
      capital = moved;
      from = raw.typeText;
      repairs.push({ kind: 'capital-column', from });
    }
  }
  if (capital.state === 'known' && !capital.standard) repairs.push({ kind: 'capital-spelling', from });
  if (capital.state === 'known' && capital.rounded) repairs.push({ kind: 'capital-rounded', from });
  return capital;
}

function capitalFields(capital: CapitalReading): Pick<Enterprise, 'capitalFen' | 'foreignCapital'> {
  if (capital.state !== 'known') return {};
  const { currency, amountMinor } = capital;
  return currency === 'CNY'
    ? { capitalFen: fen(amountMinor) }
    : { foreignCapital: { currency, amountMinor } };
}
