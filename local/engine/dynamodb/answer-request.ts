// From one request of the AWS JSON protocol to its answer, however both travel (HTTP or a message port).
import { AwsError } from './aws-error.ts';
import type { EngineContext, RawRequest } from './engine-context.ts';
import { OPERATIONS } from './operations.ts';
import { JsonText } from './stored-item.ts';

export const AWS_JSON = 'application/x-amz-json-1.0';

/** What the engine answers; `isLost` when a fault wants the connection to break after the work is done. */
export interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly isLost?: boolean;
}

const SERVICES = new Set(['DynamoDB_20120810', 'DynamoDBStreams_20120810']);
const DEFECT =
  '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"defect in the local engine"}';

/** @param target the header `x-amz-target`, such as `DynamoDB_20120810.PutItem` */
export async function answerRequest(engine: EngineContext, target: string, body: string): Promise<Answer> {
  try {
    return await runOperation(engine, target, body);
  } catch (error) {
    if (error instanceof AwsError) return { statusCode: error.statusCode, body: JSON.stringify(error.body) };
    console.error('DynamoDB engine:', error);
    return { statusCode: 500, body: DEFECT };
  }
}

async function runOperation(engine: EngineContext, target: string, body: string): Promise<Answer> {
  const [service = '', name = ''] = target.split('.');
  const operation = SERVICES.has(service) ? OPERATIONS.get(name) : undefined;
  if (!operation) {
    throw new AwsError(400, { __type: 'com.amazon.coral.service#UnknownOperationException', message: name });
  }
  const raw = parseObject(body);
  if (operation.kind !== 'control') engine.faults.beforeRequest();
  const result = await operation.run(engine, raw, body);
  const isLost = operation.kind === 'write' && engine.faults.losesAnswer();
  return { statusCode: 200, body: result instanceof JsonText ? result.text : JSON.stringify(result), isLost };
}

/** @throws AwsError SerializationException when the text is not a JSON object */
export function parseObject(text: string): RawRequest {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as RawRequest;
  } catch {
    // Refused below, like JSON that is not an object.
  }
  throw new AwsError(400, {
    __type: 'com.amazon.coral.service#SerializationException',
    message: 'The body is not a JSON object',
  });
}
