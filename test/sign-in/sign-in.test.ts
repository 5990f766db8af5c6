// Signing in as a browser does it: the code flow against the local issuer, and what its tokens say.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { principalOf } from '../../functions/edge/principal.ts';
import { openHttpFront, type HttpFront } from '../../local/host/http-front.ts';
import { tokenVerifier, type VerifyToken } from '../../local/host/verify-token.ts';
import { demoUser } from '../../local/sign-in/demo-users.ts';
import { requestToken } from '../../local/sign-in/request-token.ts';
import { AUDIENCE, CONSOLE_CLIENT } from '../../local/sign-in/sign-in-names.ts';
import { signingKeys } from '../../local/sign-in/signing-keys.ts';
import { startSignIn, type SignIn } from '../../local/sign-in/start-sign-in.ts';

const USCC = '91330100MA27W0TR0A';
let front: HttpFront;
let signIn: SignIn;
let verify: VerifyToken;

beforeAll(async () => {
  front = await openHttpFront(0, (message, error) => console.error(message, error));
  signIn = await startSignIn({ url: front.url, enterprises: async () => [{ uscc: USCC, name: '甲<公司>' }] });
  front.serve(signIn.serve);
  verify = tokenVerifier({ issuer: signIn.issuer, jwksUrl: signIn.jwksUrl, audience: AUDIENCE });
});
afterAll(() => front.close(1_000));

describe('a token for a script', () => {
  it.each([
    ['finance.maker', { roles: ['finance.maker'], actsFor: [], org: 'finance-bureau' }],
    [
      'leader.330106',
      { roles: ['leader.330106'], actsFor: [], org: 'district-government', district: '330106' },
    ],
    ['hub.tax', { roles: ['hub.tax'], actsFor: [], org: 'tax' }],
    [`enterprise:${USCC}`, { roles: ['enterprise'], actsFor: [USCC], org: USCC }],
  ])('%s', async (user, principal) => {
    const claims = await verify(`Bearer ${await requestToken(front.url, user)}`);
    expect(principalOf(claims)).toEqual({ sub: user, ...principal });
    expect((claims.exp as number) - (claims.iat as number)).toBe(28_800);
  });

  it.each(['nobody', 'enterprise:123', 'leader.33', 'hub.', ''])('is refused to %j', async (user) => {
    const refusal = await requestToken(front.url, user).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Fault);
    expect((refusal as Fault).code).toBe('invalid');
  });

  it('says so when no platform answers', async () => {
    const refusal = await requestToken('http://localhost:1', 'admin').catch((error: unknown) => error);
    expect((refusal as Fault).code).toBe('unavailable');
    expect((refusal as Fault).message).toContain('ZHIDA_URL');
  });
});

describe('a bearer token', () => {
  const reasonOf = async (authorization: string | undefined) =>
    verify(authorization).then(
      () => 'accepted',
      (error: unknown) => (error as Fault).detail.reason,
    );

  it('is refused when missing, garbled, or changed by one letter', async () => {
    const token = await requestToken(front.url, 'auditor');
    const [head = '', payload = '', signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), roles: ['admin'] })).toString(
      'base64url',
    );
    expect(await reasonOf(undefined)).toBe('token-missing');
    expect(await reasonOf('Basic YTpi')).toBe('token-missing');
    expect(await reasonOf('Bearer x')).toBe('token-invalid');
    expect(await reasonOf(`Bearer ${head}.${forged}.${signature}`)).toBe('token-invalid');
    expect(await reasonOf(`Bearer ${head}.${payload}.`)).toBe('token-invalid');
    expect(await reasonOf(`Bearer ${token}`)).toBe('accepted');
  });

  it('is refused for another audience or from another issuer', async () => {
    const token = `Bearer ${await requestToken(front.url, 'auditor')}`;
    const { issuer, jwksUrl } = signIn;
    const other = (change: object) => tokenVerifier({ issuer, jwksUrl, audience: AUDIENCE, ...change });
    await expect(other({ audience: 'urn:other' })(token)).rejects.toThrow(Fault);
    await expect(other({ issuer: 'http://localhost/other' })(token)).rejects.toThrow(Fault);
  });

  it('cannot be checked while the issuer is down: that is no fault of the caller', async () => {
    const down = tokenVerifier({
      issuer: signIn.issuer,
      jwksUrl: 'http://localhost:1/jwks',
      audience: AUDIENCE,
    });
    const error = await down(`Bearer ${await requestToken(front.url, 'auditor')}`).catch(
      (each: unknown) => each,
    );
    expect((error as Fault).code).toBe('unavailable');
  });
});

type Page = Awaited<ReturnType<Browser['go']>>;

/** A browser of the simplest kind: cookies by name, redirects by hand. */
class Browser {
  readonly #cookies = new Map<string, string>();
  async go(url: string, form?: Record<string, string>) {
    const response = await fetch(new URL(url, front.url), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      body: await response.text(),
      headers: response.headers,
    };
  }

  /** The library leaves a former user's session by a page that submits itself. */
  async submitForms(page: Page): Promise<Page> {
    const action = /<form method="post" action="([^"]+)"/.exec(page.body)?.[1];
    if (page.status !== 200 || action === undefined) return page;
    const inputs = page.body.matchAll(/name="([^"]+)" value="([^"]*)"/g);
    const { location } = await this.go(
      action,
      Object.fromEntries([...inputs].map(([, name, value]) => [name, value])),
    );
    return this.go(location);
  }
}

describe('the console signs in', () => {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = () => `${front.url}/signed-in`;
  const authorize = (change: Record<string, string> = {}) =>
    `/sign-in/auth?${new URLSearchParams({
      client_id: CONSOLE_CLIENT,
      response_type: 'code',
      scope: 'openid offline_access',
      redirect_uri: redirectUri(),
      state: 'abc',
      prompt: 'login',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...change,
    })}`;

  async function choose(browser: Browser, user: string) {
    const { location } = await browser.go(authorize());
    const page = await browser.go(location);
    const chosen = await browser.go(location, { user });
    return { page, chosen, location };
  }

  async function codeOf(browser: Browser, user: string): Promise<string> {
    const { chosen } = await choose(browser, user);
    const resumed = await browser.submitForms(await browser.go(chosen.location));
    expect(resumed.location.startsWith(`${redirectUri()}?`)).toBe(true);
    return new URL(resumed.location).searchParams.get('code') ?? '';
  }

  const exchange = async (body: Record<string, string>) => {
    const response = await fetch(`${signIn.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: CONSOLE_CLIENT, ...body }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, string> };
  };

  it('by one click on a page in both languages, which runs no script', async () => {
    const browser = new Browser();
    const { page } = await choose(browser, 'finance.checker');
    expect(page.status).toBe(200);
    expect(page.body).toContain('财政复核');
    expect(page.body).toContain('Finance checker');
    expect(page.body).toContain('甲&lt;公司&gt;');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('and gets a token of the chosen user, refreshed when it likes', async () => {
    const code = await codeOf(new Browser(), 'finance.checker');
    const first = await exchange({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    });
    expect(first.status).toBe(200);
    expect(principalOf(await verify(`Bearer ${first.json.access_token}`))).toMatchObject({
      sub: 'finance.checker',
      roles: ['finance.checker'],
    });
    expect(decodeJwt(first.json.id_token ?? '')).toMatchObject({
      sub: 'finance.checker',
      roles: ['finance.checker'],
    });
    const second = await exchange({
      grant_type: 'refresh_token',
      refresh_token: first.json.refresh_token ?? '',
    });
    expect(principalOf(await verify(`Bearer ${second.json.access_token}`))?.sub).toBe('finance.checker');
  });

  it('with a USCC for its enterprise', async () => {
    const code = await codeOf(new Browser(), USCC.toLowerCase());
    const { json } = await exchange({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    });
    expect(principalOf(await verify(`Bearer ${json.access_token}`))?.actsFor).toEqual([USCC]);
  });

  it('and a second user may follow in the same browser', async () => {
    const browser = new Browser();
    await codeOf(browser, 'auditor');
    const code = await codeOf(browser, 'admin');
    const { json } = await exchange({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    });
    expect(principalOf(await verify(`Bearer ${json.access_token}`))?.sub).toBe('admin');
  });

  it('but not as a user who does not exist', async () => {
    const { chosen } = await choose(new Browser(), '<script>');
    expect(chosen.status).toBe(400);
    expect(chosen.body).toContain('&lt;script&gt;');
    expect(chosen.body).not.toContain('<script>');
  });

  it('but not with a code used twice, another verifier, or another address', async () => {
    const code = await codeOf(new Browser(), 'admin');
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri() };
    expect((await exchange({ ...grant, code_verifier: randomBytes(32).toString('base64url') })).status).toBe(
      400,
    );
    const { status, body } = await new Browser().go(authorize({ redirect_uri: 'http://localhost:1/evil' }));
    expect(status).toBe(400);
    expect(body).toContain('redirect_uri');
    const other = await codeOf(new Browser(), 'admin');
    const right = { ...grant, code: other, code_verifier: verifier };
    expect([(await exchange(right)).status, (await exchange(right)).status]).toEqual([200, 400]);
  });

  it('but not by a choice that belongs to no sign-in', async () => {
    const { status, body } = await new Browser().go('/sign-in/choose/nothing', { user: 'admin' });
    expect(status).toBe(400);
    expect(body).toContain('Sign-in expired');
  });
});

describe('the keys', () => {
  it('are kept, for their owner only', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'zhida-keys-'));
    const first = await signingKeys(folder);
    expect(await signingKeys(folder)).toEqual(first);
    expect((await stat(path.join(folder, 'sign-in-keys.json'))).mode & 0o077).toBe(0);
    expect(JSON.parse(await readFile(path.join(folder, 'sign-in-keys.json'), 'utf8'))).toEqual(first);
    expect((await signingKeys(undefined)).jwk.kid).not.toBe(first.jwk.kid);
  });
});

it('every demo user has words in both languages', () => {
  for (const name of ['admin', 'leader.330106', 'hub.credit', `enterprise:${USCC}`]) {
    const user = demoUser(name);
    expect([/[一-鿿]/.test(user?.zh ?? ''), /[a-z]/i.test(user?.en ?? '')]).toEqual([true, true]);
  }
});
