// The report of refused rows: what a spreadsheet would run is made inert, and every line reads back.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowProblem } from '../../../core/enterprise/register-row.ts';
import {
  REPORT_HEADER,
  reportLine,
  reportRest,
  safeCell,
} from '../../../core/enterprise/rejection-report.ts';

describe('safeCell', () => {
  it.each([
    ['=cmd|calc!A1', `"'=cmd|calc!A1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    [' =1', `"' =1"`],
    ['\t=1', `"'\t=1"`],
    ['＝1', `"'＝1"`],
    ['杭州"某"公司', '"杭州""某""公司"'],
    ['91330100799655058B', '"91330100799655058B"'],
  ])('%j becomes %j', (text, cell) => expect(safeCell(text)).toBe(cell));
});

describe('reportLine', () => {
  it('puts all that is wrong with a row on one line', () => {
    const line = reportLine(12, [
      rowProblem('uscc', 'uscc-length', 'x'),
      rowProblem('name', 'name-missing', ''),
    ]);
    const [cells] = parse(line) as string[][];
    expect(cells?.[0]).toBe('12');
    expect(cells?.[1]).toBe('统一社会信用代码 uscc; 企业名称 name');
    expect(cells?.[3]).toBe('uscc-length; name-missing');
    expect(cells?.[4]).toContain('缺少企业名称');
    expect(cells?.[5]).toContain('The name is missing');
  });

  it('reads back as one row of six cells, none of them a formula, whatever the file said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const text = REPORT_HEADER + reportLine(2, [rowProblem('row', 'columns', value)]) + reportRest(3);
        const rows = parse(text, { bom: true }) as string[][];
        expect(rows).toHaveLength(3);
        for (const row of rows) {
          expect(row).toHaveLength(6);
          for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
        }
      }),
    );
  });
});
