// The sandbox departments' signing keys follow from the seed, so that receipts stay verifiable after a restart.
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** DER around a raw Ed25519 private key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface DepartmentKeys {
  readonly privateKey: KeyObject;
  /** Raw public key, base64url: as in the registry of sources. */
  readonly publicKey: string;
}

/** Sandbox only: whoever knows the seed can sign. A real department makes its own key and publishes the public half. */
export function departmentKeys(department: string, seed: number): DepartmentKeys {
  const secret = createHash('sha256').update(`zhida sandbox department ${department} ${seed}`).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has no x');
  return { privateKey, publicKey: x };
}
