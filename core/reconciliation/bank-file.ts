// What became of one file from a bank: kept by the hash of its content, so that a file is taken once.
import * as z from 'zod';
import { daySchema, instantSchema } from '../kernel/schema.ts';

/** A file from a bank, by the hash of its content: taken once. */
export const bankFileSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  key: z.string(),
  kind: z.enum(['status', 'notification', 'statement']),
  lines: z.int(),
  settled: z.int(),
  returned: z.int(),
  repeated: z.int(),
  exceptions: z.int(),
  takenAt: instantSchema,
  /** Of a statement: the last business day it tells of. */
  day: daySchema.optional(),
});
export type BankFile = z.infer<typeof bankFileSchema>;
