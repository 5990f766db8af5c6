// The store on DynamoDB: one commit is one TransactWriteItems with the event inside, so that nothing is ever half done.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Figures } from '../../core/cockpit/figures.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type {
  Commit,
  CommitRefusal,
  CommitResult,
  Entities,
  FlowEvent,
  JournalRequest,
  Kind,
  ListQuery,
  Page,
  PageRequest,
  Store,
} from '../../functions/ports.ts';
import { addressOf, EVENT_SORT_PREFIX, journalPartition, KEYS, subjectPartition } from '../store/keys.ts';
import { mergePage, partitionLimit, rangeOf, type Range } from '../store/listing.ts';
import { assertOneTransaction } from '../store/transaction-limits.ts';
import { OWNER_INDEX } from './tables.ts';
import { entityOfItem, eventOfItem, itemOf, keyIdOf, transactItems, type Item } from './items.ts';

export interface TableNames {
  readonly register: string;
  readonly core: string;
  readonly views: string;
}

/** A lost race is tried again here, the same commit under the same token: at most 5 times, within about 2 s. */
const RACE_RETRIES_MAX = 5;
const RACE_BACKOFF_MS = 25;
const BATCH_GET_MAX = 100;
const BATCHES_AT_ONCE = 8;
const BATCH_WRITE_MAX = 25;

export class DynamoDbStore implements Store {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: TableNames;

  readonly #pause: (ms: number) => Promise<unknown>;

  /** @param pause waits between two tries; a simulation with a clock of its own gives its own */
  constructor(
    client: DynamoDBDocumentClient,
    tables: TableNames,
    pause: (ms: number) => Promise<unknown> = sleep,
  ) {
    this.#client = client;
    this.#tables = tables;
    this.#pause = pause;
  }

  async read<K extends Kind>(kind: K, id: string): Promise<Entities[K] | undefined> {
    const command = new GetCommand({
      TableName: this.#table(kind),
      Key: addressOf(kind, id),
      ConsistentRead: true,
    });
    const { Item: item } = await transient(this.#client.send(command));
    return item ? entityOfItem<K>(kind, item) : undefined;
  }

  async readMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<(Entities[K] | undefined)[]> {
    const found = new Map<string, Entities[K]>();
    const keys = [...new Set(ids)].map((id) => addressOf(kind, id));
    for (const item of await this.#batchGet(this.#table(kind), keys))
      found.set(keyIdOf(kind, item), entityOfItem<K>(kind, item));
    return ids.map((id) => found.get(id));
  }

  async list<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Entities[K]>> {
    const page = await this.#page(kind, query);
    const cursor = page.cursor !== undefined && { cursor: page.cursor };
    if (rangeOf(kind, query).index === undefined) {
      return { items: page.items.map(({ item }) => entityOfItem<K>(kind, item)), ...cursor };
    }
    // Indexes hold keys only; the things themselves are read consistently, so a list never shows a stale state.
    const entities = await this.readMany(
      kind,
      page.items.map(({ item }) => keyIdOf(kind, item)),
    );
    return { items: entities.filter((entity) => entity !== undefined), ...cursor };
  }

  async listKeys(kind: Kind, query: ListQuery): Promise<Page<{ id: string; sort: string }>> {
    const page = await this.#page(kind, query);
    const items = page.items.map(({ item, sort }) => ({ id: keyIdOf(kind, item), sort }));
    return { items, ...(page.cursor !== undefined && { cursor: page.cursor }) };
  }

  async events(subject: string, request: PageRequest = { limit: 1000 }): Promise<Page<FlowEvent>> {
    const after = String(request.cursor ?? 0).padStart(8, '0');
    const { Items: items = [], LastEvaluatedKey: last } = await transient(
      this.#client.send(
        new QueryCommand({
          TableName: this.#tables.core,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': subjectPartition(subject),
            ':from': `${EVENT_SORT_PREFIX}${after}+`,
            ':to': `${EVENT_SORT_PREFIX}~`,
          },
          ConsistentRead: true,
          Limit: request.limit,
        }),
      ),
    );
    const events = items.map(eventOfItem);
    return { items: events, ...(last && { cursor: String(events.at(-1)?.seq) }) };
  }

  async journal(partition: number, request: JournalRequest): Promise<Page<FlowEvent>> {
    const range = {
      index: OWNER_INDEX,
      partitions: [],
      from: request.cursor ?? request.from ?? '',
      after: request.cursor !== undefined,
      to: request.before ?? '\uffff',
    };
    const found = await this.#queryPartition(
      this.#tables.core,
      range,
      journalPartition(partition),
      request.limit,
    );
    const keys = found.map(({ item }) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
    const items = new Map<string, Item>();
    for (const item of await this.#batchGet(this.#tables.core, keys))
      items.set(`${String(item['pk'])}\n${String(item['sk'])}`, item);
    const events = keys.flatMap(({ pk, sk }) => {
      const item = items.get(`${pk}\n${sk}`);
      return item ? [eventOfItem(item)] : [];
    });
    const last = found.at(-1);
    return { items: events, ...(found.length >= request.limit && last && { cursor: last.sort }) };
  }

  async commit(commit: Commit): Promise<CommitResult> {
    assertOneTransaction(commit);
    const { items, parts } = transactItems(commit, this.#tables);
    // One token for all tries of this commit: a try whose answer was lost is not done twice.
    const command = new TransactWriteCommand({ TransactItems: items, ClientRequestToken: randomUUID() });
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#client.send(command);
        return { committed: true };
      } catch (error) {
        const refusals = refusalsOf(error, parts);
        if (refusals.length > 0) return { committed: false, refusals };
        if (!isRace(error) || attempt >= RACE_RETRIES_MAX) throw asTransient(error);
        await this.#pause(RACE_BACKOFF_MS * 2 ** attempt * (0.5 + Math.random() / 2));
      }
    }
  }

  async putView(figures: Figures): Promise<boolean> {
    const first = figures.version === 1;
    const command = new PutCommand({
      TableName: this.#tables.views,
      Item: itemOf('figures', figures),
      ConditionExpression: first ? 'attribute_not_exists(pk)' : 'version = :before',
      ...(!first && { ExpressionAttributeValues: { ':before': figures.version - 1 } }),
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (nameOf(error) === 'ConditionalCheckFailedException') return false;
      throw asTransient(error);
    }
  }

  async put<K extends Kind>(kind: K, entities: readonly Entities[K][]): Promise<void> {
    const table = this.#table(kind);
    for (let from = 0; from < entities.length; from += BATCH_WRITE_MAX) {
      let requests = entities
        .slice(from, from + BATCH_WRITE_MAX)
        .map((entity) => ({ PutRequest: { Item: itemOf(kind, entity) as Record<string, unknown> } }));
      for (let attempt = 0; requests.length > 0; attempt++) {
        if (attempt > RACE_RETRIES_MAX) throw new Fault('throttled');
        if (attempt > 0) await this.#pause(RACE_BACKOFF_MS * 2 ** attempt);
        const { UnprocessedItems: left } = await transient(
          this.#client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } })),
        );
        requests = (left?.[table] ?? []) as typeof requests;
      }
    }
  }

  #table(kind: Kind): string {
    return this.#tables[KEYS[kind].table];
  }

  /** In any order; one request for each hundred keys, a few at a time. */
  async #batchGet(table: string, keys: readonly { pk: string; sk: string }[]): Promise<Item[]> {
    const items: Item[] = [];
    for (let from = 0; from < keys.length; from += BATCH_GET_MAX * BATCHES_AT_ONCE) {
      const starts = Array.from({ length: BATCHES_AT_ONCE }, (_, batch) => from + batch * BATCH_GET_MAX);
      const batches = starts.map((start) => keys.slice(start, start + BATCH_GET_MAX));
      for (const found of await Promise.all(batches.map((batch) => this.#oneBatch(table, batch))))
        items.push(...found);
    }
    return items;
  }

  async #oneBatch(table: string, keys: readonly { pk: string; sk: string }[]): Promise<Item[]> {
    const items: Item[] = [];
    let wanted: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt > RACE_RETRIES_MAX) throw new Fault('throttled');
      if (attempt > 0) await this.#pause(RACE_BACKOFF_MS * 2 ** attempt);
      const command = new BatchGetCommand({
        RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } },
      });
      const { Responses: responses, UnprocessedKeys: left } = await transient(this.#client.send(command));
      items.push(...((responses?.[table] ?? []) as Item[]));
      wanted = left?.[table]?.Keys ?? [];
    }
    return items;
  }

  async #page(kind: Kind, query: ListQuery): Promise<Page<{ item: Item; sort: string }>> {
    const range = rangeOf(kind, query);
    const limit = partitionLimit(range, query.limit);
    const parts = await Promise.all(
      range.partitions.map((partition) => this.#queryPartition(this.#table(kind), range, partition, limit)),
    );
    return mergePage(parts, query.limit, limit);
  }

  async #queryPartition(
    table: string,
    range: Range,
    partition: string,
    limit: number,
  ): Promise<{ item: Item; sort: string }[]> {
    const [pk, sk] = range.index === undefined ? ['pk', 'sk'] : [`${range.index}pk`, `${range.index}sk`];
    const found: { item: Item; sort: string }[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const { Items: items = [], LastEvaluatedKey: last } = await transient(
        this.#client.send(
          new QueryCommand({
            TableName: table,
            ...(range.index !== undefined && { IndexName: range.index }),
            KeyConditionExpression: `${pk} = :pk AND ${sk} BETWEEN :from AND :to`,
            // BETWEEN includes both ends: a blank after the cursor starts behind it, the filter below drops the upper end.
            ExpressionAttributeValues: {
              ':pk': partition,
              ':from': range.after ? `${range.from} ` : range.from || ' ',
              ':to': range.to,
            },
            Limit: limit - found.length,
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      );
      for (const item of items as Item[]) {
        const sort = String(item[sk as 'sk']);
        if (sort < range.to) found.push({ item, sort });
      }
      start = last;
    } while (start && found.length < limit);
    return found;
  }
}

interface Reason {
  readonly Code?: string;
}
const reasonsOf = (error: unknown): readonly Reason[] =>
  error instanceof Error && error.name === 'TransactionCanceledException'
    ? ((error as { CancellationReasons?: Reason[] }).CancellationReasons ?? [])
    : [];

/** The parts whose condition failed: an outcome, not an error. */
const refusalsOf = (error: unknown, parts: readonly CommitRefusal[]): CommitRefusal[] =>
  reasonsOf(error).flatMap((reason, index) => {
    const part = parts[index];
    return reason.Code === 'ConditionalCheckFailed' && part ? [part] : [];
  });

const RACES = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const TRANSIENT = new Set([
  'TransactionInProgressException',
  'TransactionConflictException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'ECONNRESET',
  'ECONNREFUSED',
]);
const nameOf = (error: unknown): string =>
  error instanceof Error ? ((error as { code?: string }).code ?? error.name) : '';

const isRace = (error: unknown): boolean => {
  const reasons = reasonsOf(error);
  if (reasons.length > 0) return reasons.every(({ Code = 'None' }) => Code === 'None' || RACES.has(Code));
  return TRANSIENT.has(nameOf(error));
};

function asTransient(error: unknown): unknown {
  if (reasonsOf(error).length > 0) return isRace(error) ? new Fault('lost-race') : error;
  return TRANSIENT.has(nameOf(error)) ? new Fault('unavailable') : error;
}

async function transient<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw asTransient(error);
  }
}
