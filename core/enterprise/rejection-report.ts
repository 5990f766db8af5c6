// The list of refused rows that a person downloads, corrects from, and may open in a spreadsheet without risk.
import { ROW_PROBLEMS } from './register-row.ts';
import type { RowField, RowProblem } from './register-row.ts';

const FIELD_WORDS: Readonly<Record<RowField, string>> = {
  name: '企业名称 name',
  uscc: '统一社会信用代码 uscc',
  registeredOn: '注册日期 registeredOn',
  typeText: '企业类型 typeText',
  capital: '注册资金 capital',
  scope: '经营范围 scope',
  row: '整行 row',
};

/** With a BOM, without which spreadsheets take UTF-8 for the local encoding. */
export const REPORT_HEADER = '\ufeff行号 line,字段 field,值 value,原因代码 code,原因,reason\r\n';

/**
 * A cell that a spreadsheet shows and never runs: what begins like a formula gets an apostrophe in front, and every cell
 * is quoted, so that separators and line ends inside stay inside. Source: OWASP, CSV injection.
 */
export function safeCell(text: string): string {
  const inert = /^[\s\0]*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** One line of the report: all that is wrong with one row, joined with semicolons. */
export function reportLine(line: number, problems: readonly RowProblem[]): string {
  const cells = [
    problems.map(({ field }) => FIELD_WORDS[field]),
    problems.map(({ value }) => value),
    problems.map(({ code }) => code),
    problems.map(({ code }) => ROW_PROBLEMS[code].zh),
    problems.map(({ code }) => ROW_PROBLEMS[code].en),
  ];
  return `${line},${cells.map((cell) => safeCell(cell.join('; '))).join(',')}\r\n`;
}

/** The last line of a report that had to stop: how many refused rows it does not list. */
export const reportRest = (count: number): string =>
  `,${safeCell(FIELD_WORDS.row)},,${safeCell('more')},${safeCell(`另有${count}行被拒绝，未逐行列出`)},${safeCell(`${count} more rows were refused and are not listed`)}\r\n`;
