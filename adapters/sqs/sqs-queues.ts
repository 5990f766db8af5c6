// Sends events to SQS in batches of ten; what SQS refuses is named, so that the relay brings it again.
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EventQueues } from '../../functions/ports.ts';

const BATCH_MAX = 10;

export class SqsQueues implements EventQueues {
  readonly #client: SQSClient;
  readonly #urls: Readonly<Record<string, string>>;

  /** @param urls queue name → URL */
  constructor(client: SQSClient, urls: Readonly<Record<string, string>>) {
    this.#client = client;
    this.#urls = urls;
  }

  async send(queue: string, messages: readonly string[]): Promise<number[]> {
    const url = this.#urls[queue];
    if (url === undefined) throw new Error(`no URL for the queue ${queue}`);
    const starts = Array.from(
      { length: Math.ceil(messages.length / BATCH_MAX) },
      (_, batch) => batch * BATCH_MAX,
    );
    const failed = await Promise.all(
      starts.map((start) => this.#sendBatch(url, messages.slice(start, start + BATCH_MAX), start)),
    );
    return failed.flat();
  }

  async #sendBatch(url: string, batch: readonly string[], start: number): Promise<number[]> {
    const entries = batch.map((body, index) => ({ Id: String(index), MessageBody: body }));
    try {
      const { Failed: failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
      );
      return failed.map(({ Id }) => start + Number(Id));
    } catch {
      // The whole batch comes again from the stream; sending twice is harmless, losing is not.
      return batch.map((_, index) => start + index);
    }
  }
}
