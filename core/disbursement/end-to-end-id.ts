// The names money travels under: fixed by content alone, so that a resend can never become a second payment.
import { hash } from 'node:crypto';
import { assert } from '../kernel/fault.ts';

/** Crockford's base 32: no I, L, O or U, so that an id read aloud or off paper is not misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The EndToEndId of one leg of a claim in one round: `E` and 32 characters of [0-9A-HJKMNP-TV-Z], 160 bits of SHA-256.
 * The same arguments always give the same id; a new id is legal only in a new round, after a confirmed reject or return.
 * @param claimId the claim's permanent key, not empty
 * @param leg the treasury's part, and the payee line where a claim has several; not empty
 * @param round 1 or more, raised only by a confirmed reject or return
 * @throws a defect when an argument is out of range
 */
export function endToEndId(claimId: string, leg: string, round: number): string {
  assert(claimId !== '' && leg !== '', 'an EndToEndId needs a claim and a leg');
  assert(Number.isSafeInteger(round) && round >= 1, `a round is a whole number from 1, not ${round}`);
  return `E${hashName('end-to-end-id/1', [claimId, leg, round])}`;
}

/**
 * 32 characters of [0-9A-Z] naming any JSON content: 160 bits, a collision among 10^12 names has a chance below 10^-24.
 * @param purpose separates the kinds of names, so that equal contents of two kinds never share one
 * @param content encoded as JSON, whose quotes and commas keep ['a','bc'] apart from ['ab','c']
 */
export function hashName(purpose: string, content: readonly unknown[]): string {
  const digest = hash('sha256', JSON.stringify([purpose, ...content]), 'buffer');
  let name = '';
  let bits = 0;
  let count = 0;
  for (const byte of digest.subarray(0, 20)) {
    bits = ((bits & 0b1111) << 8) | byte;
    for (count += 8; count >= 5; count -= 5) name += ALPHABET.charAt((bits >> (count - 5)) & 0b11111);
  }
  return name;
}

/** Whether a text has the form that this house's rails accept as EndToEndId: 1 to 35 of [A-Z0-9]. */
export const isEndToEndId = (text: string): boolean => /^[A-Z0-9]{1,35}$/.test(text);
