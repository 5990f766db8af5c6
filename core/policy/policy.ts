// A policy as the flow sees it: a head that says which version is in force, and versions that never change.
import * as z from 'zod';
import { daySchema, instantSchema } from '../kernel/schema.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { approvalSchema, rejectionSchema } from './approval.ts';
import type { PolicyDocument } from './policy-document.ts';

export const POLICY_STATES = ['draft', 'submitted', 'approved', 'published', 'suspended', 'closed'] as const;

const actSchema = z.strictObject({ by: z.string(), at: instantSchema });

export const policySchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.enum(POLICY_STATES),
  titleZh: z.string(),
  titleEn: z.string(),
  mode: z.enum(['automatic', 'confirm', 'apply']),
  /** The latest version of the document, and the one in force (0 before the first publication). */
  latest: z.int(),
  inForce: z.int(),
  draftedBy: z.string(),
  submittedBy: z.string().optional(),
  /** Of a version under way, from its submission to its publication. */
  approval: approvalSchema.optional(),
  /** Why the latest version went back to its author, until it is submitted again. */
  rejection: rejectionSchema.optional(),
  publishedOn: daySchema.optional(),
  /** While it is suspended: by whom. Another person resumes it. */
  suspended: actSchema.optional(),
  /** The last time it was resumed under the version in force. */
  resumed: actSchema.optional(),
  changedAt: instantSchema,
});
export type Policy = z.infer<typeof policySchema>;

/** One immutable version: the document and the hash of its canonical form. */
export interface PolicyVersion {
  /** `policy@number`. */
  readonly id: string;
  readonly version: number;
  readonly policyId: string;
  readonly number: number;
  readonly hash: string;
  readonly document: PolicyDocument;
}

/** The catalogue of data items in force: what policies may name. */
export interface StoredCatalogue {
  readonly id: 'current';
  readonly version: number;
  readonly catalogue: Catalogue;
  /** Items that were added, changed or taken away since the first catalogue, and when: policies that name them are matched again. */
  readonly itemsChangedAt?: Readonly<Record<string, string>>;
}

export const policyVersionId = (policyId: string, number: number): string => `${policyId}@${number}`;
