// One bounded HTTP exchange with a department: a time limit for the whole, a size limit on what comes back.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface PostLimits {
  readonly timeoutMs: number;
  readonly bytesMax: number;
}

/** `transient`: the same question may be answered if asked again. `refused`: it will not. */
export type PostResult =
  | { readonly outcome: 'ok'; readonly body: unknown }
  | { readonly outcome: 'transient' | 'refused'; readonly reason: string };

const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 64 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
};

const transient = (reason: string): PostResult => ({ outcome: 'transient', reason });
const refused = (reason: string): PostResult => ({ outcome: 'refused', reason });

function readResponse(response: IncomingMessage, bytesMax: number, done: (result: PostResult) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      done(refused('answer-too-large'));
      response.destroy();
    } else chunks.push(chunk);
  });
  response.on('error', () => done(transient('answer-broken-off')));
  response.on('aborted', () => done(transient('answer-broken-off')));
  response.on('end', () => done(judge(response.statusCode ?? 0, Buffer.concat(chunks))));
}

function judge(status: number, body: Buffer): PostResult {
  if (status >= 500 || status === 429 || status === 408) return transient(`http-${status}`);
  if (status !== 200) return refused(`http-${status}`);
  try {
    return { outcome: 'ok', body: JSON.parse(body.toString('utf8')) as unknown };
  } catch {
    return refused('answer-not-json');
  }
}

/** Sends JSON and reads JSON. Never rejects: what went wrong is the result. */
export function postJson(url: URL, body: unknown, limits: PostLimits): Promise<PostResult> {
  return new Promise((resolve) => {
    const text = Buffer.from(JSON.stringify(body));
    const secure = url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: secure ? agents['https:'] : agents['http:'],
      headers: { 'content-type': 'application/json', 'content-length': text.length },
    });
    const timer = setTimeout(() => finish(transient('time-out')), limits.timeoutMs);
    const finish = (result: PostResult): void => {
      clearTimeout(timer);
      // A finished keep-alive exchange must not be torn down; anything else must not linger.
      if (result.outcome !== 'ok') request.destroy();
      resolve(result);
    };
    request.on('response', (response) => readResponse(response, limits.bytesMax, finish));
    request.on('error', () => finish(transient('unreachable')));
    request.end(text);
  });
}
