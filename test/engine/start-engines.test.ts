// The three engines in their worker: reachable, durable where they should be, alone on their folder, and quick to wake.
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../core/kernel/fault.ts';
import { lockDataDirectory } from '../../local/engine/lock-data-directory.ts';
import { OBJECT_MAX_BYTES } from '../../local/engine/raise-object-limit.ts';
import { startEngines } from '../../local/engine/start-engines.ts';
import type { Engines } from '../../local/engine/start-engines.ts';
import { clientOptions } from './engine-under-test.ts';
import { S, createFullTable, rejection } from './table-fixture.ts';

describe('startEngines', () => {
  let folder: string;
  const opened: Engines[] = [];
  const open = async (dataDir?: string): Promise<Engines> => {
    const engines = await startEngines({ dataDir });
    opened.push(engines);
    return engines;
  };
  const close = async (engines: Engines): Promise<void> => {
    opened.splice(opened.indexOf(engines), 1);
    await engines.close();
  };
  const s3 = (engines: Engines): S3Client =>
    new S3Client({ ...clientOptions(engines.s3), forcePathStyle: true });
  const dynamodb = (engines: Engines): DynamoDBClient => new DynamoDBClient(clientOptions(engines.dynamodb));
  const put = (engines: Engines, Key: string, Body: string) =>
    s3(engines).send(new PutObjectCommand({ Bucket: 'files', Key, Body, ContentType: 'text/csv' }));
  const read = async (engines: Engines, Key: string) => {
    const { Body } = await s3(engines).send(new GetObjectCommand({ Bucket: 'files', Key }));
    return Body?.transformToString();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhida-engines-'));
  });
  afterEach(async () => {
    for (const engines of opened.splice(0)) await engines.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves DynamoDB, SQS and S3 in memory', async () => {
    const engines = await open();
    await createFullTable(dynamodb(engines), 'in-memory');
    const sqs = new SQSClient(clientOptions(engines.sqs));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await s3(engines).send(new CreateBucketCommand({ Bucket: 'files' }));
    await put(engines, 'a/b.csv', '直达');
    expect(await read(engines, 'a/b.csv')).toBe('直达');
  });

  it('keeps items and objects over a restart', async () => {
    const first = await open(folder);
    await createFullTable(dynamodb(first), 'kept');
    await dynamodb(first).send(
      new PutItemCommand({ TableName: 'kept', Item: { pk: S('a'), sk: S('1'), v: S('直达') } }),
    );
    await s3(first).send(new CreateBucketCommand({ Bucket: 'files' }));
    await put(first, 'imports/2020/名册.csv', 'row');
    await close(first);
    const second = await open(folder);
    const { Item } = await dynamodb(second).send(
      new GetItemCommand({ TableName: 'kept', Key: { pk: S('a'), sk: S('1') }, ConsistentRead: true }),
    );
    expect(Item?.['v']).toEqual(S('直达'));
    expect(await read(second, 'imports/2020/名册.csv')).toBe('row');
  });

  it('takes an object of 40 MB, by a signed address too, and refuses one above 64 MB', async () => {
    const engines = await open(folder);
    await s3(engines).send(new CreateBucketCommand({ Bucket: 'files' }));
    const url = await getSignedUrl(
      s3(engines),
      new PutObjectCommand({ Bucket: 'files', Key: 'register.csv' }),
    );
    const bytes = 40 * 1024 * 1024;
    const taken = await fetch(url, { method: 'PUT', body: Buffer.alloc(bytes, 'x') });
    expect(taken.status).toBe(200);
    const { ContentLength } = await s3(engines).send(
      new HeadObjectCommand({ Bucket: 'files', Key: 'register.csv' }),
    );
    expect(ContentLength).toBe(bytes);
    // The refusal comes on the announced length, before the bytes, so only the head of the request is sent.
    const refused = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-length': OBJECT_MAX_BYTES + 1, 'content-type': 'text/csv' };
      const sent = request(url, { method: 'PUT', headers }, (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.once('error', reject);
      sent.flushHeaders();
    });
    expect(refused).toBe(413);
  });

  it('starts although a kill left an object half written, and keeps the others', async () => {
    const first = await open(folder);
    await s3(first).send(new CreateBucketCommand({ Bucket: 'files' }));
    await put(first, 'whole.csv', 'whole');
    await put(first, 'torn.csv', 'torn');
    await put(first, 'short.csv', 'short');
    await close(first);
    const files = readdirSync(join(folder, 'objects'), { recursive: true }) as string[];
    const fileOf = (end: string): string =>
      join(folder, 'objects', String(files.find((name) => name.endsWith(end))));
    writeFileSync(
      fileOf('torn.csv.meta.json'),
      readFileSync(fileOf('torn.csv.meta.json'), 'utf8').slice(0, 20),
    );
    writeFileSync(fileOf('short.csv.data'), 'sh');
    const second = await open(folder);
    const { Contents } = await s3(second).send(new ListObjectsV2Command({ Bucket: 'files' }));
    expect(Contents?.map((one) => one.Key)).toEqual(['whole.csv']);
    expect(await read(second, 'whole.csv')).toBe('whole');
  });

  it('refuses a folder in use, with words in both languages, until it is free', async () => {
    const first = await open(folder);
    const fault = (await rejection(startEngines({ dataDir: folder }))) as unknown as Fault;
    expect(fault).toBeInstanceOf(Fault);
    expect(fault.code).toBe('conflict');
    expect(fault.detail.zh).toContain(String(process.pid));
    expect(fault.detail.en).toContain(folder);
    await close(first);
    await open(folder);
  });

  it('takes over the lock of a process that was killed', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'engines-child.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', reject);
    });
    await rejection(startEngines({ dataDir: folder }));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const engines = await open(folder);
    expect(await read(engines, 'before-the-kill.csv')).toBe('acknowledged');
  });

  it('takes over a lock whose process id belongs to another process now, and one that is cut off', () => {
    const lock = join(folder, 'platform.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: '1' }));
    const unlock = lockDataDirectory(folder);
    expect(() => lockDataDirectory(folder)).toThrow(Fault);
    unlock();
    writeFileSync(lock, '{"pid":');
    lockDataDirectory(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes a folder that is not there, and says so when it cannot be made', () => {
    lockDataDirectory(join(folder, 'a', 'b'))();
    writeFileSync(join(folder, 'file'), '');
    for (const impossible of ['/proc/zhida/data', join(folder, 'file', 'data')]) {
      const locking = (): unknown => lockDataDirectory(impossible);
      expect(locking).toThrow(Fault);
      expect(locking).toThrow(/cannot be used/);
    }
  });

  it('says why it cannot start, and leaves the folder free', async () => {
    writeFileSync(join(folder, 'dynamodb'), 'not a folder');
    await expect(startEngines({ dataDir: folder })).rejects.toThrow();
    expect(readdirSync(folder)).not.toContain('platform.lock');
  });

  it('wakes whoever waits for the stream within milliseconds of a commit', async () => {
    const engines = await open();
    const client = dynamodb(engines);
    await createFullTable(client, 'woken');
    const wait = async (after: number, timeoutMs: number): Promise<number> => {
      const answer = await fetch(
        `${engines.dynamodb}/stream-wait?table=woken&after=${after}&timeoutMs=${timeoutMs}`,
      );
      return ((await answer.json()) as { version: number }).version;
    };
    const start = await wait(-1, 5000);
    expect(await wait(start, 50)).toBe(start);
    const delaysMs: number[] = [];
    let seen = start;
    for (let i = 0; i < 20; i++) {
      const woken = wait(seen, 5000).then((version) => ({ version, atMs: performance.now() }));
      await client.send(
        new PutItemCommand({ TableName: 'woken', Item: { pk: S('a'), sk: S('1'), i: S(i) } }),
      );
      const committedMs = performance.now();
      const { version, atMs } = await woken;
      delaysMs.push(Math.max(0, atMs - committedMs));
      seen = version;
    }
    expect(seen).toBe(start + 20);
    expect(delaysMs.toSorted((a, b) => a - b)[10]).toBeLessThan(20);
  });
});
