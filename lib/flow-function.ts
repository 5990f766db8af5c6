// One row of the manifest as one Lambda: its code, its own role with the row's rights, its log and its environment.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionRow } from '../functions/manifest.ts';
import { handlerOf } from './bundle-functions.ts';
import { statementsOf } from './grants.ts';
import type { FlowResources } from './grants.ts';
import { LOG_RETENTION } from './settings.ts';

export interface FlowFunctionProps {
  readonly row: FunctionRow;
  readonly code: Code;
  readonly resources: FlowResources;
  readonly environment: Readonly<Record<string, string>>;
}

export class FlowFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { row, code, resources, environment }: FlowFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Zhida: ${row.name}`,
    });
    logGroup.grantWrite(role);
    for (const statement of statementsOf(row, resources)) role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `${row.stage}: ${row.does}`.slice(0, 256),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: handlerOf(row),
      code,
      role,
      timeout: Duration.seconds(row.timeoutSeconds),
      memorySize: row.memoryMb,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      environmentEncryption: resources.key,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: row.name,
        POWERTOOLS_METRICS_NAMESPACE: 'zhida',
        ...environment,
      },
    });
  }
}
