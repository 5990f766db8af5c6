// Files as they come: wrapped, cut anywhere, in wrong encodings, with broken quotes, endless lines and plain junk.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { readRegisterFile } from '../../functions/enterprise/read-register-file.ts';
import type { RegisterRecord } from '../../functions/enterprise/read-register-file.ts';
import type { RegisterSource } from '../../functions/enterprise/open-register-file.ts';
import { HEADER, lines, row, sourceOf } from './register-fixture.ts';

async function readAll(source: RegisterSource): Promise<RegisterRecord[]> {
  const records: RegisterRecord[] = [];
  for await (const batch of readRegisterFile(source)) records.push(...batch.records);
  return records;
}
/** `2:ok`, `3:columns`: the line and what became of it. */
const outcomes = async (content: string | Uint8Array, chunkBytes?: number): Promise<string[]> =>
  (await readAll(sourceOf(content, chunkBytes))).map(
    (record) => `${record.line}:${'raw' in record ? 'ok' : record.problem.code}`,
  );

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
/** 企业名称,统一社会信用代码 in GBK. */
const GBK_HEADER = Buffer.from(
  'c6f3d2b5c3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2cd7a2b2e1c8d5c6da0a',
  'hex',
);
/** 杭州公司 in GBK. */
const GBK_NAME = Buffer.from('babcd6ddb9abcbbe', 'hex');
const ASCII_HEADER = 'name,uscc,date,type,capital,scope';

describe('a whole file that is no register is answered with a fault', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'empty-file'],
    ['only a BOM', '\ufeff', 'empty-file'],
    ['only blank lines', '\n\n\r\n', 'empty-file'],
    ['only a header', `${HEADER}\n`, 'no-rows'],
    ['another table', '姓名,年龄\n张三,5\n', 'wrong-header'],
    [
      'a header without the code',
      `${HEADER.replace('统一社会信用代码', '代码')}\n${row(1)}\n`,
      'wrong-header',
    ],
    ['a column twice', `${HEADER},企业名称\n${row(1)},x\n`, 'wrong-header'],
    ['semicolons', `${HEADER.replaceAll(',', ';')}\n`, 'wrong-header'],
    ['rows without a header', `${row(1)}\n`, 'wrong-header'],
    ['GBK', Buffer.concat([GBK_HEADER, GBK_NAME]), 'not-utf8'],
    [
      'GBK under an ASCII header',
      Buffer.concat([Buffer.from(`${ASCII_HEADER}\n`), GBK_NAME, Buffer.from(',1,2,3,4,5\n')]),
      'not-utf8',
    ],
    ['UTF-16', utf16(lines(row(1))), 'not-utf8'],
    ['an Excel workbook', Buffer.from('504b0304140006000800', 'hex'), 'excel-file'],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'excel-file'],
    [
      'bytes of every value',
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 167) % 256),
      'not-utf8',
    ],
    ['zeros', new Uint8Array(200_000), 'binary-file'],
    ['one endless line', 'x'.repeat(300_000), 'binary-file'],
    ['gzip cut short', gzipSync(lines(row(1))).subarray(0, 60), 'bad-gzip'],
    ['gzip with a byte changed', damaged(gzipSync(lines(row(1), row(2)))), 'bad-gzip'],
    ['an empty gzip', gzipSync(''), 'empty-file'],
  ])('%s', async (_, content, reason) => {
    const error = await readAll(sourceOf(content)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({
      code: 'invalid',
      detail: { reason, zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) },
    });
  });

  it('names the encoding and the columns that are missing', async () => {
    await expect(readAll(sourceOf(GBK_HEADER))).rejects.toMatchObject({
      detail: { zh: expect.stringContaining('GBK') },
    });
    await expect(readAll(sourceOf('企业名称,注册日期\nx,y\n'))).rejects.toMatchObject({
      detail: { fields: expect.arrayContaining([expect.objectContaining({ path: 'uscc' })]) },
    });
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[40] = (copy[40] ?? 0) ^ 0xff;
  return copy;
}

describe('rows of a file that is one', () => {
  it.each<[string, string | Uint8Array, string[]]>([
    ['plain', lines(row(1), row(2)), ['2:ok', '3:ok']],
    ['no newline at the end', lines(row(1)).trimEnd(), ['2:ok']],
    ['CRLF', lines(row(1), row(2)).replaceAll('\n', '\r\n'), ['2:ok', '3:ok']],
    ['a BOM', `\ufeff${lines(row(1))}`, ['2:ok']],
    ['gzip', gzipSync(lines(row(1))), ['2:ok']],
    ['two gzip members', Buffer.concat([gzipSync(lines(row(1))), gzipSync(`${row(2)}\n`)]), ['2:ok', '3:ok']],
    ['blank lines between', lines('', row(1), '  ', row(2)), ['3:ok', '5:ok']],
    ['columns in another order', `scope,capital,type,date,uscc,name\n${'a,b,c,d,e,f'}\n`, ['2:ok']],
    ['too few columns', lines('a,b', row(1)), ['2:columns', '3:ok']],
    ['too many columns', lines(`${row(1)},more`, row(2)), ['2:columns', '3:ok']],
    ['quoted commas and doubled quotes', lines(row(1, '"杭州""甲"", 乙"'), row(2)), ['2:ok', '3:ok']],
    ['a quote inside an unquoted field', lines(row(1, '杭州5"管件有限公司'), row(2)), ['2:ok', '3:ok']],
    ['a field over three lines', lines(row(1, '"杭州\n甲\n乙"'), row(2)), ['2:ok', '5:ok']],
    ['text after a closing quote', lines(row(1, '"杭州"甲'), row(2)), ['2:stray-quote', '3:ok']],
    [
      'an unterminated quote',
      lines(row(1, '"杭州'), row(2), row(3)),
      ['2:unterminated-quote', '3:ok', '4:ok'],
    ],
    [
      'an unterminated quote before quoted fields',
      lines(row(1, '"杭州'), row(2, '"甲, 乙"'), row(3)),
      ['2:unterminated-quote', '3:ok', '4:ok'],
    ],
    ['an unterminated quote at the end', lines(row(1), row(2, '"杭州')), ['2:ok', '3:unterminated-quote']],
    [
      'a quote that closes lines later into a wrong record',
      lines(row(1, '"杭州'), row(2), '甲",乙'),
      ['2:unterminated-quote', '3:ok', '4:columns'],
    ],
    ['a row too long', lines(row(1, 'x'.repeat(70_000)), row(2)), ['2:row-too-long', '3:ok']],
    ['a row of a megabyte without an end', lines(row(1)) + 'x'.repeat(1_000_000), ['2:ok', '3:row-too-long']],
    [
      'one row that is not UTF-8',
      Buffer.concat([Buffer.from(lines(row(1), row(2))), GBK_NAME, Buffer.from(`\n${row(3)}\n`)]),
      ['2:ok', '3:ok', '4:not-utf8', '5:ok'],
    ],
  ])('%s', async (_, content, expected) => {
    expect(await outcomes(content)).toEqual(expected);
    expect(await outcomes(content, 7)).toEqual(expected);
  });

  it('maps fields by their titles', async () => {
    const [record] = await readAll(sourceOf('scope,capital,type,date,uscc,name\na,b,c,d,e,f\n'));
    expect(record).toEqual({
      line: 2,
      raw: { scope: 'a', capital: 'b', typeText: 'c', registeredOn: 'd', uscc: 'e', name: 'f' },
    });
  });

  it('reads the same rows however the bytes are cut', async () => {
    const content = lines(row(1), row(2, '"甲\n乙"'), row(3, '"丙'), 'x', row(4));
    const whole = await readAll(sourceOf(content));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (chunkBytes) => {
        expect(await readAll(sourceOf(content, chunkBytes))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('gives every line of junk an answer and never throws but a Fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '甲') }), { maxLength: 12 }),
        async (parts) => {
          const records = await readAll(sourceOf(`${HEADER}\n${parts.join('\n')}\n${row(1)}\n`));
          const last = records.at(-1);
          expect(records.length).toBeGreaterThan(0);
          expect(records.map(({ line }) => line)).toEqual(
            [...records.map(({ line }) => line)].sort((a, b) => a - b),
          );
          expect(last).toBeDefined();
        },
      ),
    );
  });

  it('keeps good rows after any amount of broken quotes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('"', '"a', 'a"', '"a"b', '","', '"""', 'x,"y'), { maxLength: 8 }),
        async (broken) => {
          // A record over several lines must have all columns, so fragments cannot take the good row with them.
          const found = await outcomes(lines(...broken, row(1), row(2)));
          expect(found.slice(-2)).toEqual([`${broken.length + 2}:ok`, `${broken.length + 3}:ok`]);
        },
      ),
    );
  });
});
