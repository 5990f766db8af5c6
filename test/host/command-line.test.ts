// The command line as a person meets it: bad options, help, and a platform that is started, killed and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestToken } from '../../local/sign-in/request-token.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/zhida.js', import.meta.url));
const USCC = '91330100MA27W0TR0A';
const children: ChildProcess[] = [];
let dataDir: string;

function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  return { child, output, ended };
}

/** Runs a command to its end. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { output, ended } = launch(args, env);
  return { status: await ended, text: output.text };
}

async function startPlatform(args: readonly string[]) {
  const startedMs = performance.now();
  const launched = launch(['start', '--port', '0', '--no-demo', '--no-build', ...args]);
  let url: string | undefined;
  while (url === undefined) {
    if (launched.child.exitCode !== null || performance.now() - startedMs > 50_000)
      throw new Error(launched.output.text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    url = /Zhida is running: (\S+)/.exec(launched.output.text)?.[1];
  }
  return { ...launched, url };
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'zhida-data-'));
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

describe('bad options end with words in both languages and status 1', () => {
  it.each([
    ['a port that is none', ['start', '--port', '99999'], /端口应为.*a port is/],
    ['a port in words', ['start', '--port', '80a'], /端口应为.*a port is/],
    ['memory and a folder', ['start', '--memory', '--data', 'x'], /cannot be used with/],
    [
      'a folder under a file',
      ['start', '--port', '0', '--data', path.join(LAUNCHER, 'x')],
      /无法写入数据目录[\s\S]*Cannot write/,
    ],
    [
      'a folder that the system refuses',
      ['start', '--port', '0', '--data', '/dev/null/x'],
      /无法写入数据目录[\s\S]*Cannot write/,
    ],
    ['an unknown command', ['begin'], /unknown command[\s\S]*--help/],
    ['an unknown option', ['start', '--fast'], /unknown option[\s\S]*--help/],
    ['no user', ['token'], /missing required argument/],
  ])('%s', async (_, args, words) => {
    const { status, text } = await run(args);
    expect(text).toMatch(words);
    expect(status).toBe(1);
  });

  it('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const { status, text } = await run([
      'start',
      '--memory',
      '--no-demo',
      '--no-build',
      '--port',
      String(port),
    ]);
    taken.close();
    expect(text).toMatch(/已被占用[\s\S]*is in use/);
    expect(status).toBe(1);
  });

  it('a token without a platform', async () => {
    const { status, text } = await run(['token', 'admin'], { ZHIDA_URL: 'http://localhost:1' });
    expect(text).toMatch(/无法连接[\s\S]*Nothing answers/);
    expect(status).toBe(1);
  });
});

it('prints the schema that editors complete a policy by', async () => {
  const { status, text } = await run(['policy', 'schema']);
  expect(status).toBe(0);
  expect(JSON.parse(text)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    properties: { conditions: { type: 'array' }, amount: { type: 'object' } },
  });
});

it.each([[['--help']], [['start', '--help']], [['token', '--help']]])(
  '%j ends with status 0',
  async (args) => {
    const { status, text } = await run(args);
    expect(text).toContain('Usage: zhida');
    expect(status).toBe(0);
  },
);

describe('a platform that was started', () => {
  const post = (
    url: string,
    target: string,
    token: string,
    body: string,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}${target}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'test-00000001',
        ...headers,
      },
      body,
    });

  it('refuses what is wrong on its real routes, survives kill -9 with its data and its tokens, and stops cleanly', async () => {
    const first = await startPlatform(['--data', dataDir]);
    const enterprise = await requestToken(first.url, `enterprise:${USCC}`);
    const claim = JSON.stringify({ policyId: 'none', uscc: USCC });
    const statusOf = async (response: Promise<Response>) => (await response).status;
    expect(await statusOf(fetch(`${first.url}/api/health`))).toBe(200);
    expect(await statusOf(fetch(`${first.url}/api/applications`))).toBe(401);
    expect(await statusOf(post(first.url, '/api/payment-orders/x/release', enterprise, '{}'))).toBe(403);
    expect(await statusOf(post(first.url, '/api/applications', enterprise, '{"policyId":'))).toBe(400);
    expect(
      await statusOf(post(first.url, '/api/applications', enterprise, claim, { 'idempotency-key': '' })),
    ).toBe(400);
    expect(
      await statusOf(
        post(first.url, '/api/applications', enterprise, claim, { 'content-type': 'text/plain' }),
      ),
    ).toBe(415);
    expect(await statusOf(post(first.url, '/api/applications', enterprise, 'x'.repeat(1_100_000)))).toBe(413);
    expect(
      await statusOf(
        post(
          first.url,
          '/api/applications',
          enterprise,
          JSON.stringify({ policyId: 'none', uscc: '913301000743335530' }),
        ),
      ),
    ).toBe(403);
    expect(await statusOf(fetch(`${first.url}/api/nothing`))).toBe(404);
    const config = (await (await fetch(`${first.url}/config.json`)).json()) as { issuer: string };
    expect(config.issuer).toBe(`${first.url}/sign-in`);

    const second = await run(['start', '--port', '0', '--no-demo', '--no-build', '--data', dataDir]);
    expect(second.text).toMatch(/正被另一个直达进程[\s\S]*in use by another Zhida process/);
    expect(second.status).toBe(1);

    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const again = await startPlatform(['--data', dataDir, '--port', new URL(first.url).port]);
    const list = await fetch(`${again.url}/api/applications`, {
      headers: { authorization: `Bearer ${enterprise}` },
    });
    expect([list.status, await list.json()]).toEqual([200, { items: [] }]);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  }, 120_000);
});
