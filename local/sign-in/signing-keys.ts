// The issuer's keys: made once and kept in the data directory, so that tokens outlive a restart.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface SigningKeys {
  readonly jwk: JWK;
  readonly cookieKey: string;
}

async function makeKeys(): Promise<SigningKeys> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { jwk: { ...jwk, kid, use: 'sig', alg: 'ES256' }, cookieKey: randomBytes(32).toString('base64url') };
}

/** Reads the keys in `folder`, or makes them; without a folder they last as long as the process. */
export async function signingKeys(folder: string | undefined): Promise<SigningKeys> {
  if (folder === undefined) return makeKeys();
  const file = path.join(folder, 'sign-in-keys.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as SigningKeys;
  } catch {
    const keys = await makeKeys();
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.next`, JSON.stringify(keys), { mode: 0o600 });
    await rename(`${file}.next`, file);
    return keys;
  }
}
