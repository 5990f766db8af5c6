// The console: static files behind CloudFront, with the API under the same address, so that no cross-origin rule is needed.
import { CfnOutput, CfnParameter, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { BehaviorOptions } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { BucketProps, IBucket } from 'aws-cdk-lib/aws-s3';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { BucketDeploymentProps } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { ApiStack } from './api-stack.ts';
import { buildPages } from './build-pages.ts';
import { LOG_RETENTION } from './settings.ts';
import type { Settings } from './settings.ts';

/** A path without a file ending is a page of the console's own router. */
const ROUTE_TO_INDEX = `function handler(event) {
  var request = event.request;
  if (request.uri.split('/').pop().indexOf('.') === -1) request.uri = '/index.html';
  return request;
}`;

/** The console's own code, its API and the issuer's sign-in; styles may be inline because component libraries set them. */
const contentSecurityPolicy = (issuer: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${issuer} https://*.amazonaws.com https://*.amazonaws.com.cn`,
    `form-action 'self' ${issuer}`,
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');

export interface ConsoleStackProps extends StackProps {
  readonly api: ApiStack;
  readonly settings: Settings;
  /** Where the console is built to; built only for a synthesis that bundles. */
  readonly pagesFolder: string;
}

export class ConsoleStack extends Stack {
  readonly distribution: Distribution;
  readonly site: IBucket;
  /** What copies the console's files into their bucket, once for each way of caching. */
  readonly uploads: readonly BucketDeployment[];

  constructor(scope: Construct, id: string, { api, settings, pagesFolder, ...props }: ConsoleStackProps) {
    super(scope, id, props);
    const logs = this.#bucket('AccessLogs', {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    });
    this.site = this.#bucket('Site', { serverAccessLogsBucket: logs, serverAccessLogsPrefix: 'site/' });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `${settings.name}: console and API`,
      defaultRootObject: 'index.html',
      defaultBehavior: this.#pages(this.site, api.issuer),
      additionalBehaviors: { '/api/*': this.#apiCalls(api) },
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      ...(settings.domainName !== undefined &&
        settings.certificateArn !== undefined && {
          domainNames: [settings.domainName],
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
        }),
    });
    if (this.bundlingRequired) buildPages(pagesFolder);
    this.uploads = this.#upload(this.site, api.issuer, this.bundlingRequired ? pagesFolder : undefined);
    new CfnOutput(this, 'ConsoleUrl', { value: `https://${this.distribution.distributionDomainName}` });
    new CfnOutput(this, 'SiteBucket', { value: this.site.bucketName });
    new CfnOutput(this, 'DistributionId', { value: this.distribution.distributionId });
  }

  #bucket(id: string, props: BucketProps): IBucket {
    return new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    }) as IBucket;
  }

  /**
   * Files named by a hash of their content first, and for ever: a page opened before a deployment still finds its own. Then
   * the page and what it must know to sign in, which every visit asks for afresh.
   */
  #upload(site: IBucket, issuer: string, folder: string | undefined): BucketDeployment[] {
    const clientId = new CfnParameter(this, 'ClientId', {
      description:
        'The OIDC client of the console: public, code flow with PKCE, redirects to <console>/signed-in',
      minLength: 1,
    }).valueAsString;
    const shared: Omit<BucketDeploymentProps, 'sources'> = {
      destinationBucket: site,
      prune: false,
      memoryLimit: 512,
      logGroup: new LogGroup(this, 'UploadLog', {
        retention: LOG_RETENTION,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const files = (exclude: string[]) =>
      folder === undefined
        ? Source.asset(import.meta.dirname, { exclude: ['**'] })
        : Source.asset(folder, { exclude });
    const hashed = new BucketDeployment(this, 'HashedFiles', {
      ...shared,
      sources: [files(['*', '!assets', '!assets/**'])],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [files(['assets/**', '.vite/**']), Source.jsonData('config.json', { issuer, clientId })],
      cacheControl: [CacheControl.noCache()],
      distribution: this.distribution,
      distributionPaths: ['/index.html', '/config.json'],
    });
    pages.node.addDependency(hashed);
    return [hashed, pages];
  }

  #pages(site: IBucket, issuer: string): BehaviorOptions {
    const headers = new ResponseHeadersPolicy(this, 'SecurityHeaders', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(issuer), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
    return {
      origin: S3BucketOrigin.withOriginAccessControl(site),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headers,
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, 'RouteToIndex', {
            code: FunctionCode.fromInline(ROUTE_TO_INDEX),
            runtime: FunctionRuntime.JS_2_0,
          }),
        },
      ],
    };
  }

  /** Nothing of the API is cached; the caller's token and query pass through. */
  #apiCalls({ api }: ApiStack): BehaviorOptions {
    const host = Fn.select(2, Fn.split('/', api.apiEndpoint));
    return {
      origin: new HttpOrigin(host, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
  }
}
