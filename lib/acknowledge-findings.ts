// The findings of cdk-nag that stand, each with the reason why and on the one construct it is about; all others fail the synthesis.
import { Validations } from 'aws-cdk-lib';
import type { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { MANIFEST } from '../functions/manifest.ts';
import type { Bucket } from '../functions/manifest.ts';
import type { ZhidaApp } from './zhida-app.ts';

function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** The name under which a stack exports a value: cdk-nag names findings by it when another stack uses the value. */
function exportNameOf(stack: Stack, value: string): string {
  const resolved = stack.resolve(stack.exportValue(value)) as { readonly 'Fn::ImportValue': string };
  return resolved['Fn::ImportValue'];
}

function acknowledgeRoles({ data, flow }: ZhidaApp): void {
  for (const row of MANIFEST) {
    const construct = flow.functions.get(row.name);
    if (!construct) continue;
    const streams = row.trigger.kind === 'stream' ? '; dynamodb:ListStreams takes no resource either' : '';
    acknowledge(
      construct,
      'AwsSolutions-IAM5[Resource::*]',
      `X-Ray's two write actions take no resource${streams}; the template test lists what else may not be here`,
    );
    for (const bucket of Object.keys(row.buckets ?? {}) as Bucket[]) {
      const name = exportNameOf(data, data.buckets[bucket].bucketArn);
      acknowledge(
        construct,
        `AwsSolutions-IAM5[Resource::${name}/*]`,
        'objects get their keys at run time; the right is to the objects of this one bucket',
      );
    }
  }
}

function acknowledgeQueues({ flow }: ZhidaApp): void {
  for (const queue of flow.streamFailures.values()) {
    acknowledge(
      queue,
      'AwsSolutions-SQS3',
      'it is itself where a stream reader leaves what it gave up on, with an alarm',
    );
  }
}

function acknowledgeEdge({ api, console }: ZhidaApp): void {
  for (const route of api.publicRoutes) {
    acknowledge(
      route,
      'AwsSolutions-APIG4',
      'declared public in functions/manifest.ts: published policies, health, OpenAPI',
    );
  }
  const { distribution } = console;
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'enterprises act from abroad as well; there is nobody to shut out by country',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'the API has its own throttling and sign-in; a web ACL is a decision of the deployer, see docs/deploy.md',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR4',
    'without a domain of its own CloudFront offers only its default certificate; give domainName and certificateArn for TLS 1.2',
  );
}

/** The library's own copier of the console's files: its code, runtime and rights are not ours to choose. */
function acknowledgeUploads({ console }: ZhidaApp): void {
  const copier = console.uploads[0]?.handlerRole.node.scope;
  if (!copier) return;
  acknowledge(
    copier,
    'AwsSolutions-L1',
    'the runtime of the copier is the one that aws-cdk-lib ships it for',
  );
  acknowledge(
    copier,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'writes its own log and nothing else',
  );
  const site = (console.site.node.defaultChild as CfnElement).logicalId;
  const rights = [
    ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'].map(
      (action) => `Action::${action}`,
    ),
    'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
    `Resource::<${console.resolve(site)}.Arn>/*`,
    'Resource::*',
  ];
  for (const right of rights)
    acknowledge(
      copier,
      `AwsSolutions-IAM5[${right}]`,
      'aws-cdk-lib lets it read the deployment’s assets, write the one bucket of public pages, and invalidate the cache',
    );
}

/** Acknowledges what stands; called once all stacks are made. */
export function acknowledgeFindings(zhida: ZhidaApp): void {
  acknowledgeRoles(zhida);
  acknowledgeQueues(zhida);
  acknowledgeEdge(zhida);
  acknowledgeUploads(zhida);
}
