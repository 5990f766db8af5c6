// Errors in the form in which AWS's JSON protocol sends them, so that the SDK rebuilds its own exception classes.

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const VALIDATION = 'com.amazon.coral.validate#ValidationException';

/** An error the client sees: HTTP status and the JSON body with its `__type`. */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;
  constructor(statusCode: number, body: Readonly<Record<string, unknown>>) {
    super(String(body['message'] ?? body['Message'] ?? ''));
    this.name = 'AwsError';
    this.statusCode = statusCode;
    this.body = body;
  }
  /** The bare exception name, such as `ConditionalCheckFailedException`. */
  get type(): string {
    const full = String(this.body['__type'] ?? '');
    return full.slice(full.indexOf('#') + 1);
  }
}

/** A 400 of DynamoDB's own model, for example `ResourceInUseException`. */
export function awsError(
  type: string,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): AwsError {
  return new AwsError(400, { __type: DYNAMODB + type, message, ...extra });
}

export const validationError = (message: string): AwsError =>
  new AwsError(400, { __type: VALIDATION, message });

export const conditionFailed = (item?: unknown): AwsError =>
  awsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    item === undefined ? {} : { Item: item },
  );

export const tableNotFound = (name: string): AwsError =>
  awsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);

/** Why one item of a transaction was refused; `None` for those that were not. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

export function transactionCancelled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return awsError('TransactionCanceledException', message, {
    Message: message,
    CancellationReasons: reasons,
  });
}
