// The sandbox bank's counter: its HTTP service for questions (a real bank's, as JSON) and for the knobs a tester turns.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { Fault } from '../../../core/kernel/fault.ts';
import { composeStatement } from './compose-answers.ts';
import { befalls } from './bank-settings.ts';
import { sandboxAccountOf } from './sandbox-account.ts';
import type { SandboxBank } from './sandbox-bank.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly xml?: Uint8Array;
}
type Route = (context: {
  bank: SandboxBank;
  match: RegExpExecArray;
  query: URLSearchParams;
  body: unknown;
  holderName: HolderName;
}) => Answer | Promise<Answer>;
export type HolderName = (code: string) => string | undefined;

const BODY_BYTES_MAX = 256 * 1024;
const ok = (body: unknown, status = 200): Answer => ({ status, body });
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const searchBody = z.object({ usccs: z.array(z.string().min(1).max(40)).max(500) });
const setAccountBody = z.strictObject({
  account: z.string().min(1).max(34),
  state: z.enum(['open', 'closed', 'frozen']).default('open'),
  name: z.string().optional(),
});
const returnBody = z.strictObject({
  endToEndId: z.string(),
  code: z.string().min(1).max(4).default('AC04'),
  text: z.string().min(1).max(105).default('退汇'),
});

const ROUTES: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
  [
    'GET',
    /^\/health$/,
    ({ bank }) =>
      bank.failure === undefined
        ? ok({ status: 'ok' })
        : ok({ status: 'failed', reason: bank.failure.message }, 503),
  ],
  ['POST', /^\/wake$/, ({ bank }) => (bank.wake(), ok({ status: 'awake' }, 202))],
  [
    'GET',
    /^\/status\/([^/]+)$/,
    ({ bank, match }) => {
      const answer = bank.ask(decodeURIComponent(match[1] ?? ''));
      return ok(answer, answer.state === 'unknown' ? 404 : 200);
    },
  ],
  [
    'POST',
    /^\/accounts\/search$/,
    ({ bank, body, holderName }) =>
      ok({ accounts: accountsOf(bank, searchBody.parse(body).usccs, holderName) }),
  ],
  [
    'POST',
    /^\/accounts$/,
    ({ bank, body }) => (bank.book.setAccount(setAccountBody.parse(body)), ok({ status: 'set' })),
  ],
  [
    'GET',
    /^\/balance$/,
    ({ bank }) =>
      ok({
        accounts: bank.book.accounts().map((account) => ({
          account,
          balanceFen: bank.book.balanceOf(account),
          ...bank.book.totalsOf(account),
        })),
      }),
  ],
  ['GET', /^\/statement$/, ({ bank, query }) => statementPage(bank, query)],
  [
    'POST',
    /^\/statement$/,
    async ({ bank, query }) => ok({ keys: await bank.emitStatement(dayText.parse(query.get('day'))) }, 201),
  ],
  [
    'POST',
    /^\/returns$/,
    async ({ bank, body }) => {
      const { endToEndId, code, text } = returnBody.parse(body);
      const given = await bank.giveBack(endToEndId, { code, text });
      return given ? ok({ status: 'returned' }, 201) : ok({ status: 'nothing to return' }, 409);
    },
  ],
  ['GET', /^\/settings$/, ({ bank }) => ok(bank.settings)],
  ['POST', /^\/settings$/, ({ bank, body }) => ok(bank.change(body))],
];

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function serveBank(
  bank: SandboxBank,
  port: number,
  holderName: HolderName,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void respond(bank, holderName, request, response);
  });
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(port, '127.0.0.1', () => listening()),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bank has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  bank: SandboxBank,
  holderName: HolderName,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, body, xml } = await answerOf(bank, holderName, request);
  const bytes = xml ?? Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': xml ? 'application/xml' : 'application/json',
    'content-length': bytes.byteLength,
  });
  response.end(bytes);
}

async function answerOf(
  bank: SandboxBank,
  holderName: HolderName,
  request: IncomingMessage,
): Promise<Answer> {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bank');
    for (const [method, path, route] of ROUTES) {
      const match = method === request.method ? path.exec(pathname) : null;
      if (match === null) continue;
      const body = method === 'POST' ? await readJson(request) : undefined;
      return await route({ bank, match, query: searchParams, body, holderName });
    }
    return ok({ error: 'no such address' }, 404);
  } catch (error) {
    if (error instanceof z.ZodError) return ok({ error: z.prettifyError(error) }, 400);
    if (error instanceof Fault) return ok({ error: error.message }, error.status);
    if (error instanceof URIError || error instanceof SyntaxError)
      return ok({ error: 'malformed request' }, 400);
    return ok({ error: error instanceof Error ? error.message : 'failed' }, 500);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) throw new Fault('too-large');
    chunks.push(chunk);
  }
  return bytes === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function accountsOf(bank: SandboxBank, codes: readonly string[], holderName: HolderName) {
  const { seed, accountMissingRate } = bank.settings;
  const held = codes.filter((code) => !befalls(seed, 'account-missing', code, accountMissingRate));
  return Object.fromEntries(
    held.map((code) => {
      const { account, clearingMember } = sandboxAccountOf(code);
      return [code, { name: holderName(code) ?? code, account, clearingMember }];
    }),
  );
}

function statementPage(bank: SandboxBank, query: URLSearchParams): Answer {
  const day = dayText.parse(query.get('day'));
  const account = query.get('account') ?? bank.book.accounts()[0];
  if (account === undefined) return ok({ error: 'no account has moved yet' }, 404);
  const pages = composeStatement(bank.book, account, day, bank.context());
  const page = pages[Number(query.get('page') ?? 1) - 1];
  return page === undefined
    ? ok({ error: 'no such page' }, 404)
    : { status: 200, body: undefined, xml: page.bytes };
}
