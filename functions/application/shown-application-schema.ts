// What the page of one application is given, as a schema: the API describes it, and the console's client is made from it.
import * as z from 'zod';
import { appealSchema } from '../../core/application/appeal.ts';
import { APPLICATION_STATES, applicationSchema } from '../../core/application/application.ts';
import { ratingSchema } from '../../core/application/rating.ts';
import { claimSchema, legSchema } from '../../core/disbursement/claim.ts';
import { dataUseSchema } from '../../core/hub/data-use.ts';
import { signedAnswerSchema } from '../../core/hub/signed-answer.ts';
import { daySchema, fenSchema, instantSchema } from '../../core/kernel/schema.ts';
import { bankLineSchema, nextStepSchema } from './next-step.ts';

const conditionResultSchema = z.strictObject({ name: z.string(), value: z.boolean().nullable() });
const outcomeSchema = z.enum(['eligible', 'ineligible', 'unknown']);

const evaluationSchema = z.strictObject({
  outcome: outcomeSchema,
  conditions: z.array(conditionResultSchema),
  missing: z.array(z.string()),
  amountFen: fenSchema.nullable(),
  steps: z.array(
    z.strictObject({
      name: z.string(),
      zh: z.string(),
      en: z.string(),
      text: z.string().nullable(),
      amountFen: fenSchema.optional(),
    }),
  ),
  lines: z
    .array(
      z.strictObject({
        index: z.int(),
        outcome: outcomeSchema,
        conditions: z.array(conditionResultSchema),
        uniqueKeys: z.array(z.string().nullable()),
        amountFen: fenSchema.nullable(),
        duplicateOf: z.int().optional(),
      }),
    )
    .optional(),
});

/** The rule's own decision, a person's, or both: parts that did not happen are absent. */
export const proofSchema = z.looseObject({
  policyHash: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  receipts: z.array(signedAnswerSchema).optional(),
  asked: z.array(dataUseSchema).optional(),
  evaluation: evaluationSchema.optional(),
  review: z.strictObject({ decision: z.enum(['accept', 'refuse']), reason: z.string() }).optional(),
  fault: z.looseObject({ code: z.string(), zh: z.string().optional(), en: z.string().optional() }).optional(),
});

const shownStateSchema = z.enum([...APPLICATION_STATES, 'ordered', 'sent', 'paid', 'returned']);

export const listedApplicationSchema = applicationSchema.extend({ shown: shownStateSchema.optional() });

export const shownApplicationSchema = z.strictObject({
  application: applicationSchema,
  state: shownStateSchema,
  timeline: z.array(
    z.strictObject({
      at: instantSchema,
      step: z.string(),
      by: z.string(),
      amountFen: fenSchema.optional(),
      bankReference: z.string().optional(),
    }),
  ),
  claim: claimSchema.optional(),
  legs: z.array(legSchema),
  queue: z
    .strictObject({ position: z.int(), undecidedBefore: z.int(), payBy: daySchema.optional() })
    .optional(),
  decision: proofSchema.optional(),
  next: nextStepSchema,
  bankLines: z.array(bankLineSchema),
  appeals: z.array(appealSchema),
  contestableUntil: daySchema.optional(),
  rating: ratingSchema.optional(),
  disputes: z.array(
    z.strictObject({
      item: z.string(),
      words: z.string(),
      state: z.enum(['open', 'closed']),
      openedAt: instantSchema,
      resolution: z.string().optional(),
    }),
  ),
});
