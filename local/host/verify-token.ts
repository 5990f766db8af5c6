// Checks bearer tokens as the JWT authorizer of an HTTP API does: signature by the issuer's keys, issuer, audience, time.
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { Fault } from '../../core/kernel/fault.ts';
import type { Claims } from './http-event.ts';

/** @throws Fault unauthenticated | unavailable (the issuer does not answer) */
export type VerifyToken = (authorization: string | undefined) => Promise<Claims>;

const unauthenticated = (reason: string, zh: string, en: string): Fault =>
  new Fault('unauthenticated', { reason, zh, en });

/** Keys are fetched when first needed and again when a token names one that is not known. */
export function tokenVerifier(options: { issuer: string; jwksUrl: string; audience: string }): VerifyToken {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl));
  return async (authorization) => {
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined)
      throw unauthenticated(
        'token-missing',
        '请先登录',
        'Sign in first: no bearer token came with the request',
      );
    try {
      const { issuer, audience } = options;
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['ES256', 'RS256'] });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw unauthenticated(
          'token-expired',
          '登录已过期，请重新登录',
          'The sign-in has expired; sign in again',
        );
      const isIssuerDown = !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout;
      if (isIssuerDown) throw new Fault('unavailable', { reason: 'issuer' });
      throw unauthenticated(
        'token-invalid',
        '登录凭证无效，请重新登录',
        'The token is not valid; sign in again',
      );
    }
  };
}
