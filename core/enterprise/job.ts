// The entity Job: work too long for one HTTP answer, which a person follows by its id.
import * as z from 'zod';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What an import of the register came to; `reportFile` names the list of rejected rows. */
export const importResultSchema = z.strictObject({
  rows: z.int().min(0),
  /** Created or changed in the register. */
  accepted: z.int().min(0),
  rejected: z.int().min(0),
  /** Already there with the same content. */
  unchanged: z.int().min(0),
  reportFile: z.string(),
});
export type ImportResult = z.infer<typeof importResultSchema>;

const countsSchema = z.record(z.string(), z.int().min(0));
/** What lies behind an import's figures. Only rows that count are in `repairs` and `unknown`. */
export const importDetailsSchema = z.strictObject({
  created: z.int().min(0),
  updated: z.int().min(0),
  /** Rows refused, by the code of each reason; a row with two reasons is in both. */
  reasons: countsSchema,
  /** Repairs made, by kind. */
  repairs: countsSchema,
  /** Rows whose capital, district or legal form nobody can tell. */
  unknown: z.strictObject({
    capitalAbsent: z.int(),
    capitalUnreadable: z.int(),
    district: z.int(),
    legalForm: z.int(),
  }),
});
export type ImportDetails = z.infer<typeof importDetailsSchema>;

export const jobSchema = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  /** `policy-trial`: the job of the trial of the same id; its result is the trial's report. */
  kind: z.enum(['register-import', 'policy-trial']),
  state: z.enum(JOB_STATES),
  /** The person who asked. */
  by: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Key of the uploaded file in the bucket `files`. */
  sourceFile: z.string().optional(),
  /** Of a trial: the policy that is tried. */
  policyId: z.string().optional(),
  rowsDone: z.int().min(0),
  /** Estimated from the bytes read while the job runs, exact when it is done. */
  rowsTotal: z.int().min(0).optional(),
  result: importResultSchema.optional(),
  details: importDetailsSchema.optional(),
  /** Why it failed, for a person. */
  problem: z.strictObject({ reason: z.string(), zh: z.string(), en: z.string() }).optional(),
});
export type Job = z.infer<typeof jobSchema>;
