// Object stores at the edge: a file that appeared under a prefix, told by a queue.
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { parseAs } from './problem.ts';
import { jsonOrText, partialBatch, type Parking } from './queue.ts';
import { count, invocationOf, observed, type Invocation } from './telemetry.ts';

/** An object that was created; `key` is decoded. */
export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
}

/** S3 writes keys as a form does: blanks as `+`, the rest percent-encoded. */
const keySchema = z
  .string()
  .min(1)
  .transform((key, context) => {
    try {
      return decodeURIComponent(key.replaceAll('+', ' '));
    } catch {
      context.addIssue('文件名的编码有误 / the key is badly encoded');
      return z.NEVER;
    }
  });

const createdSchema = z.object({
  s3: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: keySchema, size: z.int().nonnegative().default(0) }),
  }),
});
/** S3 sends a test event, without records, when the notification is set up. */
const notificationSchema = z.union([
  z.object({ Event: z.literal('s3:TestEvent') }).transform(() => ({ Records: [] })),
  z.object({ Records: z.array(createdSchema) }),
]);

interface ObjectSpec<D extends Parking> {
  readonly loadDeps: () => Promise<D>;
  /** Must do no harm when the same object is told twice. */
  handleOne(deps: D, object: CreatedObject, invocation: Invocation): Promise<void>;
}

/** The handler of objects created under a prefix. Faults are parked, the rest is told again, as with a queue. */
export function objectLambda<D extends Parking>(spec: ObjectSpec<D>) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(observed())
    .handler(async (event: SQSEvent, context) => {
      count('Message', event.Records.length);
      const deps = await spec.loadDeps();
      return partialBatch(event, deps, async (record) => {
        const { Records } = parseAs(notificationSchema, jsonOrText(record.body), '', 'message');
        for (const { s3 } of Records) {
          const object = { bucket: s3.bucket.name, key: s3.object.key, sizeBytes: s3.object.size };
          await spec.handleOne(deps, object, invocationOf(context));
        }
      });
    });
}
