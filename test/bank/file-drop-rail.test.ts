// The rail must put one file per message and believe the bank only when the answer is an answer.
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { fileDropRail } from '../../adapters/bank/file-drop-rail.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { examplePaymentFile } from './example-payment-file.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return `http://127.0.0.1:${address.port}`;
}
const answering = (status: number, body: string | object) =>
  serve((_, response) =>
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body)),
  );
function boxed() {
  const objects = new Map<string, string>();
  return {
    objects,
    put: async (bucket: string, key: string, body: string | Uint8Array) =>
      void objects.set(`${bucket}/${key}`, Buffer.from(body).toString()),
  };
}
const railAt = (bankUrl: string, more: object = {}) =>
  fileDropRail({ files: boxed(), bankUrl, askTimeoutMs: 300, ...more });
const line = {
  endToEndId: 'E1',
  amountFen: 5,
  direction: 'debit',
  status: 'booked',
  isReversal: false,
  bankReference: 'R1',
  valueDay: '2020-03-03',
};

describe('send', () => {
  it('puts one object under the MsgId, however often, with the same bytes', async () => {
    const files = boxed();
    const rail = fileDropRail({ files, bankUrl: 'http://127.0.0.1:1' });
    const file = examplePaymentFile(2);
    const first = await rail.send(file);
    const [bytes] = files.objects.values();
    expect(first).toEqual({
      fileName: `bank-out/${file.messageId}.xml`,
      bytes: Buffer.byteLength(bytes ?? ''),
    });
    expect(await rail.send(file)).toEqual(first);
    expect([...files.objects]).toEqual([[`bank/bank-out/${file.messageId}.xml`, bytes]]);
  });

  it('refuses an invalid file before anything is put, naming what is wrong', async () => {
    const files = boxed();
    const file = examplePaymentFile(1);
    const bad = { ...file, payments: [{ ...file.payments[0]!, amountFen: -5 }] };
    const error = await fileDropRail({ files, bankUrl: 'http://127.0.0.1:1' })
      .send(bad)
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).detail).toMatchObject({
      reason: 'payment-file',
      en: expect.stringContaining('payments.0.amountFen') as string,
    });
    expect(files.objects.size).toBe(0);
  });

  it('announces, and does not mind when nobody listens or the bank is slow', async () => {
    const seen: string[] = [];
    const slow = await serve((request) => seen.push(`${request.method} ${request.url}`));
    // On a busy machine an announcement may time out before it is heard: that is what it may do.
    const rail = railAt(slow, { announces: true });
    for (let tries = 0; seen.length === 0 && tries < 10; tries += 1) await rail.send(examplePaymentFile(1));
    expect(seen[0]).toBe('POST /wake');
    await railAt('http://127.0.0.1:1', { announces: true }).send(examplePaymentFile(1));
  });

  it('fails when the bucket cannot be written', async () => {
    const files = { put: () => Promise.reject(new Fault('unavailable')) };
    await expect(fileDropRail({ files, bankUrl: 'http://x' }).send(examplePaymentFile(1))).rejects.toThrow(
      Fault,
    );
  });
});

describe('ask', () => {
  it('sends its authorization and gives the bank’s line, or what the bank says instead', async () => {
    let authorization: string | undefined;
    const url = await serve((request, response) => {
      authorization = request.headers.authorization;
      response.end(JSON.stringify({ state: 'known', line }));
    });
    expect(await railAt(url, { authorization: 'Bearer x' }).ask('E1')).toEqual(line);
    expect(authorization).toBe('Bearer x');
    expect(await railAt(await answering(200, { state: 'in-progress' })).ask('E1')).toBe('in-progress');
    expect(await railAt(await answering(404, { state: 'unknown' })).ask('E1')).toBe('unknown');
  });

  it.each<[string, number, string | object]>([
    ['a proxy’s 404', 404, '<html>Not Found</html>'],
    ['a 404 in JSON of another kind', 404, { error: 'no such address' }],
    ['a server error', 500, { state: 'unknown' }],
    ['a redirect', 302, ''],
    ['an empty body', 200, ''],
    ['half a JSON', 200, '{"state":"known","line":{'],
    ['another payment', 200, { state: 'known', line: { ...line, endToEndId: 'E2' } }],
    ['a fraction of a fen', 200, { state: 'known', line: { ...line, amountFen: 0.5 } }],
    ['an unknown status', 200, { state: 'known', line: { ...line, status: 'lost' } }],
    ['a day that does not exist', 200, { state: 'known', line: { ...line, valueDay: '2020-02-30' } }],
    ['an endless answer', 200, `"${'x'.repeat(5 * 1024 * 1024)}"`],
  ])('%s is no answer: unavailable, to be asked again', async (_, status, body) => {
    const error = await railAt(await answering(status, body))
      .ask('E1')
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('gives up on a silent or absent bank in its time', async () => {
    const silent = await serve(() => undefined);
    const begunMs = performance.now();
    await expect(railAt(silent).ask('E1')).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - begunMs).toBeLessThan(10_000);
    await expect(railAt('http://127.0.0.1:1').ask('E1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('accountsOf', () => {
  const account = { name: '杭州甲公司', account: '9990', clearingMember: '999331000017' };
  it('asks in portions and takes only what was asked for', async () => {
    const portions: number[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { usccs } = JSON.parse(body) as { usccs: string[] };
        portions.push(usccs.length);
        response.end(JSON.stringify({ accounts: { U1: account, STRANGER: account } }));
      });
    });
    const usccs = Array.from({ length: 1_100 }, (_, index) => `U${index}`);
    expect([...(await railAt(url).accountsOf([...usccs, 'toString']))]).toEqual([['U1', account]]);
    expect(portions).toEqual([500, 500, 101]);
  });

  it('an answer that is no account is no answer', async () => {
    const url = await answering(200, { accounts: { U1: { ...account, clearingMember: '1' } } });
    await expect(railAt(url).accountsOf(['U1'])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
