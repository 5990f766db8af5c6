// What surrounds the flow on AWS: tables and buckets that outlive it, the API, the console, alarms, and no right too many.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { TABLES } from '../../adapters/dynamodb/tables.ts';
import { MANIFEST } from '../../functions/manifest.ts';
import { listed, resourcesOf, statementsIn, synthesize } from './synthesize.ts';
import type { Resource, Statement, Synthesized } from './synthesize.ts';

let made: Synthesized;
beforeAll(() => {
  made = synthesize();
});

const properties = (stack: keyof Synthesized['templates'], type: string): Record<string, unknown>[] =>
  resourcesOf(made.templates[stack], type).map(([, resource]) => resource.Properties);

describe('tables', () => {
  const tableOf = (name: string): Resource => {
    const found = resourcesOf(made.templates.data, 'AWS::DynamoDB::Table').find(([id]) =>
      id.startsWith(`Table${name}`),
    );
    if (!found) throw new Error(`no table ${name}`);
    return found[1];
  };

  it('are the three of the key schema', () => {
    expect(properties('data', 'AWS::DynamoDB::Table')).toHaveLength(TABLES.length);
  });

  it.each(TABLES.map((table) => [table.name, table] as const))(
    '%s outlives mistakes, and has its keys',
    (name, shape) => {
      const table = tableOf(name);
      expect(table.DeletionPolicy).toBe('Retain');
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      });
      expect(table.Properties['StreamSpecification']).toEqual(
        shape.stream ? { StreamViewType: 'NEW_IMAGE' } : undefined,
      );
      const indexes = (table.Properties['GlobalSecondaryIndexes'] ?? []) as Record<string, unknown>[];
      expect(indexes.length).toBeLessThanOrEqual(2);
      expect(indexes).toEqual(
        shape.indexes.map((index) => ({
          IndexName: index,
          KeySchema: [
            { AttributeName: `${index}pk`, KeyType: 'HASH' },
            { AttributeName: `${index}sk`, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        })),
      );
    },
  );
});

describe('buckets', () => {
  it('are private, versioned, encrypted, kept, and speak TLS only', () => {
    for (const stack of ['data', 'console'] as const) {
      const denied = resourcesOf(made.templates[stack], 'AWS::S3::BucketPolicy').map(([, policy]) => ({
        bucket: (policy.Properties['Bucket'] as { Ref: string }).Ref,
        text: JSON.stringify(statementsIn(policy).filter(({ Effect }) => Effect === 'Deny')),
      }));
      for (const [id, bucket] of resourcesOf(made.templates[stack], 'AWS::S3::Bucket')) {
        expect(bucket.DeletionPolicy, id).toBe('Retain');
        expect(bucket.Properties, id).toMatchObject({
          VersioningConfiguration: { Status: 'Enabled' },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        });
        expect(bucket.Properties['BucketEncryption'], id).toBeDefined();
        const policy = denied.find((it) => it.bucket === id)?.text;
        expect(policy, id).toContain('"aws:SecureTransport":"false"');
        expect(policy, id).toContain('"s3:TlsVersion":1.2');
      }
    }
  });

  it('hold people’s and the bank’s data under the platform’s own key', () => {
    for (const name of ['Bank', 'Files', 'LedgerAnchors']) {
      const [, bucket] =
        resourcesOf(made.templates.data, 'AWS::S3::Bucket').find(([id]) => id.startsWith(name)) ?? [];
      expect(JSON.stringify(bucket?.Properties['BucketEncryption'])).toContain('"SSEAlgorithm":"aws:kms"');
    }
    made.templates.data.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('the ledger’s anchors cannot be changed for 30 years, nor covered by another', () => {
    made.templates.data.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 * 365 } } },
    });
    made.templates.data.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:PutObject',
            Condition: { Null: { 's3:if-none-match': 'true' } },
          }),
        ]),
      },
    });
  });

  it('tell the queue of each row of new files under its prefix, and only the account’s own buckets may', () => {
    const told = properties('data', 'AWS::S3::Bucket').flatMap(
      ({ NotificationConfiguration: it }) =>
        (it as { QueueConfigurations: { Queue: unknown; Filter: unknown; Event: string }[] } | undefined)
          ?.QueueConfigurations ?? [],
    );
    const { data } = made.zhida;
    const expected = MANIFEST.flatMap(({ name, trigger }) =>
      trigger.kind === 'object'
        ? [
            {
              Event: 's3:ObjectCreated:*',
              Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: trigger.prefix }] } },
              Queue: data.resolve(data.objectQueues.get(name)?.queue.queueArn) as unknown,
            },
          ]
        : [],
    );
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
    const allowed = resourcesOf(made.templates.data, 'AWS::SQS::QueuePolicy')
      .flatMap(([, policy]) => statementsIn(policy))
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(expected.length);
    for (const statement of allowed) {
      expect(statement).toMatchObject({
        Action: 'sqs:SendMessage',
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
    }
  });
});

describe('the API', () => {
  it('has every route of the manifest and no other; signed in, unless the row says public', () => {
    const routes = properties('api', 'AWS::ApiGatewayV2::Route').map(
      ({ RouteKey, AuthorizationType, AuthorizerId }) => ({
        key: RouteKey as string,
        open: AuthorizationType === 'NONE' && AuthorizerId === undefined,
        signedIn: AuthorizationType === 'JWT' && AuthorizerId !== undefined,
      }),
    );
    const declared = MANIFEST.flatMap(({ trigger }) =>
      trigger.kind === 'http'
        ? [
            ...trigger.routes.map((key) => ({ key, open: false, signedIn: true })),
            ...(trigger.publicRoutes ?? []).map((key) => ({ key, open: true, signedIn: false })),
          ]
        : [],
    );
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(routes.sort(byKey)).toEqual(declared.sort(byKey));
  });

  it('takes tokens of the issuer and audience given at deployment', () => {
    expect(properties('api', 'AWS::ApiGatewayV2::Authorizer')).toEqual([
      expect.objectContaining({
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: { Ref: 'Issuer' }, Audience: [{ Ref: 'Audience' }] },
      }),
    ]);
    made.templates.api.hasParameter('Issuer', { AllowedPattern: 'https://[^ ]+' });
  });

  it('is throttled, and logs who called what without query or body', () => {
    const [stage] = properties('api', 'AWS::ApiGatewayV2::Stage');
    expect(stage).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    });
    const format = (stage?.['AccessLogSettings'] as { Format: string }).Format;
    expect(Object.keys(JSON.parse(format) as object)).toEqual(
      expect.arrayContaining(['subject', 'routeKey', 'status']),
    );
    expect(format).not.toMatch(/querystring|\$context\.path|body/i);
  });

  it('may call each function from its own routes only', () => {
    const permissions = properties('api', 'AWS::Lambda::Permission');
    expect(permissions).toHaveLength(properties('api', 'AWS::ApiGatewayV2::Route').length);
    for (const { Principal, SourceArn } of permissions) {
      expect(Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(SourceArn)).toMatch(/\/\*\/\*\/api\//);
    }
  });
});

describe('the console', () => {
  it('is served over TLS from a bucket that only CloudFront reads, with security headers; the API beside it uncached', () => {
    const [distribution] = properties('console', 'AWS::CloudFront::Distribution');
    const config = distribution?.['DistributionConfig'] as Record<string, unknown> & {
      Origins: Record<string, unknown>[];
    };
    expect(config['DefaultCacheBehavior']).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https' });
    expect(config['CacheBehaviors']).toEqual([
      expect.objectContaining({
        PathPattern: '/api/*',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      }),
    ]);
    expect(config.Origins.filter((origin) => origin['OriginAccessControlId'] !== undefined)).toHaveLength(1);
    const [headers] = properties('console', 'AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig: security } = headers?.['ResponseHeadersPolicyConfig'] as {
      SecurityHeadersConfig: object;
    };
    expect(security).toMatchObject({
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ContentTypeOptions: { Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
    });
    const policy = JSON.stringify((security as { ContentSecurityPolicy: unknown }).ContentSecurityPolicy);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('is uploaded with the deployment: hashed files for ever, then the page and how to sign in, asked for at each visit', () => {
    const uploads = properties('console', 'Custom::CDKBucketDeployment');
    expect(uploads.map(({ SystemMetadata }) => SystemMetadata)).toEqual([
      { 'cache-control': 'public, max-age=31536000, immutable' },
      { 'cache-control': 'no-cache' },
    ]);
    // Files of the deployment before stay: a page that is open still loads what it was built with.
    expect(uploads.map(({ Prune }) => Prune)).toEqual([false, false]);
    expect(uploads[1]).toMatchObject({ DistributionPaths: ['/index.html', '/config.json'] });
    const [[, pages] = []] = resourcesOf(made.templates.console, 'Custom::CDKBucketDeployment').slice(1);
    expect(JSON.stringify(pages?.DependsOn)).toContain('HashedFiles');
    expect(JSON.stringify(uploads[1]?.['SourceMarkers'])).toMatch(/ClientId/);
  });

  it('has TLS 1.2 at least on a domain of its own', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
    const { templates } = synthesize({ domainName: 'zhida.example', certificateArn, treasury: false });
    // A deployment without a treasury looks for no address of one.
    const flow = JSON.stringify(templates.flow.toJSON());
    expect(flow).not.toContain('/treasury/');
    // Every function knows it, so that no budget is taken whose money could not leave.
    expect(flow).toContain('"ZHIDA_RAILS":"bank"');
    expect(flow).not.toContain('"ZHIDA_RAILS":"bank,treasury"');
    templates.console.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['zhida.example'],
        ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    });
    templates.data.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: {
        CorsRules: [{ AllowedOrigins: ['https://zhida.example'], AllowedMethods: ['PUT'] }],
      },
    });
  });
});

describe('alarms', () => {
  const alarms = () => properties('alarms', 'AWS::CloudWatch::Alarm');
  const watching = (metric: string) => alarms().filter(({ MetricName }) => MetricName === metric);

  it('all tell the topic', () => {
    for (const { AlarmActions } of alarms())
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Topic/) as string }]);
  });

  it('watch errors and throttles of every function, and the lag of every stream reader', () => {
    expect(watching('Errors')).toHaveLength(MANIFEST.length);
    expect(watching('Throttles')).toHaveLength(MANIFEST.length);
    expect(watching('IteratorAge')).toHaveLength(
      MANIFEST.filter(({ trigger }) => trigger.kind === 'stream').length,
    );
  });

  it('watch every queue that keeps what was given up on, from the first message', () => {
    const keeping = [...made.zhida.flow.queues.values(), ...made.zhida.data.objectQueues.values()].map(
      ({ deadLetters }) => deadLetters,
    );
    const depth = watching('ApproximateNumberOfMessagesVisible');
    expect(depth).toHaveLength(keeping.length + made.zhida.flow.streamFailures.size);
    for (const alarm of depth) expect(alarm).toMatchObject({ Threshold: 0, EvaluationPeriods: 1 });
    expect(watching('ApproximateAgeOfOldestMessage')).toHaveLength(keeping.length);
  });
});

describe('least privilege', () => {
  interface AllowedWildcard {
    readonly type: string;
    readonly actions: readonly string[];
    readonly resource: string;
    readonly reason: string;
  }
  const allowed = JSON.parse(
    readFileSync(join(import.meta.dirname, 'allowed-wildcards.json'), 'utf8'),
  ) as AllowedWildcard[];

  /** A resource as words: `*`, `Bank/*`; ids lose the hash that the library adds. */
  function words(resource: unknown): string {
    if (typeof resource === 'string') return resource;
    const [[kind, value] = ['', '']] = Object.entries(resource as Record<string, unknown>);
    if (kind === 'Fn::Join') return (value as [string, unknown[]])[1].map(words).join('');
    const id =
      kind === 'Fn::GetAtt' ? (value as string[])[0] : String(value).replace(/^.*:ExportsOutputFnGetAtt/, '');
    return id?.replace(/[0-9A-F]{8}(Arn[0-9A-F]{8})?$/, '') ?? '';
  }

  /** Every statement that allows something by wildcard, in roles and in the policies of buckets, queues and the key. */
  function wildcards(): string[] {
    const found = new Set<string>();
    for (const template of Object.values(made.templates)) {
      const resources = Object.values(template.toJSON()['Resources'] as Record<string, Partial<Resource>>);
      for (const { Type, Properties = {} } of resources) {
        const documents = [Properties['PolicyDocument'], Properties['KeyPolicy']].filter(
          (it) => it !== undefined,
        );
        for (const statement of (documents as { Statement: Statement[] }[]).flatMap(
          (document) => document.Statement,
        )) {
          const actions = [...listed(statement.Action)].sort();
          for (const resource of listed(statement.Resource).map(words)) {
            const isWide = resource.includes('*') || actions.some((action) => action.includes('*'));
            if (statement.Effect === 'Allow' && isWide) found.add(JSON.stringify([Type, actions, resource]));
          }
        }
      }
    }
    return [...found].sort();
  }

  it('leaves no wildcard outside the committed list, and no entry of the list unused', () => {
    expect(wildcards()).toEqual(
      allowed.map((it) => JSON.stringify([it.type, it.actions, it.resource])).sort(),
    );
    for (const { reason } of allowed) expect(reason.length).toBeGreaterThan(20);
  });

  it('lets no function delete anything, nor change or free what the ledger anchored', () => {
    const flow = JSON.stringify(made.templates.flow.findResources('AWS::IAM::Policy'));
    expect(flow).not.toMatch(
      /dynamodb:Delete|s3:Delete|s3:PutObjectRetention|s3:PutObjectLegalHold|s3:BypassGovernanceRetention/,
    );
  });
});
