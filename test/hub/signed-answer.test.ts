// A signature covers everything that an answer says, whatever the order of its keys.
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import {
  answerIsGenuine,
  answerText,
  readPublicKey,
  type SignedAnswer,
} from '../../core/hub/signed-answer.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = readPublicKey(String(publicKey.export({ format: 'jwk' }).x));
const unsigned = {
  department: 'tax',
  uscc: '91330100799655058B',
  values: { taxPaid2019: 5400000, taxCredit: null, grown: true },
  asOf: '2020-02-29',
  nonce: 'a-nonce-of-enough-length',
};
const answer: SignedAnswer = {
  ...unsigned,
  signature: sign(null, Buffer.from(answerText(unsigned)), privateKey).toString('base64url'),
};

describe('a signed answer', () => {
  it('is genuine as it came, whatever the order of its keys', () => {
    const shuffled = { ...answer, values: { grown: true, taxCredit: null, taxPaid2019: 5400000 } };
    expect(answerIsGenuine(answer, key)).toBe(true);
    expect(answerIsGenuine(shuffled, key)).toBe(true);
  });

  it.each([
    ['another value', { values: { ...answer.values, taxPaid2019: 5400001 } }],
    ['a null made zero', { values: { ...answer.values, taxCredit: 0 } }],
    ['one value more', { values: { ...answer.values, extra: 1 } }],
    ['one value less', { values: { taxPaid2019: 5400000, taxCredit: null } }],
    ['another enterprise', { uscc: '9144030071526726XG' }],
    ['another department', { department: 'credit' }],
    ['another day', { asOf: '2020-03-01' }],
    ['another nonce', { nonce: 'a-nonce-of-another-question' }],
    ['a signature of nothing', { signature: '' }],
    ['a truncated signature', { signature: answer.signature.slice(0, 80) }],
  ])('is not genuine with %s', (_name, change) => {
    expect(answerIsGenuine({ ...answer, ...change }, key)).toBe(false);
  });

  it('is not genuine under another key', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    expect(answerIsGenuine(answer, readPublicKey(String(other.x)))).toBe(false);
  });
});

describe('canonical JSON', () => {
  it('says the same as JSON, and says it once for every order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonicalJson(value);
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed)).toBe(text);
      }),
    );
  });

  it.each([[NaN], [Infinity], [() => 1], [1n], [Symbol('x')]])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
