// What one can set on a running sandbox department: how slow it is, how often it fails, what it does not hold.
import * as z from 'zod';
import { daySchema } from '../../../core/kernel/schema.ts';

export const settingsSchema = z.strictObject({
  /** Added to each answer. */
  latencyMs: z.int().min(0).max(60_000),
  /** Share of requests answered with HTTP 503, 0 to 1. */
  failureRate: z.number().min(0).max(1),
  /** Share of single answers that say "not held", 0 to 1; which ones depends on enterprise and item alone. */
  notHeldRate: z.number().min(0).max(1),
  /** Answers nothing at all. */
  down: z.boolean(),
  /** The business day the data stands at. */
  asOf: daySchema,
});
export type SandboxSettings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: SandboxSettings = {
  latencyMs: 0,
  failureRate: 0,
  notHeldRate: 0,
  down: false,
  asOf: '2020-02-29',
};

/** A change: for one department, or for all when none is named. */
export const settingsChangeSchema = settingsSchema.partial().extend({ department: z.string().optional() });
