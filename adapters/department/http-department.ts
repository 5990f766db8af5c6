// Asks departments over HTTP: bounded in time, size and attempts, and believes only what the department's key has signed.
import { randomUUID, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubSource, HubSources } from '../../core/hub/hub-source.ts';
import {
  answerIsGenuine,
  readPublicKey,
  signedAnswerSchema,
  type SignedAnswer,
} from '../../core/hub/signed-answer.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { DepartmentSource, Purpose } from '../../functions/ports.ts';
import { CircuitBreaker, type BreakerSettings } from './circuit-breaker.ts';
import { postJson, type PostResult } from './post-json.ts';

export interface HttpDepartmentsOptions {
  readonly sources: HubSources;
  /** For one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number;
  readonly attemptsMax?: number;
  /** Before the second attempt; doubled before each further one. */
  readonly pauseMs?: number;
  readonly bytesMax?: number;
  readonly breaker?: BreakerSettings;
  /** Real time: the breaker's clock. */
  readonly nowMs?: () => number;
}

interface KnownSource {
  readonly answersUrl: URL;
  readonly key: KeyObject;
}

const knownSource = ({ url, publicKey }: HubSource): KnownSource => ({
  answersUrl: new URL(`${url.replace(/\/$/, '')}/answers`),
  key: readPublicKey(publicKey),
});

/** Retryable: the application waits for the department and is taken up again. */
const departmentDown = (department: string, reason: string): Fault =>
  new Fault('unavailable', {
    reason: 'department-down',
    zh: `部门数据暂不可用：${department}`,
    en: `The department is not answering: ${department}`,
    evidence: { department, cause: reason },
  });

/**
 * The port `DepartmentSource` over HTTP. A question may hold item keys and predicates.
 * @throws Fault unavailable (`department-down`) after time-outs, refusals, forged or incomplete answers, or an open breaker;
 *   Fault not-found (`department-unknown`) when no source of that id is registered
 */
export function httpDepartments(options: HttpDepartmentsOptions): DepartmentSource {
  const sources = new Map(Object.entries(options.sources).map(([id, source]) => [id, knownSource(source)]));
  const breaker = new CircuitBreaker(options.breaker ?? { failuresMax: 5, openMs: 5_000 });
  const nowMs = options.nowMs ?? Date.now;
  const limits = { timeoutMs: options.timeoutMs ?? 2_000, bytesMax: options.bytesMax ?? 262_144 };

  async function attempt(url: URL, question: unknown): Promise<PostResult> {
    let result = await postJson(url, question, limits);
    for (let tries = 1; result.outcome === 'transient' && tries < (options.attemptsMax ?? 3); tries += 1) {
      await sleep((options.pauseMs ?? 50) * 2 ** (tries - 1) * (0.5 + Math.random()));
      result = await postJson(url, question, limits);
    }
    return result;
  }

  async function ask(
    department: string,
    uscc: string,
    items: readonly string[],
    purpose: Purpose,
  ): Promise<SignedAnswer> {
    const source = sources.get(department);
    if (!source) throw new Fault('not-found', { reason: 'department-unknown', evidence: { department } });
    if (!breaker.admits(department, nowMs())) throw departmentDown(department, 'breaker-open');
    const nonce = randomUUID();
    const result = await attempt(source.answersUrl, { uscc, items, nonce, purpose });
    const answer =
      result.outcome === 'ok'
        ? trusted(result.body, { department, uscc, items, nonce }, source.key)
        : result.reason;
    if (typeof answer === 'string') {
      breaker.failed(department, nowMs());
      throw departmentDown(department, answer);
    }
    breaker.succeeded(department);
    return answer;
  }
  return { ask };
}

interface Expected {
  readonly department: string;
  readonly uscc: string;
  readonly items: readonly string[];
  readonly nonce: string;
}

/** The answer, or in one word why it cannot be believed. */
function trusted(body: unknown, expected: Expected, key: KeyObject): SignedAnswer | string {
  const parsed = signedAnswerSchema.safeParse(body);
  if (!parsed.success) return 'answer-malformed';
  const answer = parsed.data;
  if (answer.nonce !== expected.nonce) return 'answer-replayed';
  if (answer.department !== expected.department || answer.uscc !== expected.uscc) return 'answer-for-another';
  const keys = Object.keys(answer.values);
  if (
    keys.length !== expected.items.length ||
    !expected.items.every((item) => Object.hasOwn(answer.values, item))
  ) {
    return 'answer-incomplete';
  }
  return answerIsGenuine(answer, key) ? answer : 'signature-wrong';
}
