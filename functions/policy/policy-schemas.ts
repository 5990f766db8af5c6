// What the pages about policies are given, as schemas: the API describes them, and the console's client is made from them.
import * as z from 'zod';
import { policySchema } from '../../core/policy/policy.ts';
import { policyDocumentSchema } from '../../core/policy/policy-document.ts';
import { trialReportSchema } from '../../core/policy/trial-report.ts';

const fieldErrorSchema = z.strictObject({ path: z.string(), zh: z.string(), en: z.string() });

export const shownPolicySchema = z.strictObject({
  policy: policySchema,
  hash: z.string(),
  document: policyDocumentSchema,
  /** Every condition in words, with those that follow from claimants and district. */
  conditions: z.array(
    z.strictObject({ name: z.string(), zh: z.string(), en: z.string(), clause: z.string().optional() }),
  ),
  questions: z.array(
    z.strictObject({
      item: z.string(),
      zh: z.string(),
      en: z.string(),
      department: z.string(),
      conditions: z.array(z.string()),
      forAmount: z.boolean(),
    }),
  ),
});

export const policyVersionsSchema = z.strictObject({
  items: z.array(z.strictObject({ number: z.int(), hash: z.string(), document: policyDocumentSchema })),
});

export const policyCheckSchema = z.strictObject({
  ok: z.boolean(),
  /** The document fits its schema and its rules can be read. */
  isReadable: z.boolean(),
  /** What exactly this document would cost, by its latest trial on the register. */
  expected: trialReportSchema
    .pick({ day: true, asOf: true, totals: true, byDistrict: true, bySize: true })
    .extend({ trialId: z.string() })
    .optional(),
  errors: z.array(fieldErrorSchema),
  warnings: z.array(fieldErrorSchema),
  examples: z.array(
    z.strictObject({
      name: z.string(),
      ok: z.boolean(),
      outcome: z.enum(['eligible', 'ineligible', 'unknown']).optional(),
      amountFen: z.int().nullable().optional(),
      missing: z.array(z.string()).optional(),
      conditions: z.array(z.strictObject({ name: z.string(), value: z.boolean().nullable() })).optional(),
      errors: z.array(fieldErrorSchema),
    }),
  ),
});
