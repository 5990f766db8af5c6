// Remembers ClientRequestTokens for ten minutes, across restarts, so that a transaction sent twice is applied once.
import { hash } from 'node:crypto';
import { awsError } from './aws-error.ts';
import type { LevelOperation } from './dynalite-internals.ts';
import type { RequestBody } from './engine-context.ts';
import { LAST_CHARACTER } from './row-key.ts';
import type { RowStore } from './row-store.ts';

const TOKEN_PREFIX = 'k~';
const KEPT_MS = 10 * 60_000;

interface Remembered {
  readonly atMs: number;
  readonly fingerprint: string;
}

export class IdempotencyTokens {
  /** In the order of arrival, which a Map keeps: the oldest expire from the front. */
  readonly #tokens = new Map<string, Remembered>();

  async load(store: RowStore): Promise<void> {
    const found: [string, Remembered][] = [];
    for await (const [key, row] of store.range({ gte: TOKEN_PREFIX, lt: TOKEN_PREFIX + LAST_CHARACTER })) {
      const [atMs, fingerprint] = row.split(' ');
      found.push([key.slice(TOKEN_PREFIX.length), { atMs: Number(atMs), fingerprint: fingerprint ?? '' }]);
    }
    found.sort(([, a], [, b]) => a.atMs - b.atMs);
    for (const [token, remembered] of found) this.#tokens.set(token, remembered);
  }

  /**
   * True when the same request was applied under this token within ten minutes.
   * @throws AwsError IdempotentParameterMismatchException when another request was
   */
  isRepeat(token: string, fingerprint: string, nowMs: number): boolean {
    const earlier = this.#tokens.get(token);
    if (!earlier || nowMs - earlier.atMs > KEPT_MS) return false;
    if (earlier.fingerprint === fingerprint) return true;
    throw awsError(
      'IdempotentParameterMismatchException',
      'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
    );
  }

  /** The rows that remember this token and forget expired ones, to go into the transaction's own commit. */
  remember(token: string, fingerprint: string, nowMs: number): LevelOperation[] {
    const rows = this.#forgetExpired(nowMs);
    this.#tokens.delete(token);
    this.#tokens.set(token, { atMs: nowMs, fingerprint });
    rows.push({ type: 'put', key: TOKEN_PREFIX + token, value: `${nowMs} ${fingerprint}` });
    return rows;
  }

  #forgetExpired(nowMs: number): LevelOperation[] {
    const rows: LevelOperation[] = [];
    for (const [token, { atMs }] of this.#tokens) {
      if (nowMs - atMs <= KEPT_MS) break;
      this.#tokens.delete(token);
      rows.push({ type: 'del', key: TOKEN_PREFIX + token });
    }
    return rows;
  }
}

/**
 * Tells requests under one token apart by their text: an SDK's retry sends the same, and a change of any parameter,
 * which AWS refuses too, changes it.
 */
export const fingerprintOf = (body: RequestBody): string => hash('sha1', body, 'base64');
