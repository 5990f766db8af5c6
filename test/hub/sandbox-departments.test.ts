// Departments over real HTTP: slow, failing, down, forged, replayed; what cannot be believed is not an answer.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpDepartments, type HttpDepartmentsOptions } from '../../adapters/department/http-department.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { readPublicKey } from '../../core/hub/signed-answer.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { factsOf } from '../../local/sandbox/departments/facts-of.ts';
import {
  startSandboxDepartments,
  type SandboxDepartments,
} from '../../local/sandbox/departments/start-sandbox-departments.ts';

const USCC = '91330100799655058B';
const purpose = { applicationId: `p01.${USCC}.once`, policyId: 'p01', policyVersion: 1 };
let sandbox: SandboxDepartments;
const post = (path: string, body: unknown) =>
  fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const set = (change: object) => post('/settings', change);
const departments = (options: Partial<HttpDepartmentsOptions> = {}) =>
  httpDepartments({ sources: sandbox.sources, timeoutMs: 500, pauseMs: 1, ...options });

/** The reason and cause of the fault that a promise ends in. */
const causeOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`);
  return [error.code, error.detail.reason, error.detail.evidence?.['cause']];
};

beforeAll(async () => {
  sandbox = await startSandboxDepartments({ seed: 7 });
});
afterAll(() => sandbox.close());

describe('a sandbox department', () => {
  it('answers several items of one enterprise in one signed answer, as the facts are', async () => {
    const answer = await departments().ask('tax', USCC, ['taxPaid2019', 'taxCredit'], purpose);
    const { taxPaid2019, taxCredit } = factsOf(USCC, {}, 7);
    expect(answer.values).toEqual({ taxPaid2019, taxCredit });
    expect(answer.asOf).toBe('2020-02-29');
  });

  it('answers a predicate with true or false and keeps the figure at home', async () => {
    const { insuredStaff } = factsOf(USCC, {}, 7);
    const [below, above] = [`insuredStaff<=${Number(insuredStaff)}`, `insuredStaff>${Number(insuredStaff)}`];
    const answer = await departments().ask('human-resources', USCC, [below, above], purpose);
    expect(answer.values).toEqual({ [below]: true, [above]: false });
  });

  it('says, signed, that it holds nothing of a code with a wrong check digit', async () => {
    const answer = await departments().ask('tax', '91330100799655058C', ['taxPaid2019'], purpose);
    expect(answer.values).toEqual({ taxPaid2019: null });
  });

  it('does not hold what its settings say it does not, the same each time', async () => {
    await set({ department: 'tax', notHeldRate: 1 });
    const answer = await departments().ask('tax', USCC, ['taxPaid2019'], purpose);
    await set({ department: 'tax', notHeldRate: 0 });
    expect(answer.values).toEqual({ taxPaid2019: null });
  });

  it('releases columns for many enterprises as one signed block', async () => {
    const usccs = [USCC, '9144030071526726XG'];
    const response = await post('/departments/statistics/releases', {
      items: ['sector', 'sizeClass'],
      usccs,
    });
    const { signature, ...block } = (await response.json()) as { signature: string; rows: unknown[][] };
    expect(block.rows).toEqual(
      usccs.map((uscc) => [factsOf(uscc, {}, 7)['sector'], factsOf(uscc, {}, 7)['sizeClass']]),
    );
    const key = readPublicKey(sandbox.publicKeys['statistics'] ?? '');
    expect(verify(null, Buffer.from(canonicalJson(block)), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });

  it.each([
    ['/departments/tax/answers', '{"uscc":', 400],
    ['/departments/tax/answers', { uscc: USCC }, 400],
    ['/departments/tax/answers', { uscc: 'x', items: ['taxPaid2019'], nonce: 'n'.repeat(20), purpose }, 400],
    [
      '/departments/tax/answers',
      { uscc: USCC, items: ['insuredStaff'], nonce: 'n'.repeat(20), purpose },
      422,
    ],
    ['/departments/tax/answers', { uscc: USCC, items: ['taxPaid2019'], nonce: 'n'.repeat(20) }, 400],
    ['/departments/moon/answers', {}, 404],
    ['/departments/tax/answers', 'x'.repeat(300_000), 413],
    ['/settings', { failureRate: 2 }, 400],
    ['/settings', { department: 'moon', down: true }, 404],
  ])('refuses %s %j with %i', async (path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });
});

describe('asking departments over HTTP', () => {
  it('tries again after a failure, and gives up after its attempts', async () => {
    await set({ department: 'credit', failureRate: 0.5 });
    const source = departments({ attemptsMax: 20 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => source.ask('credit', USCC, ['zombie'], purpose)),
    );
    expect(answers).toHaveLength(20);
    await set({ department: 'credit', failureRate: 0, down: true });
    expect(await causeOf(departments().ask('credit', USCC, ['zombie'], purpose))).toEqual([
      'unavailable',
      'department-down',
      'http-503',
    ]);
    await set({ department: 'credit', down: false });
  });

  it('waits no longer than its time limit', async () => {
    await set({ department: 'science', latencyMs: 2_000 });
    const begun = performance.now();
    const cause = await causeOf(
      departments({ timeoutMs: 50, attemptsMax: 2 }).ask('science', USCC, ['highTech'], purpose),
    );
    await set({ department: 'science', latencyMs: 0 });
    expect(cause).toEqual(['unavailable', 'department-down', 'time-out']);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('opens its breaker after failures in a row, lets one trial through, and closes again', async () => {
    let nowMs = 0;
    const source = departments({
      attemptsMax: 1,
      breaker: { failuresMax: 2, openMs: 1_000 },
      nowMs: () => nowMs,
    });
    const ask = () => source.ask('utilities', USCC, ['industrialMeter'], purpose);
    await set({ department: 'utilities', down: true });
    expect(await causeOf(ask())).toContain('http-503');
    expect(await causeOf(ask())).toContain('http-503');
    await set({ department: 'utilities', down: false });
    expect(await causeOf(ask())).toContain('breaker-open');
    await source.ask('tax', USCC, ['taxCredit'], purpose);
    nowMs = 1_001;
    const both = await Promise.allSettled([ask(), ask()]);
    expect(both.map((each) => each.status)).toEqual(['fulfilled', 'rejected']);
    await ask();
  });

  it('knows no department that is not registered', async () => {
    expect(await causeOf(departments().ask('moon', USCC, ['phase'], purpose))).toEqual([
      'not-found',
      'department-unknown',
      undefined,
    ]);
  });
});

describe('an answer that cannot be believed', () => {
  let answerWith: (genuine: Record<string, unknown>) => unknown;
  let proxy: Server;
  let url: string;

  beforeAll(async () => {
    proxy = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void post('/departments/tax/answers', Buffer.concat(chunks).toString())
          .then((genuine) => genuine.json())
          .then((genuine) => answerWith(genuine as Record<string, unknown>))
          .then((body) => response.end(typeof body === 'string' ? body : JSON.stringify(body)));
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => proxy.close(resolve)));

  const ask = () =>
    departments({
      sources: { tax: { url, publicKey: sandbox.publicKeys['tax'] ?? '' } },
      bytesMax: 4_096,
    }).ask('tax', USCC, ['taxPaid2019'], purpose);

  it('is believed when nobody touches it', async () => {
    answerWith = (genuine) => genuine;
    expect((await ask()).values).toHaveProperty('taxPaid2019');
  });

  it.each<[string, (genuine: Record<string, unknown>) => unknown]>([
    ['signature-wrong', (genuine) => ({ ...genuine, values: { taxPaid2019: 1 } })],
    ['signature-wrong', (genuine) => ({ ...genuine, asOf: '2020-03-31' })],
    ['answer-replayed', (genuine) => ({ ...genuine, nonce: 'an-older-nonce' })],
    ['answer-for-another', (genuine) => ({ ...genuine, uscc: '9144030071526726XG' })],
    ['answer-for-another', (genuine) => ({ ...genuine, department: 'credit' })],
    ['answer-incomplete', (genuine) => ({ ...genuine, values: {} })],
    ['answer-malformed', (genuine) => ({ ...genuine, signature: undefined })],
    ['answer-malformed', () => ['nothing']],
    ['answer-not-json', () => '<html>busy</html>'],
    ['answer-too-large', () => ({ filler: 'x'.repeat(10_000) })],
  ])('%s', async (cause, change) => {
    answerWith = change;
    expect(await causeOf(ask())).toEqual(['unavailable', 'department-down', cause]);
  });
});
