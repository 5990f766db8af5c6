// Who is told when the flow falters: dead letters, streams that lag, errors and throttles, queues that do not empty.
import { CfnParameter, CfnCondition, Duration, Fn, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { MANIFEST } from '../functions/manifest.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { FlowStack } from './flow-stack.ts';

const MINUTE = Duration.minutes(1);

/** A message that waits longer than this in a queue with workers means that the workers do not keep up, in seconds. */
const WAIT_SECONDS_MAX = 900;
/** A stream further behind than this delays every step of the flow, in milliseconds. */
const LAG_MS_MAX = 60_000;
/** Share of requests answered 5xx that wakes a person, in percent. */
const SERVER_FAULT_PERCENT_MAX = 1;

export interface AlarmStackProps extends StackProps {
  readonly data: DataStack;
  readonly flow: FlowStack;
  readonly api: ApiStack;
}

export class AlarmStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { data, flow, api, ...props }: AlarmStackProps) {
    super(scope, id, props);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.#subscribeMail();
    for (const [name, { queue, deadLetters }] of [...flow.queues, ...data.objectQueues]) {
      this.#alarm(
        `dead-letters-${name}`,
        deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE }),
        0,
      );
      const waiting = queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: 'Maximum' });
      this.#alarm(`waiting-${name}`, waiting, WAIT_SECONDS_MAX);
    }
    for (const [name, queue] of flow.streamFailures) {
      this.#alarm(
        `dead-letters-${name}`,
        queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE }),
        0,
      );
    }
    for (const row of MANIFEST) {
      const lambda = flow.functions.get(row.name)?.lambda;
      if (!lambda) continue;
      this.#alarm(`errors-${row.name}`, lambda.metricErrors({ period: MINUTE }), 0);
      this.#alarm(`throttles-${row.name}`, lambda.metricThrottles({ period: MINUTE }), 0);
      if (row.trigger.kind === 'stream') {
        this.#alarm(
          `lag-${row.name}`,
          lambda.metric('IteratorAge', { period: MINUTE, statistic: 'Maximum' }),
          LAG_MS_MAX,
        );
      }
    }
    this.#alarm('server-faults', this.#serverFaultPercent(api), SERVER_FAULT_PERCENT_MAX);
  }

  #subscribeMail(): void {
    const mail = new CfnParameter(this, 'AlarmEmail', {
      description: 'Mail address that is told of alarms; empty: subscribe to the topic by other means',
      default: '',
      noEcho: true,
    });
    const isGiven = new CfnCondition(this, 'AlarmEmailGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(mail.valueAsString, '')),
    });
    const subscription = new CfnSubscription(this, 'AlarmEmailSubscription', {
      topicArn: this.topic.topicArn,
      protocol: 'email',
      endpoint: mail.valueAsString,
    });
    subscription.cfnOptions.condition = isGiven;
  }

  #serverFaultPercent({ stage }: ApiStack): IMetric {
    const [faults, all] = [
      stage.metricServerError({ period: MINUTE }),
      stage.metricCount({ period: MINUTE }),
    ];
    return new MathExpression({
      expression: 'IF(all > 20, 100 * faults / all, 0)',
      usingMetrics: { faults, all },
      period: MINUTE,
      label: 'answers 5xx, percent',
    });
  }

  /** Above `limit` for two minutes of three. No data is good news: nothing happened. */
  #alarm(id: string, metric: IMetric, limit: number): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: limit,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: limit === 0 ? 1 : 3,
      datapointsToAlarm: limit === 0 ? 1 : 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
