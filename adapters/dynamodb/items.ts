// How things and events become DynamoDB items and back: JSON in one attribute, numbers of budgets as attributes of their own.
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Budget } from '../../core/ledger/budget.ts';
import { entryKey, partitionOf } from '../../core/ledger/journal.ts';
import type { Transfer } from '../../core/ledger/transfer.ts';
import type { BalanceMove, Commit, CommitRefusal, Entities, FlowEvent, Kind } from '../../functions/ports.ts';
import { hashed } from '../store/journal-entry.ts';
import {
  addressOf,
  eventAddress,
  handsOfKind,
  indexKeys,
  journalPartition,
  KEYS,
  makerOf,
} from '../store/keys.ts';
import type { TableNames } from './dynamodb-store.ts';
import { packProof, unpackProof } from './packed-proof.ts';

export type Item = Record<string, unknown>;
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A budget's accounts are attributes, because conditions and additions work on them; all else is one JSON text. */
export function itemOf<K extends Kind>(kind: K, entity: Entities[K]): Item {
  const keys = { ...addressOf(kind, entity.id), ...indexKeys(kind, entity) };
  if (kind === 'budget') return { ...keys, ...entity };
  const { version } = entity as { version?: number };
  const maker = makerOf(kind, entity);
  const hands = handsOfKind(kind, entity);
  return {
    ...keys,
    ...(version !== undefined && { version }),
    ...(maker !== undefined && { maker }),
    ...(hands !== undefined && { hands }),
    body: JSON.stringify(entity),
  };
}

export function entityOfItem<K extends Kind>(kind: K, item: Item): Entities[K] {
  if (kind !== 'budget') return JSON.parse(item['body'] as string) as Entities[K];
  const { pk: _pk, sk: _sk, gsi2pk: _group, gsi2sk: _sort, ...budget } = item;
  return budget as Budget as Entities[K];
}

/** The id behind an item's main key, also of an index entry that holds keys only. */
export const keyIdOf = (kind: Kind, item: Item): string =>
  kind === 'enterprise' || kind === 'figures' || kind === 'message'
    ? String(item['sk'])
    : String(item['pk']).slice(kind.length + 1);

/**
 * `event` routes and filters, `body` is what the relay sends as it is; the journal and the proof stay behind. An entry of the
 * journal is on its partition's list.
 */
export function eventItem(event: FlowEvent): Item {
  const { transfers, proof, hash, ...message } = hashed(event);
  return {
    ...eventAddress(message.subject, message.seq),
    ...(transfers && {
      gsi2pk: journalPartition(partitionOf(message.subject)),
      gsi2sk: entryKey(message),
    }),
    ...(hash !== undefined && { hash }),
    event: message.type,
    body: JSON.stringify(message),
    ...(transfers && { transfers: JSON.stringify(transfers) }),
    ...(proof && { proof: packProof(proof) }),
  };
}

export function eventOfItem(item: Item): FlowEvent {
  const { body, transfers, proof, hash } = item;
  return {
    ...(JSON.parse(body as string) as FlowEvent),
    ...(typeof transfers === 'string' && { transfers: JSON.parse(transfers) as Transfer[] }),
    ...(proof !== undefined && { proof: unpackProof(proof as string | Uint8Array) }),
    ...(typeof hash === 'string' && { hash }),
  };
}

const anotherPerson = (kind: Kind): string =>
  KEYS[kind].hands ? ' AND NOT contains(hands, :by)' : ' AND maker <> :by';

/** One commit as one transaction; `parts[i]` says which part of the commit item i is. */
export function transactItems(
  commit: Commit,
  tables: TableNames,
): { items: TransactItem[]; parts: CommitRefusal[] } {
  const items: TransactItem[] = [];
  const parts: CommitRefusal[] = [];
  const add = (part: CommitRefusal['part'], index: number, item: TransactItem) => {
    items.push(item);
    parts.push({ part, index });
  };
  commit.creates?.forEach(({ kind, entity }, index) =>
    add('create', index, {
      Put: {
        TableName: tables[KEYS[kind].table],
        Item: itemOf(kind, entity),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
  );
  commit.replaces?.forEach(({ kind, entity, notMadeBy }, index) =>
    add('replace', index, {
      Put: {
        TableName: tables[KEYS[kind].table],
        Item: itemOf(kind, entity),
        ConditionExpression: `version = :before${notMadeBy === undefined ? '' : anotherPerson(kind)}`,
        ExpressionAttributeValues: {
          ':before': (entity as { version: number }).version - 1,
          ...(notMadeBy !== undefined && { ':by': notMadeBy }),
        },
      },
    }),
  );
  commit.moves?.forEach((move, index) =>
    add('move', index, { Update: { TableName: tables.core, ...moveUpdate(move) } }),
  );
  commit.checks?.forEach(({ kind, id, version }, index) =>
    add('check', index, {
      ConditionCheck: {
        TableName: tables[KEYS[kind].table],
        Key: addressOf(kind, id),
        ...(version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': version },
            }),
      },
    }),
  );
  add('event', 0, {
    Put: {
      TableName: tables.core,
      Item: eventItem(commit.event),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  return { items, parts };
}

/** The guard and the change of one budget in one expression: conditions have no arithmetic, so each account is kept itself. */
function moveUpdate(move: BalanceMove) {
  const conditions = ['attribute_exists(pk)'];
  const additions: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [account, least] of Object.entries(move.atLeast)) {
    conditions.push(`${account} >= :least_${account}`);
    values[`:least_${account}`] = least;
  }
  for (const [account, change] of Object.entries(move.add)) {
    additions.push(`${account} :add_${account}`);
    values[`:add_${account}`] = change;
  }
  const names: Record<string, string> = {};
  if (move.epoch !== undefined) {
    conditions.push('epoch = :epoch');
    additions.push('epoch :one');
    Object.assign(values, { ':epoch': move.epoch, ':one': 1 });
    if (move.set?.status === undefined) {
      conditions.push('#status = :open');
      names['#status'] = 'status';
      values[':open'] = 'open';
    }
  }
  const settings = Object.entries(move.set ?? {}).map(([name, value]) => {
    names[`#${name}`] = name;
    values[`:set_${name}`] = value;
    return `#${name} = :set_${name}`;
  });
  const clauses = [
    ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ...(settings.length > 0 ? [`SET ${settings.join(', ')}`] : []),
  ];
  return {
    Key: addressOf('budget', move.budgetId),
    UpdateExpression: clauses.join(' '),
    ConditionExpression: conditions.join(' AND '),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ExpressionAttributeValues: values,
  };
}
