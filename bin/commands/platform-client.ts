// Talks to a platform that is running, as one demo user, and turns its problem details back into faults.
import { randomUUID } from 'node:crypto';
import { Fault, FAULTS, type FaultCode, type FieldError } from '../../core/kernel/fault.ts';
import { requestToken } from '../../local/sign-in/request-token.ts';
import { platformUrl } from './token.ts';

interface Problem {
  readonly code?: string;
  readonly reason?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly fields?: readonly FieldError[];
}

export interface PlatformClient {
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown, requestId?: string): Promise<unknown>;
}

/** @throws Fault unavailable when no platform answers */
export async function signInAs(user: string): Promise<PlatformClient> {
  const url = platformUrl().replace(/\/$/, '');
  const token = await requestToken(url, user);
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, init);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    throw faultOf(answer as Problem | undefined, response.status);
  };
  const headers = { authorization: `Bearer ${token}` };
  return {
    get: (path) => call(path, { headers }),
    post: (path, body = {}, requestId = randomUUID()) =>
      call(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': requestId },
        body: JSON.stringify(body),
      }),
  };
}

function faultOf(problem: Problem | undefined, status: number): Fault {
  const code = Object.hasOwn(FAULTS, problem?.code ?? '') ? (problem?.code as FaultCode) : 'unavailable';
  const { reason, zh, en, fields } = problem ?? {};
  return new Fault(code, {
    reason: reason ?? `http-${status}`,
    ...(zh !== undefined && { zh }),
    ...(en !== undefined && { en }),
    ...(fields && { fields }),
  });
}
