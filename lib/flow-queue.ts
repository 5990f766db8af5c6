// One queue of the flow with the queue that keeps what could not be handled, so that no message is ever lost unseen.
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionRow } from '../functions/manifest.ts';

/** AWS keeps a message at most this long. */
export const RETENTION = Duration.days(14);

/** How often a message is delivered before it counts as one that cannot be handled. */
export const DELIVERIES_MAX = 5;

/** Six times the function's time-out, as Lambda asks for, or more where the row says so, in seconds. */
export function visibilitySecondsOf(row: FunctionRow): number {
  const least = 6 * row.timeoutSeconds;
  const declared = 'visibilityTimeoutSeconds' in row.trigger ? row.trigger.visibilityTimeoutSeconds : 0;
  return Math.max(least, declared);
}

export interface FlowQueueProps {
  readonly visibilitySeconds: number;
}

/** `queue` delivers to a function; after five deliveries a message rests in `deadLetters` for 14 days and an alarm. */
export class FlowQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: FlowQueueProps) {
    super(scope, id);
    this.deadLetters = failureQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      visibilityTimeout: Duration.seconds(props.visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: DELIVERIES_MAX },
    });
  }
}

/** A queue that only keeps: dead letters, or the parts of a stream that its reader gave up on. */
export function failureQueue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
  });
}
