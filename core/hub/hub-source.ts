// The registry of the hub's sources: a department, the key that its answers are signed with, and the items it lists.
import * as z from 'zod';
import { wordsShape } from '../policy/catalogue-document.ts';
import { readBySchema } from '../policy/document-words.ts';

export const departmentIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

/** A department as people know it. */
export const departmentSchema = z.strictObject({
  id: departmentIdSchema,
  ...wordsShape,
  /** What it holds, in plain words. */
  holds: z.strictObject(wordsShape),
});

export const departmentsDocumentSchema = z
  .strictObject({ departments: z.array(departmentSchema).min(1).max(500) })
  .refine(({ departments }) => new Set(departments.map(({ id }) => id)).size === departments.length, {
    params: { zh: '部门代码重复', en: 'two departments have the same id' },
  });
export type DepartmentsDocument = z.infer<typeof departmentsDocumentSchema>;

/** Reads the list of departments parsed from YAML or JSON. @throws Fault invalid, with paths and words */
export const readDepartments = (input: unknown): DepartmentsDocument =>
  readBySchema(departmentsDocumentSchema, input, 'departments');

/** Where a department answers and how to know its hand. */
export const hubSourceSchema = z.strictObject({
  /** Questions go to `{url}/answers`. */
  url: z.url({ protocol: /^https?$/ }),
  /** Raw Ed25519 public key, base64url. */
  publicKey: z.base64url().length(43),
});
export type HubSource = z.infer<typeof hubSourceSchema>;

/** Sources by department id. */
export const hubSourcesSchema = z.record(departmentIdSchema, hubSourceSchema);
export type HubSources = z.infer<typeof hubSourcesSchema>;
