// A job: long work that reports its progress and can be left and found again.
import * as z from 'zod';
import { instantSchema } from './schema.ts';

export const jobSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  kind: z.enum(['import', 'match', 'trial', 'export']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.int(),
  total: z.int().optional(),
  requestedBy: z.string(),
  startedAt: instantSchema,
  endedAt: instantSchema.optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  /** Key of a report in the files bucket. */
  reportKey: z.string().optional(),
});
export type Job = z.infer<typeof jobSchema>;
