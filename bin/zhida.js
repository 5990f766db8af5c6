#!/usr/bin/env node
// The launcher: plain JavaScript that any Node understands, so that an old one gets words and not a syntax error.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NODE_MIN = 24;
const isOld = Number(process.versions.node.split('.')[0]) < NODE_MIN;

/** The Node that npm installed with the project: on Linux there is one, elsewhere not. */
const shipped = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

/** Runs the same command on the shipped Node, which lives and dies with this process. */
function runOnShipped() {
  const env = { ...process.env, ZHIDA_LAUNCHED: '1' };
  const child = spawn(shipped, process.argv.slice(1), {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Ctrl+C reaches the child from the terminal itself; a second signal from here would cut its clean stop short.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('error', (error) => {
    console.error(String(error));
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (!isOld) {
  if (process.env.ZHIDA_LAUNCHED !== undefined && process.channel) {
    // The launcher is gone, perhaps killed: nobody could stop this process any more.
    process.on('disconnect', () => process.exit(1));
    process.channel.unref();
  }
  await import('./zhida.ts');
} else if (process.env.ZHIDA_LAUNCHED === undefined && existsSync(shipped)) {
  runOnShipped();
} else {
  console.error(
    `直达需要 Node.js ${NODE_MIN} 或更高版本，当前为 ${process.versions.node}。请安装后重试：https://nodejs.org`,
  );
  console.error(
    `Zhida needs Node.js ${NODE_MIN} or newer; this is ${process.versions.node}. Install it and try again: https://nodejs.org`,
  );
  process.exitCode = 1;
}
