// The sealer on the embedded DynamoDB, whose pages end at a megabyte: a chain longer than a page is looked back over to its end.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { TABLES } from '../../adapters/dynamodb/tables.ts';
import type { SealBlock } from '../../core/ledger/journal.ts';
import type { Deps } from '../../functions/deps.ts';
import { sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { createTable } from '../../local/host/create-resources.ts';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import { ago, openLedger, subjectIn } from './ledger-bench.ts';

const NAMES = { register: 'register', core: 'core', views: 'views' };

async function openEngine(): Promise<Deps> {
  const engine = await startDynamoDbEngine({});
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(async () => {
    client.destroy();
    await engine.close();
  });
  for (const shape of TABLES) await createTable(client, shape, NAMES[shape.name]);
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { ...openLedger().deps, store: new DynamoDbStore(document, NAMES) };
}

it('seals nothing twice when the last blocks are more than a page', async () => {
  const deps = await openEngine();
  // Twelve blocks of 100 KB, as those of 500 entries are: what is in them is of no matter here.
  for (let number = 1; number <= 12; number++) {
    const sealedTo = ago(60_000 - number);
    const key = `${sealedTo}#${'n'.repeat(100_000)}`;
    const seal = { id: '2', version: number, entries: number, hash: `${number}`, sealedTo };
    const block: SealBlock = {
      partition: 2,
      number,
      first: number,
      previousHash: `${number - 1}`,
      entries: [{ key, hash: '' }],
      hash: seal.hash,
    };
    const write = { kind: 'seal', entity: seal } as const;
    await deps.store.commit({
      ...(number === 1 ? { creates: [write] } : { replaces: [write] }),
      event: {
        subject: 'seal:2',
        seq: number,
        type: 'journal.sealed',
        at: sealedTo,
        by: 'test',
        data: { ...block },
      },
    });
  }
  expect((await deps.store.events('seal:2', { limit: 32 })).items.length).toBeLessThan(12);
  await deps.store.commit({
    event: {
      subject: subjectIn(2),
      seq: 1,
      type: 'budget.funded',
      at: ago(30_000),
      by: 'test',
      data: {},
      transfers: [],
    },
  });
  expect(await sealJournal(deps)).toBe(1);
  expect(await sealJournal(deps)).toBe(0);
});
