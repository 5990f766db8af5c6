// How the local issuer behaves: its clients, claims, pages and lifetimes.
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml, page, PAGE_POLICY } from './choose-user-page.ts';
import { claimsOf, demoUser } from './demo-users.ts';
import { AUDIENCE, CONSOLE_CLIENT, DEMO_USER_GRANT, SCRIPT_CLIENT, SIGN_IN_PATH } from './sign-in-names.ts';
import { memoryAdapter } from './memory-adapter.ts';
import type { SigningKeys } from './signing-keys.ts';

const CONSOLE_TOKEN_SECONDS = 3_600;
export const SCRIPT_TOKEN_SECONDS = 28_800;

export interface SignInOptions {
  /** The platform's address, `http://localhost:8080`. */
  readonly url: string;
  /** Where keys are kept; undefined for a run in memory. */
  readonly folder?: string | undefined;
  /** Other addresses from which the console may sign in, such as a development server's. */
  readonly extraOrigins?: readonly string[];
  /** Enterprises to offer with a button. */
  readonly enterprises?: () => Promise<readonly { readonly uscc: string; readonly name: string }[]>;
}

/** The API as a resource server: its access tokens are JWTs. */
export const apiResource = (seconds: number) =>
  ({
    scope: '',
    audience: AUDIENCE,
    accessTokenTTL: seconds,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  }) as const;

/** The console is the issuer's own: whoever signed in has agreed. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const accountId = session?.accountId;
  if (!client || accountId === undefined) return undefined;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid offline_access');
  await grant.save();
  return grant;
}

async function sendPage(ctx: KoaContextWithOIDC, title: string, body: string): Promise<void> {
  ctx.type = 'html';
  ctx.set('content-security-policy', PAGE_POLICY);
  ctx.body = page(title, body);
}

const clientsOf = (origins: readonly string[]): Configuration['clients'] => [
  {
    client_id: CONSOLE_CLIENT,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: origins.map((origin) => `${origin}/signed-in`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
  },
  {
    client_id: SCRIPT_CLIENT,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
    grant_types: [DEMO_USER_GRANT],
    redirect_uris: [],
    response_types: [],
  },
];

/** The issuer's whole configuration. */
export function issuerConfiguration(options: SignInOptions, keys: SigningKeys): Configuration {
  const origins = [options.url, ...(options.extraOrigins ?? [])];
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [keys.jwk as NonNullable<Configuration['jwks']>['keys'][number]] },
    cookies: { keys: [keys.cookieKey], long: { sameSite: 'lax' }, short: { sameSite: 'lax' } },
    clients: clientsOf(origins),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'name', 'roles', 'org', 'district', 'actsFor'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const found = demoUser(sub);
      return found && { accountId: sub, claims: () => ({ ...claimsOf(found), sub, name: found.zh }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const found = 'accountId' in token ? demoUser(String(token.accountId)) : undefined;
      return found && claimsOf(found);
    },
    loadExistingGrant: grantAll,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (_ctx, interaction) => `${SIGN_IN_PATH}/choose/${interaction.uid}` },
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => apiResource(CONSOLE_TOKEN_SECONDS),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) =>
          sendPage(
            ctx,
            '退出 / Sign out',
            `<h1>退出登录？ <span lang="en">/ Sign out?</span></h1>${form}<div class="row"><button form="op.logoutForm" name="logout" value="yes">退出 / Sign out</button></div>`,
          ),
        postLogoutSuccessSource: (ctx) =>
          sendPage(
            ctx,
            '已退出 / Signed out',
            '<h1>已退出 <span lang="en">/ Signed out</span></h1><p><a href="/">返回 / Back</a></p>',
          ),
      },
    },
    ttl: {
      AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? CONSOLE_TOKEN_SECONDS,
      Session: SCRIPT_TOKEN_SECONDS,
      Grant: SCRIPT_TOKEN_SECONDS,
      Interaction: 3_600,
      IdToken: 3_600,
      RefreshToken: SCRIPT_TOKEN_SECONDS,
    },
    renderError: (ctx, out) =>
      sendPage(
        ctx,
        '登录出错 / Sign-in failed',
        `<h1>登录出错 <span lang="en">/ Sign-in failed</span></h1><p>${escapeHtml(out.error)}: ${escapeHtml(out.error_description ?? '')}</p><p><a href="/">返回 / Back</a></p>`,
      ),
  };
}
