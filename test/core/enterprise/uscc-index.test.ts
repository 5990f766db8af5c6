// The compact index of codes does what a Map does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticUscc } from '../../../core/enterprise/uscc.ts';
import { UsccIndex } from '../../../core/enterprise/uscc-index.ts';

describe('UsccIndex', () => {
  it('answers as a Map would, through growth and with codes that are close', () => {
    const code = fc
      .tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('330100', '330101', '000000', '999999'),
        fc.constantFrom('91', '92', 'Y1'),
      )
      .map(([serial, area, kind]) => syntheticUscc(serial, area, kind));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 300 }), (codes) => {
        const index = new UsccIndex(2);
        const map = new Map<string, number>();
        codes.forEach((uscc, at) => {
          expect(index.add(uscc, at + 1)).toBe(map.get(uscc));
          if (!map.has(uscc)) map.set(uscc, at + 1);
        });
        expect(index.size).toBe(map.size);
      }),
    );
  });

  it('keeps 200,000 codes apart', () => {
    const index = new UsccIndex();
    for (let serial = 0; serial < 200_000; serial++)
      expect(index.add(syntheticUscc(serial, '330106'), serial + 1)).toBeUndefined();
    expect(index.add(syntheticUscc(123_456, '330106'), 999_999)).toBe(123_457);
    expect(index.size).toBe(200_000);
  });

  it('refuses line 0, which marks an empty slot', () => {
    expect(() => new UsccIndex().add(syntheticUscc(1, '330106'), 0)).toThrow(RangeError);
  });
});
