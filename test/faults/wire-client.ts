// DynamoDB as the real adapter sees it from a process that may be struck: transactions with tokens, cancelled by reasons, whose
// answers get lost. It turns a transaction's items back into the commit that they came from, for the memory store to do.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DynamoDbStore } from '../../adapters/dynamodb/dynamodb-store.ts';
import { entityOfItem, eventOfItem, type Item } from '../../adapters/dynamodb/items.ts';
import { EVENT_SORT_PREFIX } from '../../adapters/store/keys.ts';
import type { BalanceMove, Check, Commit, CommitResult, Kind, Write } from '../../functions/ports.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Process, Scheduler } from './scheduler.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Put = NonNullable<TransactItem['Put']>;
type Update = NonNullable<TransactItem['Update']>;

/** What a token was first used for, shared by all processes as DynamoDB would. */
export type Tokens = Map<string, string>;

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });

const kindOf = (pk: string): Kind => pk.slice(0, pk.indexOf('#')) as Kind;

const writeOf = (item: Item): Write => {
  const kind = kindOf(String(item['pk']));
  return { kind, entity: entityOfItem(kind, item) } as Write;
};

const isEvent = ({ Item: item }: Put): boolean => String(item?.['sk']).startsWith(EVENT_SORT_PREFIX);

function replaceOf({ Item: item, ExpressionAttributeValues: values }: Put) {
  const notMadeBy = values?.[':by'] as string | undefined;
  return { ...writeOf(item as Item), ...(notMadeBy !== undefined && { notMadeBy }) };
}

/** `:least_x`, `:add_x` and `:epoch` are how the adapter writes a guarded move. */
function moveOf({ Key: key, ExpressionAttributeValues: values = {} }: Update): BalanceMove {
  const valuesOf = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value as number]] : [],
      ),
    );
  const epoch = values[':epoch'] as number | undefined;
  const set = valuesOf(':set_') as NonNullable<BalanceMove['set']>;
  return {
    budgetId: String(key?.['pk']).slice('budget#'.length),
    add: valuesOf(':add_'),
    atLeast: valuesOf(':least_'),
    ...(epoch !== undefined && { epoch }),
    ...(Object.keys(set).length > 0 && { set }),
  };
}

function checkOf({
  Key: key,
  ExpressionAttributeValues: values,
}: NonNullable<TransactItem['ConditionCheck']>): Check {
  const pk = String(key?.['pk']);
  const kind = kindOf(pk);
  return {
    kind,
    id: pk.slice(kind.length + 1),
    version: (values?.[':version'] as number | undefined) ?? 0,
  } as Check;
}

function commitOf(items: readonly TransactItem[]): Commit {
  const puts = items.flatMap((item) => item.Put ?? []);
  const event = puts.find(isEvent);
  const writes = puts.filter((put) => !isEvent(put));
  const isCreate = (put: Put) => put.ConditionExpression === 'attribute_not_exists(pk)';
  return {
    creates: writes.filter(isCreate).map((put) => writeOf(put.Item as Item)),
    replaces: writes.filter((put) => !isCreate(put)).map(replaceOf) as NonNullable<Commit['replaces']>,
    moves: items.flatMap((item) => (item.Update ? [moveOf(item.Update)] : [])),
    checks: items.flatMap((item) => (item.ConditionCheck ? [checkOf(item.ConditionCheck)] : [])),
    event: eventOfItem(event?.Item as Item),
  };
}

/** Which item of the transaction a refused part was. */
function reasonsOf(items: readonly TransactItem[], result: CommitResult): { Code: string }[] {
  if (result.committed) return [];
  const indexesOf = (test: (item: TransactItem) => boolean) =>
    items.flatMap((item, index) => (test(item) ? [index] : []));
  const isWrite = ({ Put: put }: TransactItem) => put !== undefined && !isEvent(put);
  const isCreate = (item: TransactItem) => item.Put?.ConditionExpression === 'attribute_not_exists(pk)';
  const places = {
    create: indexesOf((item) => isWrite(item) && isCreate(item)),
    replace: indexesOf((item) => isWrite(item) && !isCreate(item)),
    move: indexesOf((item) => item.Update !== undefined),
    check: indexesOf((item) => item.ConditionCheck !== undefined),
    event: indexesOf((item) => item.Put !== undefined && isEvent(item.Put)),
  };
  const refused = new Set(result.refusals.map(({ part, index }) => places[part][index]));
  return items.map((_, index) => ({ Code: refused.has(index) ? 'ConditionalCheckFailed' : 'None' }));
}

/** The scheduler's faults in the words of the SDK. */
function asAws(error: unknown, items: readonly TransactItem[]): unknown {
  if (!(error instanceof Fault)) return error;
  if (error.code === 'throttled') return named('ProvisionedThroughputExceededException');
  if (error.code === 'unavailable') return named('TimeoutError');
  const CancellationReasons = items.map((_, index) => ({
    Code: index === 0 ? 'TransactionConflict' : 'None',
  }));
  return named('TransactionCanceledException', { CancellationReasons });
}

/** The real adapter on this wire, for one process: only its commits are used. */
export function wireStore(
  scheduler: Scheduler,
  process: Process,
  tokens: Tokens,
  commit: (commit: Commit) => CommitResult,
): DynamoDbStore {
  const transact = ({
    TransactItems: items = [],
    ClientRequestToken: token = '',
  }: TransactWriteCommandInput) => {
    const content = JSON.stringify(items);
    const earlier = tokens.get(token);
    if (earlier === content) return {};
    if (earlier !== undefined) throw named('IdempotentParameterMismatchException');
    const result = commit(commitOf(items));
    if (result.committed) tokens.set(token, content);
    else throw named('TransactionCanceledException', { CancellationReasons: reasonsOf(items, result) });
    return {};
  };
  const send = async ({ input }: { input: TransactWriteCommandInput }) => {
    const items = input.TransactItems ?? [];
    const label = String(items.find(({ Put: put }) => put && isEvent(put))?.Put?.Item?.['event']);
    return scheduler
      .call(process, 'commit', `wire ${label}`, () => transact(input))
      .catch((error: unknown) => Promise.reject(asAws(error, items)));
  };
  const pause = () => scheduler.call(process, 'outside', 'pause', () => undefined);
  const tables = { register: 'register', core: 'core', views: 'views' };
  return new DynamoDbStore({ send } as unknown as DynamoDBDocumentClient, tables, pause);
}
