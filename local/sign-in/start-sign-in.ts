// The local OIDC issuer, by the certified oidc-provider library: on AWS any other issuer stands in its place.
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { errors } from 'oidc-provider';
import { readBody } from '../host/http-event.ts';
import { chooseUserPage, page, PAGE_POLICY } from './choose-user-page.ts';
import { demoUser, type DemoUser } from './demo-users.ts';
import {
  apiResource,
  issuerConfiguration,
  SCRIPT_TOKEN_SECONDS,
  type SignInOptions,
} from './issuer-configuration.ts';
import { AUDIENCE, DEMO_USER_GRANT, SIGN_IN_PATH } from './sign-in-names.ts';
import { signingKeys } from './signing-keys.ts';

const FORM_BYTES_MAX = 4_096;
const CHOICE_PATH = /^\/sign-in\/choose\/[\w-]+$/;

export interface SignIn {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Answers every path below SIGN_IN_PATH. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

function registerDemoUserGrant(provider: Provider): void {
  provider.registerGrantType<{ user?: string }>(
    DEMO_USER_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const name = params.user ?? '';
      if (!demoUser(name)) throw new errors.InvalidRequest(`there is no demo user ${name.slice(0, 60)}`);
      const grant = new provider.Grant({ accountId: name, clientId: client.clientId });
      const grantId = await grant.save();
      const token = new provider.AccessToken({ accountId: name, client, grantId, gty: 'demo-user' });
      token.resourceServer = new provider.ResourceServer(AUDIENCE, apiResource(SCRIPT_TOKEN_SECONDS));
      ctx.body = {
        access_token: await token.save(),
        expires_in: token.expiration,
        token_type: token.tokenType,
      };
    },
    ['user'],
  );
}

const enterpriseUsers = async (options: SignInOptions): Promise<DemoUser[]> =>
  ((await options.enterprises?.()) ?? []).flatMap(({ uscc, name }) => {
    const found = demoUser(`enterprise:${uscc}`);
    return found ? [{ ...found, zh: name, en: uscc }] : [];
  });

/** A USCC alone means its enterprise. */
function chosenUser(form: string): { name: string; user: DemoUser | undefined } {
  const name = (new URLSearchParams(form).get('user') ?? '').trim();
  return { name, user: demoUser(name) ?? demoUser(`enterprise:${name.toUpperCase()}`) };
}

/** Shows the choice, or takes it and sends the browser back into the flow of the library. */
async function choose(
  provider: Provider,
  options: SignInOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let wrong: string | undefined;
  if (request.method === 'POST') {
    const form = await readBody(request, FORM_BYTES_MAX);
    const { name, user } = chosenUser(form?.toString('utf8') ?? '');
    if (user) return provider.interactionFinished(request, response, { login: { accountId: user.sub } });
    wrong = name.slice(0, 60);
  }
  await provider.interactionDetails(request, response);
  response.writeHead(wrong === undefined ? 200 : 400, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(chooseUserPage(request.url ?? '', await enterpriseUsers(options), wrong));
}

function sessionGone(response: ServerResponse): void {
  response.writeHead(400, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
  });
  response.end(
    page(
      '登录已过期 / Sign-in expired',
      '<h1>此次登录已过期，请重新开始 <span lang="en">/ This sign-in has expired; begin again</span></h1><p><a href="/">返回 / Back</a></p>',
    ),
  );
}

/** Makes the issuer `{url}/sign-in`. */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const issuer = `${options.url}${SIGN_IN_PATH}`;
  const provider = new Provider(issuer, issuerConfiguration(options, await signingKeys(options.folder)));
  registerDemoUserGrant(provider);
  const callback = provider.callback();
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    serve: async (request, response) => {
      const path = request.url?.split('?')[0] ?? '';
      if (CHOICE_PATH.test(path)) {
        return choose(provider, options, request, response).catch((error: unknown) => {
          if (!(error instanceof errors.SessionNotFound)) throw error;
          sessionGone(response);
        });
      }
      // The library learns where it is mounted from the difference between the two.
      const mounted = Object.assign(request, { originalUrl: request.url });
      mounted.url = (request.url ?? '').slice(SIGN_IN_PATH.length) || '/';
      await callback(mounted, response);
    },
  };
}
