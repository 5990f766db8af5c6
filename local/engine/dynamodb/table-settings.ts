// Tags and point-in-time recovery: accepted and answered, without effect on one machine.
import type { EngineContext, RawRequest } from './engine-context.ts';
import { awsError } from './aws-error.ts';
import type { Table } from './table-description.ts';

function tableOfArn(engine: EngineContext, arn: unknown): Table {
  for (const table of engine.catalog.all()) if (table.description.TableArn === arn) return table;
  throw awsError(
    'ResourceNotFoundException',
    `Requested resource not found: ResourceArn: ${String(arn)} not found`,
  );
}

export async function tagResource(engine: EngineContext, raw: RawRequest): Promise<unknown> {
  const table = tableOfArn(engine, raw['ResourceArn']);
  const added = ((raw['Tags'] ?? []) as { Key: string; Value: string }[]).map(
    (tag) => [tag.Key, tag.Value] as const,
  );
  await engine.catalog.replace({
    ...table.settings,
    tags: { ...table.settings.tags, ...Object.fromEntries(added) },
  });
  return {};
}

export async function untagResource(engine: EngineContext, raw: RawRequest): Promise<unknown> {
  const table = tableOfArn(engine, raw['ResourceArn']);
  const gone = new Set((raw['TagKeys'] ?? []) as string[]);
  const tags = Object.fromEntries(Object.entries(table.settings.tags).filter(([key]) => !gone.has(key)));
  await engine.catalog.replace({ ...table.settings, tags });
  return {};
}

export function listTagsOfResource(engine: EngineContext, raw: RawRequest): unknown {
  const { tags } = tableOfArn(engine, raw['ResourceArn']).settings;
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

const describeBackups = (isOn: boolean) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: isOn ? 'ENABLED' : 'DISABLED' },
  },
});

export async function updateContinuousBackups(engine: EngineContext, raw: RawRequest): Promise<unknown> {
  const table = engine.catalog.named(raw);
  const wanted = raw['PointInTimeRecoverySpecification'] as
    { PointInTimeRecoveryEnabled?: boolean } | undefined;
  const pointInTimeRecovery = wanted?.PointInTimeRecoveryEnabled === true;
  await engine.catalog.replace({ ...table.settings, pointInTimeRecovery });
  return describeBackups(pointInTimeRecovery);
}

export const describeContinuousBackups = (engine: EngineContext, raw: RawRequest): unknown =>
  describeBackups(engine.catalog.named(raw).settings.pointInTimeRecovery);
