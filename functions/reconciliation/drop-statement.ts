// Use case: a bank file handed in by a person goes the way of every bank file: into the bank's folder, by its content.
import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';

/** @returns the key under which it is taken @throws Fault invalid at once for what is no bank file */
export async function dropStatement(deps: Deps, content: string): Promise<{ key: string }> {
  const bytes = new TextEncoder().encode(content);
  deps.readBankFile(bytes);
  const key = `bank-in/by-hand-${createHash('sha256').update(bytes).digest('hex')}.xml`;
  await deps.files.put('bank', key, bytes, { contentType: 'application/xml', onlyIfAbsent: true });
  return { key };
}
