// The flow on AWS is the manifest: every row has its function, its trigger and exactly its rights, and no queue loses a message.
import { beforeAll, describe, expect, it } from 'vitest';
import { MANIFEST } from '../../functions/manifest.ts';
import type { Access, Bucket, FunctionRow, Table } from '../../functions/manifest.ts';
import { queueVariable as wiredQueueVariable } from '../../functions/edge/wiring.ts';
import { queueVariable } from '../../lib/flow-stack.ts';
import { listed, resourcesOf, statementsIn, synthesize } from './synthesize.ts';
import type { Resource, Statement, Synthesized } from './synthesize.ts';

let made: Synthesized;
beforeAll(() => {
  made = synthesize();
});

const rows = MANIFEST.map((row) => [row.name, row] as const);
const logicalId = (construct: { readonly node: { readonly defaultChild?: unknown } }): string =>
  made.zhida.flow.resolve(
    (construct.node.defaultChild as { readonly logicalId: string }).logicalId,
  ) as string;

function functionOf(row: FunctionRow): { id: string; resource: Resource } {
  const construct = made.zhida.flow.functions.get(row.name);
  if (!construct) throw new Error(`no function for ${row.name}`);
  const id = logicalId(construct.lambda);
  const found = resourcesOf(made.templates.flow, 'AWS::Lambda::Function').find(([key]) => key === id);
  if (!found) throw new Error(`no resource ${id}`);
  return { id, resource: found[1] };
}

/** The event source mappings of a row's function. */
function sourcesOf(row: FunctionRow): Record<string, unknown>[] {
  const { id } = functionOf(row);
  return resourcesOf(made.templates.flow, 'AWS::Lambda::EventSourceMapping')
    .map(([, { Properties }]) => Properties)
    .filter(({ FunctionName }) => (FunctionName as { Ref?: string }).Ref === id);
}

/** Every statement of every policy of the row's role. */
function statementsOf(row: FunctionRow): Statement[] {
  const role = functionOf(row).resource.Properties['Role'] as { 'Fn::GetAtt': [string, string] };
  return resourcesOf(made.templates.flow, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) =>
      (Properties['Roles'] as { Ref: string }[]).some(({ Ref }) => Ref === role['Fn::GetAtt'][0]),
    )
    .flatMap(([, policy]) => statementsIn(policy));
}

it('has one function for each row and no other', () => {
  expect(resourcesOf(made.templates.flow, 'AWS::Lambda::Function')).toHaveLength(MANIFEST.length);
  for (const stack of ['data', 'api', 'alarms'] as const) {
    expect(resourcesOf(made.templates[stack], 'AWS::Lambda::Function')).toEqual([]);
  }
  // The library's copier of the console's files, at deployment only.
  const console = resourcesOf(made.templates.console, 'AWS::Lambda::Function').map(([id]) => id);
  expect(console).toEqual([expect.stringMatching(/^CustomCDKBucketDeployment/)]);
});

describe.each(rows)('%s', (_, row) => {
  it('runs as its row says', () => {
    const { resource } = functionOf(row);
    expect(resource.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: `${row.name}/index.handler`,
      Timeout: row.timeoutSeconds,
      MemorySize: row.memoryMb,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const log = (resource.Properties['LoggingConfig'] as { LogGroup: { Ref: string } }).LogGroup.Ref;
    expect(made.templates.flow.findResources('AWS::Logs::LogGroup')[log]?.['Properties']).toMatchObject({
      RetentionInDays: 365,
    });
  });

  it('is told the tables and buckets, the queues only if it sends to them, the bank only if it asks it', () => {
    const { Variables } = functionOf(row).resource.Properties['Environment'] as {
      Variables: Record<string, unknown>;
    };
    const { data, flow } = made.zhida;
    for (const table of ['register', 'core', 'views'] as const) {
      expect(Variables[`ZHIDA_TABLE_${table.toUpperCase()}`]).toEqual(
        flow.resolve(data.tables[table].tableName),
      );
    }
    for (const bucket of ['bank', 'files', 'anchors'] as const) {
      expect(Variables[`ZHIDA_BUCKET_${bucket.toUpperCase()}`]).toEqual(
        flow.resolve(data.buckets[bucket].bucketName),
      );
    }
    expect(Variables['ZHIDA_RAILS']).toBe('bank,treasury');
    for (const [name, { queue }] of flow.queues) {
      expect(Variables[wiredQueueVariable(name)]).toEqual(
        row.relays ? flow.resolve(queue.queueUrl) : undefined,
      );
    }
    const rails = Object.keys(Variables).filter((key) => /^ZHIDA_(BANK|TREASURY)_/.test(key));
    expect(rails.sort()).toEqual(
      row.calls?.includes('bank')
        ? [
            'ZHIDA_BANK_AUTHORIZATION',
            'ZHIDA_BANK_URL',
            'ZHIDA_TREASURY_AUTHORIZATION',
            'ZHIDA_TREASURY_CUT_OFF',
            'ZHIDA_TREASURY_URL',
          ]
        : [],
    );
  });

  it('has exactly the trigger of its row', () => {
    const sources = sourcesOf(row);
    const { data, flow } = made.zhida;
    const { trigger } = row;
    switch (trigger.kind) {
      case 'queue':
        expect(sources).toEqual([
          expect.objectContaining({
            EventSourceArn: flow.resolve(flow.queues.get(row.name)?.queue.queueArn),
            BatchSize: trigger.batchSize,
            MaximumBatchingWindowInSeconds: trigger.batchWindowSeconds,
            ScalingConfig: { MaximumConcurrency: trigger.maxConcurrency },
            FunctionResponseTypes: ['ReportBatchItemFailures'],
          }),
        ]);
        break;
      case 'object':
        expect(sources).toEqual([
          expect.objectContaining({
            EventSourceArn: flow.resolve(data.objectQueues.get(row.name)?.queue.queueArn),
            FunctionResponseTypes: ['ReportBatchItemFailures'],
          }),
        ]);
        break;
      case 'stream': {
        expect(sources).toHaveLength(1);
        expect(sources[0]).toMatchObject({
          EventSourceArn: flow.resolve(data.tables[trigger.table].tableStreamArn),
          StartingPosition: 'TRIM_HORIZON',
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          DestinationConfig: {
            OnFailure: { Destination: flow.resolve(flow.streamFailures.get(row.name)?.queueArn) },
          },
        });
        const { Filters } = sources[0]?.['FilterCriteria'] as { Filters: { Pattern: string }[] };
        expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
          { eventName: ['INSERT'], dynamodb: { NewImage: { event: { S: [{ exists: true }] } } } },
        ]);
        break;
      }
      case 'schedule': {
        expect(sources).toEqual([]);
        const { id } = functionOf(row);
        const rules = resourcesOf(made.templates.flow, 'AWS::Events::Rule').filter(([, { Properties }]) =>
          JSON.stringify(Properties['Targets']).includes(`"${id}"`),
        );
        const minutes = trigger.everySeconds / 60;
        expect(rules.map(([, { Properties }]) => Properties['ScheduleExpression'])).toEqual([
          `rate(${minutes} minute${minutes === 1 ? '' : 's'})`,
        ]);
        break;
      }
      case 'http':
        expect(sources).toEqual([]);
        break;
    }
  });

  it('has exactly the rights of its row', () => {
    const key = ({ Action, Resource: resource }: Pick<Statement, 'Action' | 'Resource'>) =>
      JSON.stringify([
        [...listed(Action)].sort(),
        listed(resource)
          .map((one) => JSON.stringify(one))
          .sort(),
      ]);
    const given = new Set(statementsOf(row).map(key));
    expect(statementsOf(row).every(({ Effect }) => Effect === 'Allow')).toBe(true);
    expect([...given].sort()).toEqual([...new Set(expectedRights(row).map(key))].sort());
  });
});

/** What a row may do, worked out here apart from lib/grants.ts. */
function expectedRights(row: FunctionRow): Pick<Statement, 'Action' | 'Resource'>[] {
  const { data, flow } = made.zhida;
  const right = (actions: string, ...resources: (string | undefined)[]) => ({
    Action: actions.split(' '),
    Resource: resources.map((resource) => flow.resolve(resource) as unknown),
  });
  const read = 'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query';
  const write = `${read} dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem`;
  const table = ([name, access]: [Table, Access]) => {
    const arn = data.tables[name].tableArn;
    if (name === 'core')
      return right(access === 'read' ? read : write, arn, `${arn}/index/gsi1`, `${arn}/index/gsi2`);
    return right(access === 'read' ? read : `${write} dynamodb:BatchWriteItem`, arn);
  };
  const bucket = ([name, access]: [Bucket, Access]) => [
    right(
      access === 'read' ? 's3:GetObject' : 's3:GetObject s3:PutObject',
      `${data.buckets[name].bucketArn}/*`,
    ),
    right('s3:ListBucket', data.buckets[name].bucketArn),
  ];
  const accesses = [...Object.values(row.tables), ...Object.values(row.buckets ?? {})];
  const keyRead = 'kms:Decrypt kms:DescribeKey';
  const keyWrite = `${keyRead} kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo`;
  const log = flow.functions.get(row.name)?.node.findChild('Log') as unknown as { logGroupArn: string };
  const rights = [
    right('logs:CreateLogStream logs:PutLogEvents', log.logGroupArn),
    right('xray:PutTraceSegments xray:PutTelemetryRecords', '*'),
    right(accesses.includes('write') ? keyWrite : keyRead, data.key.keyArn),
    ...(Object.entries(row.tables) as [Table, Access][]).map(table),
    ...(Object.entries(row.buckets ?? {}) as [Bucket, Access][]).flatMap(bucket),
  ];
  if (row.relays)
    rights.push(right('sqs:SendMessage', ...[...flow.queues.values()].map(({ queue }) => queue.queueArn)));
  const consumed = flow.queues.get(row.name) ?? data.objectQueues.get(row.name);
  if (consumed) {
    const consume = 'ReceiveMessage ChangeMessageVisibility GetQueueUrl DeleteMessage GetQueueAttributes';
    rights.push(right(consume.replaceAll(/(\w+)/g, 'sqs:$1'), consumed.queue.queueArn));
  }
  if (row.trigger.kind === 'stream') {
    const stream = data.tables[row.trigger.table].tableStreamArn;
    rights.push(
      right('dynamodb:ListStreams', '*'),
      right('dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator', stream),
      right(
        'sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl',
        flow.streamFailures.get(row.name)?.queueArn,
      ),
      right(keyRead, data.key.keyArn),
    );
  }
  return rights;
}

describe('names that lib and the wiring must agree on', () => {
  it('do', () => {
    for (const { name } of MANIFEST) expect(queueVariable(name)).toBe(wiredQueueVariable(name));
  });
});

describe('queues', () => {
  it('deliver five times, then keep in a queue of their own, and give the function six times its time', () => {
    const { data, flow } = made.zhida;
    for (const [stack, template, queues] of [
      [flow, made.templates.flow, flow.queues],
      [data, made.templates.data, data.objectQueues],
    ] as const) {
      for (const [name, { queue, deadLetters }] of queues) {
        const row = MANIFEST.find((it) => it.name === name);
        const resource = template.findResources('AWS::SQS::Queue')[logicalId(queue)]?.[
          'Properties'
        ] as Record<string, unknown>;
        expect(resource['RedrivePolicy']).toEqual({
          deadLetterTargetArn: stack.resolve(deadLetters.queueArn),
          maxReceiveCount: 5,
        });
        expect(resource['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * (row?.timeoutSeconds ?? Infinity));
        expect(resource['VisibilityTimeout']).toBeLessThanOrEqual(12 * 3600);
      }
    }
  });

  it('each has a dead-letter queue or is one, is encrypted and takes no plain HTTP', () => {
    for (const template of [made.templates.flow, made.templates.data]) {
      const queues = resourcesOf(template, 'AWS::SQS::Queue');
      const keeping = new Set(
        [...queues, ...resourcesOf(template, 'AWS::Lambda::EventSourceMapping')].flatMap(
          ([, { Properties }]) =>
            [Properties['RedrivePolicy'], Properties['DestinationConfig']].flatMap((it) =>
              [...JSON.stringify(it ?? {}).matchAll(/"Fn::GetAtt":\["(\w+)"/g)].map((match) => match[1]),
            ),
        ),
      );
      const guarded = new Set(
        resourcesOf(template, 'AWS::SQS::QueuePolicy')
          .filter(([, policy]) =>
            statementsIn(policy).some(
              ({ Effect, Condition }) =>
                Effect === 'Deny' && JSON.stringify(Condition).includes('aws:SecureTransport'),
            ),
          )
          .flatMap(([, { Properties }]) => (Properties['Queues'] as { Ref: string }[]).map(({ Ref }) => Ref)),
      );
      for (const [id, { Properties }] of queues) {
        expect(Properties['RedrivePolicy'] !== undefined || keeping.has(id), id).toBe(true);
        expect(Properties).toMatchObject({
          SqsManagedSseEnabled: true,
          MessageRetentionPeriod: 14 * 24 * 3600,
        });
        expect(guarded).toContain(id);
      }
    }
  });
});
