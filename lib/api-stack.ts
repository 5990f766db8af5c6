// The HTTP API: every route of the manifest to its Lambda, signed-in callers only unless the row says public.
import { CfnOutput, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpMethod, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { MANIFEST } from '../functions/manifest.ts';
import type { FlowStack } from './flow-stack.ts';
import { LOG_RETENTION } from './settings.ts';
import type { Settings } from './settings.ts';

/** Who called what with which outcome; no query string and no body, which may hold people's data. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  sourceIp: '$context.identity.sourceIp',
  subject: '$context.authorizer.claims.sub',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});

export interface ApiStackProps extends StackProps {
  readonly flow: FlowStack;
  readonly settings: Settings;
}

export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** The OIDC issuer whose tokens are taken, an https address. */
  readonly issuer: string;
  /** Routes that need no sign-in, as the manifest declares them. */
  readonly publicRoutes: readonly HttpRoute[];

  constructor(scope: Construct, id: string, { flow, settings, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.issuer = new CfnParameter(this, 'Issuer', {
      description: 'OIDC issuer, as in the iss claim; its /.well-known/openid-configuration must be public',
      allowedPattern: 'https://[^ ]+',
    }).valueAsString;
    const audience = new CfnParameter(this, 'Audience', {
      description: 'The aud claim (or client_id) that the tokens of the console carry',
      minLength: 1,
    }).valueAsString;
    this.api = new HttpApi(this, 'Api', { apiName: settings.name, createDefaultStage: false });
    this.stage = this.#stage(settings);
    this.publicRoutes = this.#routes(
      flow,
      new HttpJwtAuthorizer('SignIn', this.issuer, { jwtAudience: [audience] }),
    );
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
  }

  #stage(settings: Settings): HttpStage {
    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.apiRatePerSecond, burstLimit: settings.apiBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    });
  }

  /** @returns the public ones */
  #routes(flow: FlowStack, signIn: IHttpRouteAuthorizer): HttpRoute[] {
    const open = new HttpNoneAuthorizer();
    const publicRoutes: HttpRoute[] = [];
    for (const row of MANIFEST) {
      const lambda = flow.functions.get(row.name)?.lambda;
      if (row.trigger.kind !== 'http' || !lambda) continue;
      const integration = new HttpLambdaIntegration(row.name, lambda);
      const route = (routeKey: string, authorizer: IHttpRouteAuthorizer): HttpRoute => {
        const [method = '', path = ''] = routeKey.split(' ');
        return new HttpRoute(this, `Route ${routeKey}`.replaceAll('/', '.'), {
          httpApi: this.api,
          routeKey: HttpRouteKey.with(path, method as HttpMethod),
          integration,
          authorizer,
        });
      };
      for (const routeKey of row.trigger.routes) route(routeKey, signIn);
      for (const routeKey of row.trigger.publicRoutes ?? []) publicRoutes.push(route(routeKey, open));
    }
    return publicRoutes;
  }
}
