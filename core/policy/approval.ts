// The approval of one submitted version as it is kept on the policy's head: its steps, who took them, and what is attached.
import * as z from 'zod';
import { daySchema, instantSchema } from '../kernel/schema.ts';

/** 经办, 复核, 审批, 财政会签, 合法性审核. */
export const ROUTE_STEPS = ['handle', 'check', 'approve', 'finance-countersign', 'legality-review'] as const;
/** 合法性审核, 公平竞争审查. */
export const OPINIONS = ['legality-review', 'fair-competition-review'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** The families of roles that may sign: a step of any other role could never be taken. */
export const SIGNER_FAMILIES = ['staff', 'unit', 'finance', 'leader', 'hub'] as const;
export const SIGNER_ROLE = new RegExp(`^(${SIGNER_FAMILIES.join('|')})\\.([a-z0-9-]{1,40}|\\*)$`);

export const opinionSchema = z.strictObject({
  kind: z.enum(OPINIONS),
  /** The number of the document, or the key of an uploaded file. */
  reference: z.string().min(1).max(300),
  day: daySchema.optional(),
});
export type AttachedOpinion = z.infer<typeof opinionSchema>;

/** Fixed at submission, and filled step by step. */
export const approvalSchema = z.strictObject({
  /** The cost by which the level was chosen, in yuan; absent: nobody declared one, and no step is spared. */
  expectedYuan: z.int().min(0).optional(),
  steps: z.array(
    z.strictObject({ step: z.enum(ROUTE_STEPS), role: z.string(), zh: z.string(), en: z.string() }),
  ),
  /** The steps taken, in their order; the first person, who submits, may have nothing to add. */
  taken: z.array(z.strictObject({ by: z.string(), at: instantSchema, comment: z.string().optional() })),
  /** Opinions that must be attached before an approval. */
  required: z.array(z.enum(OPINIONS)),
  attached: z.array(opinionSchema),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Why a version went back to its author; by its author's own hand when it was called back. */
export const rejectionSchema = z.strictObject({
  /** The version of the document that went back. */
  number: z.int(),
  /** The step at which it went back, 1 for the first; one more than there are when all were taken. */
  position: z.int(),
  by: z.string(),
  at: instantSchema,
  reason: z.string(),
});
export type Rejection = z.infer<typeof rejectionSchema>;
