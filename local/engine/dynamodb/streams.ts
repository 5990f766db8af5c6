// The DynamoDB Streams API over the stream rows, and the trimming of records past their retention.
import { awsError, validationError } from './aws-error.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { LAST_CHARACTER, streamRowKey } from './row-key.ts';
import { JsonText } from './stored-item.ts';
import { sequenceAt } from './stream-sequence.ts';
import type { Table } from './table-description.ts';

const RECORDS_MAX = 1000;
/** GetRecords answers with at most about this much. */
const RESPONSE_MAX_BYTES = 1024 * 1024;

const shardName = (shard: number): string => `shardId-${String(shard).padStart(20, '0')}-zhida000`;

function streamTable(engine: EngineContext, arn: unknown): Table {
  const name = String(arn).split('/')[1];
  const table = name === undefined ? undefined : engine.catalog.find(name);
  if (!table || table.description.LatestStreamArn !== arn) {
    throw awsError(
      'ResourceNotFoundException',
      `Requested resource not found: Stream: ${String(arn)} not found`,
    );
  }
  return table;
}

function shardNumber(table: Table, shardId: unknown): number {
  const shard = Number(String(shardId).split('-')[1]);
  if (!(shard < table.settings.streamShards) || shardName(shard) !== shardId) {
    throw awsError(
      'ResourceNotFoundException',
      `Requested resource not found: Shard: ${String(shardId)} does not exist`,
    );
  }
  return shard;
}

export function listStreams(engine: EngineContext, raw: RawRequest): unknown {
  const streams = [...engine.catalog.all()]
    .filter((table) => table.description.LatestStreamArn && (raw['TableName'] ?? table.name) === table.name)
    .map(({ name, description }) => ({
      StreamArn: description.LatestStreamArn,
      StreamLabel: description.LatestStreamLabel,
      TableName: name,
    }));
  return { Streams: streams };
}

export function describeStream(engine: EngineContext, raw: RawRequest): unknown {
  const table = streamTable(engine, raw['StreamArn']);
  const shards = Array.from({ length: table.settings.streamShards }, (_, shard) => ({
    ShardId: shardName(shard),
    SequenceNumberRange: { StartingSequenceNumber: sequenceAt(0) },
  }));
  return {
    StreamDescription: {
      StreamArn: table.description.LatestStreamArn,
      StreamLabel: table.description.LatestStreamLabel,
      StreamStatus: table.streamView ? 'ENABLED' : 'DISABLED',
      StreamViewType: table.description.StreamSpecification?.StreamViewType,
      CreationRequestDateTime: table.description['CreationDateTime'],
      TableName: table.name,
      KeySchema: table.description.KeySchema,
      Shards: shards,
    },
  };
}

/** Where a reader stands: records with a sequence number above `after` come next. */
interface Iterator {
  readonly arn: string;
  readonly shard: number;
  readonly after: string;
}

const encode = (iterator: Iterator): string => Buffer.from(JSON.stringify(iterator)).toString('base64url');

function decode(text: unknown): Iterator {
  try {
    const iterator = JSON.parse(Buffer.from(String(text), 'base64url').toString()) as Partial<Iterator>;
    if (
      typeof iterator.arn === 'string' &&
      typeof iterator.shard === 'number' &&
      typeof iterator.after === 'string'
    ) {
      return iterator as Iterator;
    }
  } catch {
    // Not JSON: refused below like any other iterator that this engine did not make.
  }
  throw validationError('Invalid ShardIterator');
}

export function getShardIterator(engine: EngineContext, raw: RawRequest): unknown {
  const table = streamTable(engine, raw['StreamArn']);
  const shard = shardNumber(table, raw['ShardId']);
  const after = startOf(engine, table, raw);
  return { ShardIterator: encode({ arn: String(raw['StreamArn']), shard, after }) };
}

function startOf(engine: EngineContext, table: Table, raw: RawRequest): string {
  const type = raw['ShardIteratorType'];
  if (type === 'TRIM_HORIZON') return sequenceAt(0);
  if (type === 'LATEST') return engine.sequence.last;
  const given = raw['SequenceNumber'];
  if (
    (type !== 'AFTER_SEQUENCE_NUMBER' && type !== 'AT_SEQUENCE_NUMBER') ||
    typeof given !== 'string' ||
    !/^\d{1,40}$/.test(given)
  ) {
    throw validationError('Invalid ShardIteratorType or SequenceNumber');
  }
  const after = type === 'AFTER_SEQUENCE_NUMBER' ? given : String(BigInt(given) - 1n);
  const sequence = after.padStart(sequenceAt(0).length, '0');
  if (sequence < (table.settings.trimmedBefore ?? '')) {
    throw awsError(
      'TrimmedDataAccessException',
      'The operation attempted to read past the oldest stream record in a shard',
    );
  }
  return sequence;
}

/** Answers at once, with what is durable; see `StreamSignal` for waiting. */
export async function getRecords(engine: EngineContext, raw: RawRequest): Promise<JsonText> {
  const iterator = decode(raw['ShardIterator']);
  const table = streamTable(engine, iterator.arn);
  const limit = raw['Limit'] === undefined ? RECORDS_MAX : Number(raw['Limit']);
  if (!(limit >= 1 && limit <= RECORDS_MAX))
    throw validationError(`Limit must be between 1 and ${RECORDS_MAX}`);
  const range = {
    gt: streamRowKey(table, iterator.shard, iterator.after),
    lt: streamRowKey(table, iterator.shard, LAST_CHARACTER),
  };
  const records: string[] = [];
  let after = iterator.after;
  let size = 0;
  const rows = engine.store.range({ ...range, limit });
  try {
    while (records.length < limit && size < RESPONSE_MAX_BYTES) {
      const chunk = await rows.nextv(Math.min(100, limit - records.length));
      if (chunk.length === 0) break;
      for (const [key, row] of chunk) {
        records.push(row);
        size += row.length;
        after = key.slice(key.lastIndexOf('~') + 1);
      }
    }
  } finally {
    await rows.close();
  }
  const next = encode({ ...iterator, after });
  return new JsonText(`{"Records":[${records.join()}],"NextShardIterator":${JSON.stringify(next)}}`);
}

/** Continues the numbering after the newest record of any stream, whatever the clock says. */
export async function continueSequence(engine: EngineContext): Promise<void> {
  for (const table of engine.catalog.all()) {
    for (let shard = 0; shard < table.settings.streamShards; shard++) {
      const bounds = { gte: streamRowKey(table, shard, ''), lt: streamRowKey(table, shard, LAST_CHARACTER) };
      for await (const [key] of engine.store.range({ ...bounds, reverse: true, limit: 1 })) {
        engine.sequence.continueAfter(key.slice(key.lastIndexOf('~') + 1));
      }
    }
  }
}

/** Deletes records older than the retention, so that the disk does not grow for ever. */
export async function trimStreams(engine: EngineContext, retentionMs: number): Promise<void> {
  const before = sequenceAt(Math.max(0, Date.now() - retentionMs));
  for (const table of engine.catalog.all()) {
    if (!table.description.LatestStreamArn) continue;
    await engine.catalog.replace({ ...table.settings, trimmedBefore: before });
    for (let shard = 0; shard < table.settings.streamShards; shard++) {
      await engine.store.clear({
        gte: streamRowKey(table, shard, ''),
        lt: streamRowKey(table, shard, before),
      });
    }
  }
}
