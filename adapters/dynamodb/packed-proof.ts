// A decision's proof as one attribute: JSON, compressed unless short, so that lists of thousands of lines fit an item of 400 KB.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { Fault } from '../../core/kernel/fault.ts';
import type { FlowEvent } from '../../functions/ports.ts';

type Proof = NonNullable<FlowEvent['proof']>;

/** Shorter texts stay readable in the table; compressing them would save nothing. */
const PLAIN_BYTES_MAX = 1024;
/** DynamoDB's 400 KB for an item, less what stands beside the proof. */
const PACKED_BYTES_MAX = 380 * 1024;
/** Fast, and over a window that holds a whole list: each line's key stands in it more than once. */
const COMPRESSION = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
};

/** @throws Fault unprocessable (`proof-too-large`): about ten thousand lines fit */
export function packProof(proof: Proof): string | Uint8Array {
  const text = JSON.stringify(proof);
  const bytes = Buffer.from(text);
  if (bytes.length <= PLAIN_BYTES_MAX) return text;
  const packed = brotliCompressSync(bytes, COMPRESSION);
  if (packed.length > PACKED_BYTES_MAX)
    throw new Fault('unprocessable', {
      reason: 'proof-too-large',
      zh: '名单过长，无法在一次申报中办理；请由企业上报较短的名单，分次申报',
      en: 'The list is too long for one application; the enterprise declares a shorter one and claims in turns',
      evidence: { packedBytes: packed.length, packedBytesMax: PACKED_BYTES_MAX },
    });
  return packed;
}

/** @param attribute as the store returns it, in either form */
export const unpackProof = (attribute: string | Uint8Array): Proof =>
  JSON.parse(
    typeof attribute === 'string' ? attribute : brotliDecompressSync(attribute).toString('utf8'),
  ) as Proof;
