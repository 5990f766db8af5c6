// Firms of one slice whose facts changed while policies were in force: only they are matched again.
import * as z from 'zod';
import { instantSchema } from '../kernel/schema.ts';

export const registerChangeSchema = z.strictObject({
  /** `slice.version of its segment index`: each change of a slice has one. */
  id: z.string(),
  version: z.int(),
  slice: z.int(),
  state: z.enum(['due', 'done']),
  /** What changed them: the register, or indicators that a department released. */
  cause: z.enum(['register', 'released']),
  /** Firms in the list, which is a file. */
  firms: z.int(),
  cutAt: instantSchema,
  /** Once done: applications that automatic policies opened, and invitations of the others. */
  opened: z.int(),
  invited: z.int(),
  doneAt: instantSchema.optional(),
});
export type RegisterChange = z.infer<typeof registerChangeSchema>;

export const registerChangeId = (slice: number, indexVersion: number): string =>
  `${String(slice).padStart(2, '0')}.${indexVersion}`;
