// The events that AWS would send, made by hand for the tests of the edge.
import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';

export const toyContext = {
  awsRequestId: 'invocation-1',
  functionName: 'toy',
  getRemainingTimeInMillis: () => 5_000,
} as unknown as Context;

interface ToyRequest {
  readonly routeKey: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** A payload 2.0 event; a POST has an Idempotency-Key and a JSON content type unless `headers` are given. */
export function toyRequest(request: ToyRequest) {
  const [method = '', path = ''] = request.routeKey.split(' ');
  const event = {
    version: '2.0',
    routeKey: request.routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: request.headers ?? { 'content-type': 'application/json', 'idempotency-key': 'key-00000001' },
    ...(request.params && { pathParameters: request.params }),
    ...(request.query && { queryStringParameters: request.query }),
    ...(request.body !== undefined && { body: request.body }),
    isBase64Encoded: request.isBase64Encoded ?? false,
    requestContext: {
      requestId: 'gateway-1',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      ...(request.claims && { authorizer: { jwt: { claims: request.claims, scopes: [] } } }),
    },
  };
  return event as unknown as APIGatewayProxyEventV2;
}

export const toyMessages = (queue: string, bodies: readonly string[]): SQSEvent =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: `receipt-${index}`,
      body,
      attributes: {},
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
      awsRegion: 'us-east-1',
    })),
  }) as unknown as SQSEvent;
