// Tables: created, described, changed and deleted; kept in memory for the hot paths and as rows for the next start.
import { randomUUID } from 'node:crypto';
import { awsError, tableNotFound, validationError } from './aws-error.ts';
import { validateRequest } from './dynalite-internals.ts';
import { LAST_CHARACTER } from './row-key.ts';
import type { RowStore } from './row-store.ts';
import { tableOf } from './table-description.ts';
import type {
  IndexDescription,
  StreamSpecification,
  Table,
  TableDescription,
  TableSettings,
} from './table-description.ts';

const TABLE_PREFIX = 't~';
const ARN_PREFIX = 'arn:aws:dynamodb:us-east-1:000000000000:table/';

type Request = Readonly<Record<string, unknown>>;

export class TableCatalog {
  readonly #store: RowStore;
  readonly #streamShards: number;
  readonly #tables = new Map<string, Table>();

  constructor(store: RowStore, streamShards: number) {
    this.#store = store;
    this.#streamShards = streamShards;
  }

  /** Reads the tables of an earlier run and finishes a deletion that was interrupted. */
  async load(): Promise<void> {
    const rows = this.#store.range({ gte: TABLE_PREFIX, lt: TABLE_PREFIX + LAST_CHARACTER });
    for await (const [, row] of rows) {
      const table = tableOf(JSON.parse(row) as TableSettings);
      if (table.description.TableStatus === 'DELETING') await this.#clear(table);
      else this.#tables.set(table.name, table);
    }
  }

  all(): Iterable<Table> {
    return this.#tables.values();
  }

  /** @throws AwsError ResourceNotFoundException */
  table(name: unknown): Table {
    const table = this.#tables.get(String(name));
    if (!table) throw awsError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  find(name: string): Table | undefined {
    return this.#tables.get(name);
  }

  async create(raw: Request): Promise<unknown> {
    const stream = raw['StreamSpecification'] as StreamSpecification | undefined;
    const request = validateRequest('createTable', { ...raw });
    const name = String(request['TableName']);
    if (this.#tables.has(name)) throw awsError('ResourceInUseException', `Table already exists: ${name}`);
    const description = newDescription(request);
    if (stream?.StreamEnabled) enableStream(description, stream);
    const settings = { description, streamShards: this.#streamShards, tags: {}, pointInTimeRecovery: false };
    await this.replace(settings);
    return { TableDescription: description };
  }

  /** DescribeTable and the like name the table in their error; data operations do not. @throws AwsError */
  named(raw: Request): Table {
    const name = String(raw['TableName']);
    const table = this.#tables.get(name);
    if (!table) throw tableNotFound(name);
    return table;
  }

  async delete(raw: Request): Promise<unknown> {
    const table = this.named(validateRequest('deleteTable', { ...raw }));
    const deleting: TableDescription = { ...table.description, TableStatus: 'DELETING' };
    this.#tables.delete(table.name);
    await this.#store.commit([this.#row({ ...table.settings, description: deleting })]);
    await this.#clear(table);
    return { TableDescription: deleting };
  }

  list(raw: Request): unknown {
    const request = validateRequest('listTables', { ...raw });
    const limit = Number(request['Limit'] ?? 100);
    const after = String(request['ExclusiveStartTableName'] ?? '');
    const names = [...this.#tables.keys()].filter((name) => name > after).sort();
    const page = names.slice(0, limit);
    return names.length > limit
      ? { TableNames: page, LastEvaluatedTableName: page.at(-1) }
      : { TableNames: page };
  }

  /** Turns the stream on or off, and takes a change of billing mode as said; indexes are fixed at creation. */
  async update(raw: Request): Promise<unknown> {
    const table = this.named(raw);
    if (raw['GlobalSecondaryIndexUpdates']) {
      throw validationError(
        'The local engine fixes indexes at table creation: create a new table to change them',
      );
    }
    const description = structuredClone(table.description);
    const stream = raw['StreamSpecification'] as StreamSpecification | undefined;
    if (stream?.StreamEnabled && table.streamView) {
      throw validationError('Table already has an enabled stream');
    }
    if (stream?.StreamEnabled) {
      enableStream(description, stream);
      // A stream turned on again is a new stream: it must not begin with records of the one before.
      await this.#store.clear({ gte: table.streamPrefix, lt: table.streamPrefix + LAST_CHARACTER });
    } else if (stream) description.StreamSpecification = { StreamEnabled: false };
    if (raw['BillingMode']) description['BillingModeSummary'] = { BillingMode: raw['BillingMode'] };
    await this.replace({ ...table.settings, description });
    return { TableDescription: description };
  }

  /** Replaces a table's settings; visible to writers at once, so that a write after the answer finds what was answered. */
  async replace(settings: TableSettings): Promise<void> {
    this.#tables.set(settings.description.TableName, tableOf(settings));
    await this.#store.commit([this.#row(settings)]);
  }

  #row(settings: TableSettings): { type: 'put'; key: string; value: string } {
    return {
      type: 'put',
      key: TABLE_PREFIX + settings.description.TableName,
      value: JSON.stringify(settings),
    };
  }

  /** The table's row goes last: an interrupted deletion is found at the next start. */
  async #clear(table: Table): Promise<void> {
    await this.#store.settled();
    const prefixes = [
      table.itemPrefix,
      table.streamPrefix,
      table.ttlPrefix,
      ...table.indexes.map((index) => index.rowPrefix),
    ];
    for (const prefix of prefixes) await this.#store.clear({ gte: prefix, lt: prefix + LAST_CHARACTER });
    await this.#store.commit([{ type: 'del', key: TABLE_PREFIX + table.name }]);
  }
}

function newDescription(request: Request): TableDescription {
  const name = String(request['TableName']);
  const arn = ARN_PREFIX + name;
  const throughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
  const provisioned = { ...throughput, ...(request['ProvisionedThroughput'] as object | undefined) };
  const indexes = (kind: string): IndexDescription[] =>
    ((request[kind] ?? []) as IndexDescription[]).map((index) => ({
      ...index,
      IndexArn: `${arn}/index/${index.IndexName}`,
      ...(kind === 'GlobalSecondaryIndexes'
        ? { IndexStatus: 'ACTIVE', ProvisionedThroughput: provisioned }
        : {}),
      IndexSizeBytes: 0,
      ItemCount: 0,
    }));
  const global = indexes('GlobalSecondaryIndexes');
  const local = indexes('LocalSecondaryIndexes');
  const onDemand = request['BillingMode'] === 'PAY_PER_REQUEST';
  return {
    TableName: name,
    TableArn: arn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: Date.now() / 1000,
    AttributeDefinitions: request['AttributeDefinitions'] as TableDescription['AttributeDefinitions'],
    KeySchema: request['KeySchema'] as TableDescription['KeySchema'],
    ProvisionedThroughput: provisioned,
    ...(onDemand ? { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ItemCount: 0,
    TableSizeBytes: 0,
  };
}

const STREAM_VIEWS = new Set(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']);

function enableStream(description: TableDescription, stream: StreamSpecification): void {
  if (!STREAM_VIEWS.has(String(stream.StreamViewType))) {
    throw validationError(
      'One or more parameter values were invalid: StreamViewType must be given for an enabled stream',
    );
  }
  const label = new Date().toISOString().replace('Z', '');
  description.StreamSpecification = {
    StreamEnabled: true,
    StreamViewType: stream.StreamViewType as 'NEW_IMAGE',
  };
  description.LatestStreamLabel = label;
  description.LatestStreamArn = `${description.TableArn}/stream/${label}`;
}
