// A proof in the table: short ones readable, long ones compressed, and none that an item of DynamoDB cannot hold.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packProof, unpackProof } from '../../adapters/dynamodb/packed-proof.ts';
import { Fault } from '../../core/kernel/fault.ts';

const proofOf = (bytes: number) => ({ why: 'x'.repeat(bytes - '{"why":""}'.length) });

describe('a proof', () => {
  it('of up to a kilobyte is kept as text, a longer one in a fraction of its bytes', () => {
    expect(packProof(proofOf(1024))).toBe(JSON.stringify(proofOf(1024)));
    const packed = packProof(proofOf(1025));
    expect(packed).toBeInstanceOf(Uint8Array);
    expect(packed.length).toBeLessThan(100);
    // What counts is bytes: a Chinese character is three.
    expect(packProof({ why: '补'.repeat(400) })).toBeInstanceOf(Uint8Array);
  });

  it.each([10, 1024, 1025, 500_000])('of %d bytes is read as it was written', (bytes) => {
    expect(unpackProof(packProof(proofOf(bytes)))).toEqual(proofOf(bytes));
    expect(unpackProof(packProof({ why: '补'.repeat(bytes) }))).toEqual({ why: '补'.repeat(bytes) });
  });

  it('that no item holds is refused in words that say what to do', () => {
    const proof = { why: randomBytes(450_000).toString('base64') };
    let fault: unknown;
    try {
      packProof(proof);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(Fault);
    expect((fault as Fault).code).toBe('unprocessable');
    expect((fault as Fault).detail).toMatchObject({
      reason: 'proof-too-large',
      zh: expect.stringContaining('较短的名单') as string,
      en: expect.stringContaining('declares a shorter one') as string,
      evidence: { packedBytesMax: 389_120 },
    });
  });
});
