// The code's checks against published examples, and properties: valid ones pass, any one wrong character does not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUscc, syntheticUscc, USCC_ALPHABET } from '../../../core/enterprise/uscc.ts';

const serial = fc.integer({ min: 0, max: 99_999_999 });
const area = fc.integer({ min: 0, max: 999_999 }).map((value) => String(value).padStart(6, '0'));
const kind = fc.constantFrom('91', '92', '93', '51', 'Y1');
const code = fc.tuple(serial, area, kind).map(([number, place, form]) => syntheticUscc(number, place, form));

describe('parseUscc', () => {
  it.each([
    ['91350100M000100Y43', []],
    ['91330100799655058B', []],
    ['9144030071526726XG', []],
    ['91330109x09256432K', ['uscc-case']],
    [' 91330100799655058B ', ['uscc-blanks']],
    ['9133 0100 7996 5505 8B', ['uscc-blanks']],
    ['91330100-79965505-8B', ['uscc-blanks']],
    ['９１３３０１００７９９６５５０５８Ｂ', ['uscc-width']],
    ['９１330100799655058b\u3000', ['uscc-width', 'uscc-blanks', 'uscc-case']],
  ])('%j is read with repairs %j', (text, repairs) => {
    expect(parseUscc(text)).toMatchObject({ ok: true, repairs });
  });

  it.each([
    ['', 'uscc-missing'],
    ['N/A', 'uscc-missing'],
    ['\u3000', 'uscc-missing'],
    ['9133010079965505B', 'uscc-length'],
    ['91330100799655058BB', 'uscc-length'],
    ['9133010079965505OB', 'uscc-character'],
    ['9133010079965505ÀB', 'uscc-character'],
    ['91A30100799655058B', 'uscc-area'],
    ['91330100799655068B', 'uscc-organisation-check'],
    ['91350100M000100Y4Z', 'uscc-character'],
    ['91350100M000100Y4E', 'uscc-check-digit'],
  ])('%j is refused: %s', (text, fault) => {
    expect(parseUscc(text)).toEqual({ ok: false, code: fault });
  });

  it('reads every valid code as it stands', () => {
    fc.assert(
      fc.property(code, (uscc) => {
        expect(parseUscc(uscc)).toEqual({ ok: true, uscc, repairs: [] });
      }),
    );
  });

  it('refuses any one character changed', () => {
    const other = fc.tuple(code, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...USCC_ALPHABET));
    fc.assert(
      fc.property(other, ([uscc, at, character]) => {
        fc.pre(uscc.charAt(at) !== character);
        expect(parseUscc(uscc.slice(0, at) + character + uscc.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('gives the same code for any spelling of it, and says that it repaired', () => {
    const spelling = fc.constantFrom<(uscc: string) => string>(
      (uscc) => ` ${uscc}`,
      (uscc) => `${uscc.slice(0, 8)} ${uscc.slice(8)}`,
      (uscc) => uscc.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    );
    fc.assert(
      fc.property(code, spelling, (uscc, spell) => {
        const reading = parseUscc(spell(uscc));
        expect(reading).toMatchObject({ ok: true, uscc });
        expect(reading.ok && reading.repairs.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseUscc(text).ok).toBe('boolean');
      }),
    );
  });
});
