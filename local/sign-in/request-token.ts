// Gets a token for a demo user from a platform that is running: what `npm run -s token -- USER` prints.
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { DEMO_USER_GRANT, SCRIPT_CLIENT, SIGN_IN_PATH } from './sign-in-names.ts';

const discoverySchema = z.object({ token_endpoint: z.url() });
const tokenSchema = z.object({ access_token: z.string() });
const refusalSchema = z.object({ error_description: z.string() });

const notReached = (url: string): Fault =>
  new Fault('unavailable', {
    reason: 'platform',
    zh: `无法连接 ${url}，请先用 npm start 启动平台，或用环境变量 ZHIDA_URL 指定其地址`,
    en: `Nothing answers at ${url}: start the platform with npm start, or name its address in ZHIDA_URL`,
  });

async function fetchJson(url: string, init?: RequestInit): Promise<{ ok: boolean; json: unknown }> {
  try {
    const response = await fetch(url, init);
    return { ok: response.ok, json: await response.json() };
  } catch {
    throw notReached(new URL(url).origin);
  }
}

/**
 * @param url the platform's address
 * @returns an access token (a JWT of eight hours)
 * @throws Fault unavailable | invalid (no such user)
 */
export async function requestToken(url: string, user: string): Promise<string> {
  const issuer = `${url.replace(/\/$/, '')}${SIGN_IN_PATH}`;
  const discovery = discoverySchema.safeParse(
    (await fetchJson(`${issuer}/.well-known/openid-configuration`)).json,
  );
  if (!discovery.success) throw notReached(url);
  const body = new URLSearchParams({ grant_type: DEMO_USER_GRANT, client_id: SCRIPT_CLIENT, user });
  const { ok, json } = await fetchJson(discovery.data.token_endpoint, { method: 'POST', body });
  if (ok) return tokenSchema.parse(json).access_token;
  const refusal = refusalSchema.safeParse(json).data?.error_description ?? '';
  throw new Fault('invalid', {
    reason: 'user',
    zh: `没有这个演示用户：${user}`,
    en: `No token for ${user}: ${refusal}`,
  });
}
