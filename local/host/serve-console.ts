// Serves the built console as CloudFront would: files by path, the page itself for every other path.
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(text\/|application\/json|image\/svg)/;

/** Scripts only from this origin; styles also inline, because antd writes its rules into the page. */
const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

interface Asset {
  readonly body: Buffer;
  readonly gzip: Buffer | undefined;
  readonly contentType: string;
  readonly cacheControl: string;
}

async function readAsset(folder: string, name: string): Promise<readonly [string, Asset]> {
  const body = await readFile(path.join(folder, name));
  const contentType = CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream';
  // Vite puts a hash of the content into the names under assets/.
  const isHashed = name.startsWith(`assets${path.sep}`);
  const asset = {
    body,
    gzip: COMPRESSIBLE.test(contentType) ? gzipSync(body) : undefined,
    contentType,
    cacheControl: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  return [`/${name.split(path.sep).join('/')}`, asset];
}

function send(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? asset.gzip : undefined;
  const body = gzip ?? asset.body;
  response.writeHead(200, {
    'content-type': asset.contentType,
    'content-length': body.length,
    'cache-control': asset.cacheControl,
    'content-security-policy': CONSOLE_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(gzip && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Names a file rather than a place in the console: ids hold dots too, so only known endings count. */
const isFile = (pathname: string): boolean =>
  pathname.startsWith('/assets/') || path.extname(pathname).toLowerCase() in CONTENT_TYPES;

/** Answers a request for the console; false when it is not one (another method, or a file that is not there). */
export type ServeConsole = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean;

/** Reads a built console into memory; undefined when `folder` holds none. */
export async function consoleServer(folder: string): Promise<ServeConsole | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  const assets = new Map(await Promise.all(names.map((name) => readAsset(folder, name))));
  const page = assets.get('/index.html');
  if (!page) return undefined;
  return (request, response, pathname) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const asset = assets.get(pathname) ?? (isFile(pathname) ? undefined : page);
    if (asset) send(request, response, asset);
    return asset !== undefined;
  };
}
