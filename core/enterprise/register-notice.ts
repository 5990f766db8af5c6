// What an import wrote, until those who compute from the register have taken note of it: made in the import's own commit.
import * as z from 'zod';
import { instantSchema } from '../kernel/schema.ts';

export const registerNoticeSchema = z.strictObject({
  /** `job.version`: a job that was begun again has another. */
  id: z.string(),
  version: z.int(),
  jobId: z.string(),
  state: z.enum(['due', 'done']),
  /** Whether the firms that were written are listed; else the whole register must be read again. */
  isNamed: z.boolean(),
  at: instantSchema,
});
export type RegisterNotice = z.infer<typeof registerNoticeSchema>;

/** Changed firms that are named one by one. */
export const CHANGES_NAMED_MAX = 100_000;

/** Where the codes of the firms that an import wrote are listed, in the files bucket. */
export const changedFirmsKey = (noticeId: string): string => `imports/${noticeId}.changed-firms.json`;
