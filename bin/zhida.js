#!/usr/bin/env node
// The launcher: plain JavaScript that any Node understands, so that an old one gets words and not a syntax error.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_MIN = 24;
const isOld = (version) => Number(version.split('.')[0]) < NODE_MIN;

/** The Node that npm installed with the project: on Linux there is one, elsewhere not. */
const shipped = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

if (!isOld(process.versions.node)) {
  await import('./zhida.ts');
} else if (process.env.ZHIDA_LAUNCHED === undefined && existsSync(shipped)) {
  const env = { ...process.env, ZHIDA_LAUNCHED: '1' };
  const child = spawnSync(shipped, process.argv.slice(1), { stdio: 'inherit', env });
  if (child.error) console.error(String(child.error));
  process.exitCode = child.status ?? 1;
} else {
  console.error(
    `直达需要 Node.js ${NODE_MIN} 或更高版本，当前为 ${process.versions.node}。请安装后重试：https://nodejs.org`,
  );
  console.error(
    `Zhida needs Node.js ${NODE_MIN} or newer; this is ${process.versions.node}. Install it and try again: https://nodejs.org`,
  );
  process.exitCode = 1;
}
