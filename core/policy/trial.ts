// The trial of a policy on the register as people ask for it and follow it: the request, and the head that says how it goes.
import * as z from 'zod';
import { daySchema, fenSchema, instantSchema } from '../kernel/schema.ts';

/** Values that one trial may try, over all its what-ifs. */
export const WHAT_IF_VALUES_MAX = 60;

export const whatIfSchema = z.strictObject({
  /** Name of a parameter of the policy. */
  parameter: z.string().min(1).max(60),
  /** Only what is valid in this district is changed; absent: the general value. */
  district: z.string().min(1).max(40).optional(),
  /** Literals as in the document: 500, `0.055`, `date("2019-01-01")`. */
  values: z.array(z.union([z.number(), z.boolean(), z.string().min(1).max(200)])).min(1),
});
export type WhatIf = z.infer<typeof whatIfSchema>;

export const trialRequestSchema = z.strictObject({
  /** A version of the policy; absent, without a document: the latest. */
  policyVersion: z.int().min(1).optional(),
  /** A document that nobody has drafted yet, tried instead. */
  document: z.looseObject({}).optional(),
  /** The day the rules are read for; absent: today, or the day of the claim period that is nearest to it. */
  day: daySchema.optional(),
  /** Compare with this version: who gains, who loses. */
  againstVersion: z.int().min(1).optional(),
  whatIfs: z.array(whatIfSchema).default([]),
  /** Also move every number among the parameters by a fifth, and to the next value at which somebody is affected. */
  sweep: z.boolean().default(true),
});
export type TrialRequest = z.infer<typeof trialRequestSchema>;

/** While it waits, its job says how far it is. */
export const TRIAL_STATES = ['waiting', 'done', 'failed'] as const;

/** The figures of a trial that lists show. */
export const trialHeadlineSchema = z.strictObject({
  firms: z.int(),
  eligible: z.int(),
  unknown: z.int(),
  ineligible: z.int(),
  amountFen: fenSchema,
  possibleFen: fenSchema,
});

export const trialSchema = z.strictObject({
  /** Also the id of its job. */
  id: z.string(),
  version: z.int(),
  policyId: z.string(),
  /** Absent when the document came with the request. */
  policyVersion: z.int().optional(),
  /** Of the document tried. */
  hash: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  state: z.enum(TRIAL_STATES),
  by: z.string(),
  /** The day the rules are read for. */
  day: daySchema,
  /** The day on which facts must still be valid. */
  asOf: daySchema,
  againstVersion: z.int().optional(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  headline: trialHeadlineSchema.optional(),
  /** Why it failed, for a person. */
  problem: z.strictObject({ reason: z.string(), zh: z.string(), en: z.string() }).optional(),
});
export type Trial = z.infer<typeof trialSchema>;

/** The difference that an amendment makes is tried once for each version, when it is submitted. */
export const differenceTrialId = (policyId: string, policyVersion: number): string =>
  `difference-${policyId}-v${policyVersion}`;
