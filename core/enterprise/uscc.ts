// The unified social credit code 统一社会信用代码: the key of every enterprise, checked in full before anything is stored.

/** GB 32100-2015, table 2: the values 0-30 in order; I, O, S, V and Z are not used. */
export const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** GB 11714-1997: the weights of an organisation code's eight characters, whose values are 0-9 and A=10 … Z=35. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type UsccRepairKind = 'uscc-case' | 'uscc-width' | 'uscc-blanks';
export type UsccFaultCode =
  | 'uscc-missing'
  | 'uscc-length'
  | 'uscc-character'
  | 'uscc-area'
  | 'uscc-organisation-check'
  | 'uscc-check-digit';

/** Either the code in its standard form with what had to be put right, or the first thing wrong with it. */
export type UsccReading =
  | { readonly ok: true; readonly uscc: string; readonly repairs: readonly UsccRepairKind[] }
  | { readonly ok: false; readonly code: UsccFaultCode };

/**
 * The check character of a code's first 17 characters: alphabet[(31 − Σ value × weight mod 31) mod 31].
 * Source: GB 32100-2015 §4.5. A character outside the alphabet is a defect: check before.
 */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  for (let index = 0; index < CODE_WEIGHTS.length; index++) {
    const value = USCC_ALPHABET.indexOf(first17.charAt(index));
    if (value < 0 || first17.length !== 17)
      throw new Error(`not the first 17 characters of a USCC: ${first17}`);
    sum += value * (CODE_WEIGHTS[index] ?? 0);
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The check character of an organisation code's eight characters: 11 − Σ mod 11, with 10 → X and 11 → 0 (GB 11714). */
export function organisationCheckCharacter(first8: string): string {
  let sum = 0;
  for (let index = 0; index < ORGANISATION_WEIGHTS.length; index++) {
    sum += BASE36.indexOf(first8.charAt(index)) * (ORGANISATION_WEIGHTS[index] ?? 0);
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Full-width ASCII to half-width; the ideographic space counts as a blank. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));

/**
 * Reads a code as people write it: case, full-width characters, blanks and hyphens are put right and named as repairs;
 * nothing else is guessed. Checks length, alphabet, a numeric area, the organisation code's own check and the last character.
 */
export function parseUscc(text: string): UsccReading {
  const repairs: UsccRepairKind[] = [];
  let uscc = narrow(text);
  if (uscc !== text) repairs.push('uscc-width');
  const joined = uscc.replace(/[\s\u200b\ufeff\u2010-\u2015-]/gu, '');
  if (joined !== uscc) repairs.push('uscc-blanks');
  uscc = joined.toUpperCase();
  if (uscc !== joined) repairs.push('uscc-case');
  if (uscc === '' || uscc === 'N/A' || uscc === 'NULL') return { ok: false, code: 'uscc-missing' };
  if (uscc.length !== 18) return { ok: false, code: 'uscc-length' };
  for (const character of uscc)
    if (!USCC_ALPHABET.includes(character)) return { ok: false, code: 'uscc-character' };
  if (!/^\d{6}$/.test(areaOfUscc(uscc))) return { ok: false, code: 'uscc-area' };
  if (organisationCheckCharacter(uscc.slice(8, 16)) !== uscc.charAt(16))
    return { ok: false, code: 'uscc-organisation-check' };
  if (usccCheckCharacter(uscc.slice(0, 17)) !== uscc.charAt(17))
    return { ok: false, code: 'uscc-check-digit' };
  return { ok: true, uscc, repairs };
}

/** Characters 3-8: the area code (GB/T 2260) of the authority that registered it. */
export const areaOfUscc = (uscc: string): string => uscc.slice(2, 8);

/**
 * A valid code for tests and synthetic registers, the same for the same numbers.
 * @param serial 0 … 99,999,999, becomes the organisation code's eight digits
 * @param area six digits
 * @param kind authority and class, for example `91` an enterprise, `92` an individual business
 */
export function syntheticUscc(serial: number, area: string, kind = '91'): string {
  const organisation = String(serial).padStart(8, '0');
  const first17 = `${kind}${area}${organisation}${organisationCheckCharacter(organisation)}`;
  return first17 + usccCheckCharacter(first17);
}
