// What the engine keeps of a table: AWS's description, with keys and indexes looked up once for the hot paths.
import type { AttributeType } from './attribute-value.ts';

export interface KeySchemaElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

export interface IndexDescription {
  IndexName: string;
  KeySchema: KeySchemaElement[];
  Projection: { ProjectionType: 'ALL' | 'INCLUDE' | 'KEYS_ONLY'; NonKeyAttributes?: string[] };
  [more: string]: unknown;
}

export interface StreamSpecification {
  StreamEnabled: boolean;
  StreamViewType?: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';
}

/** The description in AWS's own form, stored as JSON and answered by DescribeTable. */
export interface TableDescription {
  TableName: string;
  TableArn: string;
  TableStatus: 'ACTIVE' | 'DELETING';
  AttributeDefinitions: { AttributeName: string; AttributeType: AttributeType }[];
  KeySchema: KeySchemaElement[];
  GlobalSecondaryIndexes?: IndexDescription[];
  LocalSecondaryIndexes?: IndexDescription[];
  StreamSpecification?: StreamSpecification;
  LatestStreamArn?: string;
  LatestStreamLabel?: string;
  [more: string]: unknown;
}

/** One attribute of a key, with its type. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface Index {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly keys: readonly KeyAttribute[];
  /** Attributes copied into the index; undefined means all. */
  readonly projected: ReadonlySet<string> | undefined;
  /** Nothing but keys is copied, so that an entry never changes: its key would be another one. */
  readonly isKeysOnly: boolean;
  /** Row keys of this index's entries begin with this. */
  readonly rowPrefix: string;
}

/** What is stored beside the description. */
export interface TableSettings {
  description: TableDescription;
  /** Number of shards of the stream; records of one partition key share a shard. */
  streamShards: number;
  ttlAttribute?: string;
  tags: Record<string, string>;
  pointInTimeRecovery: boolean;
  /** Stream records below this sequence number have been deleted. */
  trimmedBefore?: string;
}

/** A table as the hot paths use it, derived from its settings. */
export interface Table {
  readonly name: string;
  readonly settings: TableSettings;
  readonly description: TableDescription;
  readonly keys: readonly KeyAttribute[];
  readonly indexes: readonly Index[];
  readonly itemPrefix: string;
  readonly streamPrefix: string;
  readonly ttlPrefix: string;
  readonly streamView: StreamSpecification['StreamViewType'] | undefined;
  readonly ttlAttribute: string | undefined;
}

/** Derives the looked-up form; call again after settings change. */
export function tableOf(settings: TableSettings): Table {
  const { description } = settings;
  const name = description.TableName;
  const types = new Map(
    description.AttributeDefinitions.map((one) => [one.AttributeName, one.AttributeType]),
  );
  const keysOf = (schema: KeySchemaElement[]): KeyAttribute[] =>
    schema.map((one) => ({
      name: one.AttributeName,
      type: types.get(one.AttributeName) as KeyAttribute['type'],
    }));
  const keys = keysOf(description.KeySchema);
  const indexOf =
    (isGlobal: boolean) =>
    (index: IndexDescription): Index => ({
      name: index.IndexName,
      isGlobal,
      keys: keysOf(index.KeySchema),
      projected: projectedNames(index, keys),
      isKeysOnly: index.Projection.ProjectionType === 'KEYS_ONLY',
      rowPrefix: `x~${name}~${index.IndexName}~`,
    });
  const stream = description.StreamSpecification;
  return {
    name,
    settings,
    description,
    keys,
    indexes: [
      ...(description.GlobalSecondaryIndexes ?? []).map(indexOf(true)),
      ...(description.LocalSecondaryIndexes ?? []).map(indexOf(false)),
    ],
    itemPrefix: `i~${name}~`,
    streamPrefix: `s~${name}~`,
    ttlPrefix: `e~${name}~`,
    streamView: stream?.StreamEnabled ? stream.StreamViewType : undefined,
    ttlAttribute: settings.ttlAttribute,
  };
}

function projectedNames(
  index: IndexDescription,
  tableKeys: readonly KeyAttribute[],
): Set<string> | undefined {
  if (index.Projection.ProjectionType === 'ALL') return undefined;
  const own = index.KeySchema.map((one) => one.AttributeName);
  return new Set([...own, ...tableKeys.map((key) => key.name), ...(index.Projection.NonKeyAttributes ?? [])]);
}
