// One byte of one stored item is changed in the embedded DynamoDB itself: the verification names the entry.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '../../adapters/dynamodb/document-client.ts';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { TABLES } from '../../adapters/dynamodb/tables.ts';
import { eventAddress } from '../../adapters/store/keys.ts';
import { fen } from '../../core/kernel/fen.ts';
import { movesOf, type Transfer } from '../../core/ledger/transfer.ts';
import { sealJournal } from '../../functions/reconciliation/seal-journal.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { createTable } from '../../local/host/create-resources.ts';
import { startDynamoDbEngine } from '../../local/engine/dynamodb/start-engine.ts';
import { budgetOf, eventOf } from '../store/store-contract.ts';
import { openTradeWorld } from './trade-world.ts';
import type { Deps } from '../../functions/deps.ts';

let engine: Awaited<ReturnType<typeof startDynamoDbEngine>>;
let client: DynamoDBClient;
let document: DynamoDBDocumentClient;
let deps: Deps;
const NAMES = { register: 'register', core: 'core', views: 'views' };

beforeAll(async () => {
  engine = await startDynamoDbEngine({});
  client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const shape of TABLES) await createTable(client, shape, NAMES[shape.name]);
  document = documentClient(client);
  deps = { ...(await openTradeWorld()).deps, store: new DynamoDbStore(document, NAMES) };
  const transfer = (kind: 'fund' | 'cut', amount: number): Transfer => ({
    id: `budget-request/${kind}-${amount}`,
    kind,
    budgetId: 'b',
    amountFen: fen(amount),
  });
  await deps.store.commit({
    creates: [{ kind: 'budget', entity: budgetOf('b', { epoch: 1 }) }],
    event: { ...eventOf('budget:b', 1, 'budget.funded'), transfers: [transfer('fund', 1000)] },
  });
  for (let seq = 2; seq <= 6; seq++) {
    const transfers = [transfer('cut', 10 * seq)];
    await deps.store.commit({
      moves: movesOf(transfers),
      event: { ...eventOf('budget:b', seq, 'budget.cut'), transfers },
    });
  }
  await sealJournal(deps, { settleMs: 0, lookbackMs: 900_000 });
});
afterAll(async () => {
  client.destroy();
  await engine.close();
});

/** Changes one attribute of a stored event, runs, and puts the item back as it was. */
async function withChanged<T>(
  seq: number,
  attribute: string,
  change: (text: string) => string,
  run: () => Promise<T>,
): Promise<T> {
  const at = { TableName: NAMES.core, Key: eventAddress('budget:b', seq) };
  const { Item: item = {} } = await document.send(new GetCommand(at));
  const text = String(item[attribute]);
  const changed = change(text);
  expect(changed).not.toBe(text);
  expect(changed).toHaveLength(text.length);
  await document.send(new PutCommand({ TableName: NAMES.core, Item: { ...item, [attribute]: changed } }));
  try {
    return await run();
  } finally {
    await document.send(new PutCommand({ TableName: NAMES.core, Item: item }));
  }
}

describe('the stored journal', () => {
  it('holds as it was written', async () => {
    expect(await verifyLedger(deps)).toMatchObject({ verified: true, transfers: 6, budgets: 1 });
  });

  it.each([
    ['an amount', 3, 'transfers', (text: string) => text.replace('"amountFen":30', '"amountFen":31')],
    ['who acted', 4, 'body', (text: string) => text.replace('"by":"test"', '"by":"tesu"')],
    ['the hash', 5, 'hash', (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1)],
  ] as const)('with one byte of %s changed names the entry', async (_, seq, attribute, change) => {
    const { verified, problems } = await withChanged(seq, attribute, change, () => verifyLedger(deps));
    expect(verified).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'entry-changed', entry: `budget:b/${seq}` }),
    );
    expect((await verifyLedger(deps)).verified).toBe(true);
  });
});
