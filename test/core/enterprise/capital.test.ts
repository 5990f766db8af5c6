// Every spelling and currency of capital that the real register has, then what must stay unknown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCapital } from '../../../core/enterprise/capital.ts';

describe('parseCapital', () => {
  it.each([
    // The spellings of the real register.
    ['200(万元人民币)', 'CNY', 200_000_000, true],
    ['2,007.9000(万元人民币)', 'CNY', 2_007_900_000, true],
    ['1,795,969.6778(万元人民币)', 'CNY', 1_795_969_677_800, true],
    ['102(万)', 'CNY', 102_000_000, false],
    ['515.5万人民币', 'CNY', 515_500_000, false],
    ['50万元人民币', 'CNY', 50_000_000, false],
    ['50万人民币元', 'CNY', 50_000_000, false],
    ['50(万元)', 'CNY', 50_000_000, false],
    ['50(万人民币元)', 'CNY', 50_000_000, false],
    ['50(万元(人民币))', 'CNY', 50_000_000, false],
    ['14万美元', 'USD', 14_000_000, false],
    // Its seven foreign currencies.
    ['5,433.3333(万美元)', 'USD', 5_433_333_300, true],
    ['80(万香港元)', 'HKD', 80_000_000, true],
    ['938,822.4476(万日元)', 'JPY', 9_388_224_476, true],
    ['12.5(万欧元)', 'EUR', 12_500_000, true],
    ['3.5(万英镑)', 'GBP', 3_500_000, true],
    ['7(万新加坡元)', 'SGD', 7_000_000, true],
    ['30(万法国法郎)', 'FRF', 30_000_000, true],
    // Small and nothing: a written zero is zero.
    ['0.00015万人民币', 'CNY', 150, false],
    ['0万人民币', 'CNY', 0, false],
    // What other registers write.
    ['人民币500万元整', 'CNY', 500_000_000, false],
    ['３００万元', 'CNY', 300_000_000, false],
    ['３００（万元人民币）', 'CNY', 300_000_000, false],
    ['1.2亿元', 'CNY', 12_000_000_000, false],
    ['￥1,000,000', 'CNY', 100_000_000, false],
    ['RMB 5000000元', 'CNY', 500_000_000, false],
    ['500000元', 'CNY', 50_000_000, false],
    ['USD 20万', 'USD', 20_000_000, false],
    ['20万 usd', 'USD', 20_000_000, false],
    ['美元500万元', 'USD', 500_000_000, false],
  ] as const)('%s is %s %d', (text, currency, amountMinor, standard) => {
    expect(parseCapital(text)).toEqual({ state: 'known', currency, amountMinor, rounded: false, standard });
  });

  it.each([
    ['1,111.1111115(万元人民币)', 1_111_111_111, true],
    ['1,111.111111(万元人民币)', 1_111_111_111, false],
    ['0.0000001万人民币', 0, true],
  ])('%s keeps whole fen and says whether it dropped any', (text, amountMinor, rounded) => {
    expect(parseCapital(text)).toMatchObject({ state: 'known', amountMinor, rounded });
  });

  it.each(['', 'N/A', 'n/a', '-', '--', '—', '无', '缺省', ' ', '\u3000', 'null'])(
    '%j says nothing',
    (text) => {
      expect(parseCapital(text)).toEqual({ state: 'absent' });
    },
  );

  it.each([
    ['5', 'no-unit'],
    ['1,000', 'no-unit'],
    ['万元', 'shape'],
    ['-5万元', 'shape'],
    ['1,00万元', 'shape'],
    ['1.2.3万元', 'shape'],
    ['5万-10万元', 'shape'],
    ['5万比索', 'currency'],
    ['美元5万日元', 'currency'],
    ['9,999,999,999,999,999(万元人民币)', 'too-large'],
    ['以工商登记为准', 'shape'],
  ])('%s is unreadable (%s), which is not zero', (text, code) => {
    expect(parseCapital(text)).toEqual({ state: 'unreadable', code });
  });

  it('reads back every amount of whole yuan as registers print it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900_000_000_000 }), (yuan) => {
        const grouped = Math.floor(yuan / 10_000).toLocaleString('en-US');
        const text = `${grouped}.${String(yuan % 10_000).padStart(4, '0')}(万元人民币)`;
        expect(parseCapital(text)).toMatchObject({
          state: 'known',
          amountMinor: yuan * 100,
          rounded: false,
          standard: true,
        });
      }),
    );
  });

  it('never throws and never makes an amount of text without digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const reading = parseCapital(text);
        if (!/[\d\uff10-\uff19]/.test(text)) expect(reading.state).not.toBe('known');
      }),
    );
  });
});
