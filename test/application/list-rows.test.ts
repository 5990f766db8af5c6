// Each row of an employee list has its own verdict, whatever stands around it.
import { describe, expect, it } from 'vitest';
import { checkRows, rowsOf } from '../../web/src/features/claim/list-rows.ts';

describe('rows of a file', () => {
  it('are the first column, without the title, blank rows and blanks around', () => {
    expect(rowsOf([['员工', '姓名'], [' A1 ', '张'], ['', ''], [7], ['', '李']], '员工')).toEqual([
      { line: 2, key: 'A1' },
      { line: 4, key: '7' },
      { line: 5, key: '' },
    ]);
  });

  it('begin at once where there is no title', () => {
    expect(rowsOf([['A1'], ['A2']], '员工')).toHaveLength(2);
  });
});

describe('a row', () => {
  const errorsOf = (...keys: string[]) =>
    checkRows(keys.map((key, index) => ({ line: index + 2, key }))).map(({ error }) => error);

  it.each<[string, string[], (string | undefined)[]]>([
    ['that is right', ['A1', 'A2'], [undefined, undefined]],
    ['without a key', ['A1', ''], [undefined, 'empty']],
    ['too long', ['x'.repeat(61), 'x'.repeat(60)], ['long', undefined]],
    ['with a blank inside', ['A 1'], ['blank-inside']],
    ['that names somebody again', ['A1', 'A2', 'A1', 'A1'], [undefined, undefined, 'twice', 'twice']],
  ])('%s', (_, keys, errors) => {
    expect(errorsOf(...keys)).toEqual(errors);
  });

  it('named again says where first', () => {
    expect(
      checkRows([
        { line: 3, key: 'A' },
        { line: 9, key: 'A' },
      ])[1],
    ).toMatchObject({ first: 3 });
  });
});
