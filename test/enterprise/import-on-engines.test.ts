// The import on the machine's own DynamoDB and S3: an upload by URL, twice, and a kill in the middle.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { documentClient } from '../../adapters/dynamodb/document-client.ts';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { S3Files } from '../../adapters/s3/s3-files.ts';
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import { storeDistricts } from '../../functions/enterprise/load-districts.ts';
import { registerNamesOf } from '../../functions/enterprise/register-names.ts';
import { runImport } from '../../functions/enterprise/run-import.ts';
import { showJobReport } from '../../functions/enterprise/show-job.ts';
import { startImport } from '../../functions/enterprise/start-import.ts';
import { MANIFEST } from '../../functions/manifest.ts';
import type { Files, Store } from '../../functions/ports.ts';
import { startEngines, type Engines } from '../../local/engine/start-engines.ts';
import { createResources } from '../../local/host/create-resources.ts';
import { lines, row } from './register-fixture.ts';

const ROWS = 1_300;
const CSV = lines(...Array.from({ length: ROWS }, (_, serial) => row(serial)), row(7), row(8, ''));
const clock = { nowMs: () => Date.now(), today: () => '2020-03-02' };
let engines: Engines;
let store: Store;
let files: Files;

beforeAll(async () => {
  engines = await startEngines();
  const aws = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const dynamodb = new DynamoDBClient({ ...aws, endpoint: engines.dynamodb });
  const s3 = new S3Client({ ...aws, endpoint: engines.s3, forcePathStyle: true });
  const resources = await createResources(
    { dynamodb, s3, sqs: new SQSClient({ ...aws, endpoint: engines.sqs }) },
    MANIFEST,
  );
  store = new DynamoDbStore(documentClient(dynamodb), resources.tables);
  files = new S3Files(s3, resources.buckets);
  await storeDistricts(
    files,
    parse(readFileSync(new URL('../../examples/hangzhou-2020/districts.yaml', import.meta.url), 'utf8')),
  );
});
afterAll(() => engines.close());

async function upload(requestId: string): Promise<string> {
  const { job, uploadUrl } = await startImport({ store, files, clock }, { by: 'admin', requestId });
  const reply = await fetch(uploadUrl ?? '', { method: 'PUT', body: gzipSync(CSV) });
  expect(reply.status).toBe(200);
  return job.sourceFile ?? '';
}
const resultOf = async (key: string) => (await store.read('job', key.slice('register-in/'.length)))?.result;

describe('an import on the embedded engines', () => {
  it('killed in the middle, delivered again, ends as if nothing had happened', async () => {
    const key = await upload('first');
    let batches = 0;
    const dying: Store = new Proxy(store, {
      get: (target, name) => {
        if (name === 'readMany' && ++batches > 2) return () => Promise.reject(new Error('killed'));
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await expect(runImport({ store: dying, files, clock }, key)).rejects.toThrow('killed');
    await runImport({ store, files, clock }, key);
    const result = await resultOf(key);
    expect(result).toMatchObject({ rows: ROWS + 2, rejected: 2 });
    expect((result?.accepted ?? 0) + (result?.unchanged ?? 0)).toBe(ROWS);
    expect(result?.unchanged).toBeGreaterThan(0);
    expect(await registerNamesOf(store, clock).search('有限公司')).toHaveLength(ROWS);
    const { items } = await store.events(`enterprise:${key.slice('register-in/'.length)}`);
    expect(items.map(({ type }) => type)).toEqual(['register.changed']);
  });

  it('uploaded again as another job, changes nothing and reports the same rows', async () => {
    const key = await upload('second');
    await runImport({ store, files, clock }, key);
    expect(await resultOf(key)).toMatchObject({ rows: ROWS + 2, accepted: 0, rejected: 2, unchanged: ROWS });
    const report = await showJobReport({ store, files }, key.slice('register-in/'.length));
    expect('csv' in report && report.csv).toContain('duplicate-same');
    expect(await store.read('enterprise', syntheticUscc(9, '330106'))).toMatchObject({
      districtCode: '330106',
      legalForm: 'legal-person',
    });
  });

  it('a file’s tag changes with its content and with nothing else; what is not there has none', async () => {
    expect(await files.tag('files', 'tags/one')).toBeUndefined();
    await files.put('files', 'tags/one', 'a');
    const first = await files.tag('files', 'tags/one');
    await files.put('files', 'tags/one', 'a');
    expect(first).toEqual(expect.any(String));
    expect(await files.tag('files', 'tags/one')).toBe(first);
    await files.put('files', 'tags/one', 'b');
    expect(await files.tag('files', 'tags/one')).not.toBe(first);
  });

  it('leaves one notice, by the import that wrote: begun again, it cannot name what it wrote', async () => {
    const due = await store.list('register-notice', { by: 'state', group: 'due', limit: 10 });
    expect(due.items.map(({ isNamed }) => isNamed)).toEqual([false]);
  });
});
