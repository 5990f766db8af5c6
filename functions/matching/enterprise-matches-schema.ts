// What an enterprise's home page is given, as a schema: the API describes it, and the console's client is made from it.
import * as z from 'zod';
import { firstInstalmentSchema } from '../../core/application/instalment.ts';
import { daySchema, fenSchema, usccSchema } from '../../core/kernel/schema.ts';

export const enterpriseMatchesSchema = z.strictObject({
  uscc: usccSchema,
  name: z.string(),
  asOf: daySchema,
  matches: z.array(
    z.looseObject({
      policyId: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      mode: z.enum(['automatic', 'confirm', 'apply']),
      outcome: z.enum(['eligible', 'unknown', 'ineligible']),
      amountFen: fenSchema.nullable(),
      firstInstalment: firstInstalmentSchema.optional(),
      missing: z.array(z.string()),
      failed: z.array(
        z.strictObject({
          name: z.string(),
          zh: z.string(),
          en: z.string(),
          wouldFit: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
        }),
      ),
      stacking: z.enum(['combine', 'exclusive', 'highest']),
      group: z.string().optional(),
      window: z.enum(['open', 'not-yet', 'over']),
      from: daySchema.optional(),
      until: daySchema.optional(),
      applied: z
        .strictObject({ id: z.string(), state: z.string(), amountFen: fenSchema.optional() })
        .optional(),
      notCalculated: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
    }),
  ),
});
