// A policy as a document: everything a published policy says, in one strict schema with a JSON Schema for editors.
import * as z from 'zod';
import { parseDay } from '../kernel/day.ts';
import { ruleNameSchema, wordsShape } from './catalogue-document.ts';
import { readBySchema } from './document-words.ts';
import { OPINIONS, ROUTE_STEPS, SIGNER_ROLE } from './approval.ts';
import { checkDocumentRules } from './check-document.ts';

/** From the highest to the lowest. */
export const LEVELS = ['national', 'province', 'city', 'district'] as const;

const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
const departmentIdSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/);
const districtSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/);
const wordsSchema = z.strictObject(wordsShape);
const clauseSchema = z.string().min(1).max(200);

/** FEEL text. A bare number or boolean in YAML is taken as its literal. Length is limited again by the parser. */
const formulaSchema = z.union([z.string().min(1).max(8000), z.number(), z.boolean()]);

const daySchema = z.string().refine((text) => parseDay(text) !== undefined, {
  params: { zh: '应为存在的日期，如 2020-03-02', en: 'must be a day that exists, such as 2020-03-02' },
});

/** Inclusive days; an absent end is open. */
const windowSchema = z
  .strictObject({ from: daySchema.optional(), until: daySchema.optional() })
  .refine((window) => !window.from || !window.until || window.from <= window.until, {
    params: { zh: '起始日晚于截止日', en: 'it starts after it ends' },
  });

const conditionSchema = z.strictObject({
  name: ruleNameSchema,
  when: formulaSchema,
  ...wordsShape,
  clause: clauseSchema.optional(),
});

const valueSchema = z.strictObject({
  name: ruleNameSchema,
  is: formulaSchema,
  ...wordsShape,
  clause: clauseSchema.optional(),
});

const parameterSchema = z.strictObject({
  name: ruleNameSchema,
  ...wordsShape,
  unit: z.string().min(1).max(20).optional(),
  clause: clauseSchema.optional(),
  values: z
    .array(
      z.strictObject({
        from: daySchema.optional(),
        until: daySchema.optional(),
        district: districtSchema.optional(),
        value: formulaSchema,
      }),
    )
    .min(1)
    .max(500),
});

const tableSchema = z.strictObject({
  name: ruleNameSchema,
  ...wordsShape,
  inputs: z.array(z.string().min(1).max(2000)).min(1).max(12),
  hit: z.enum(['first', 'unique']),
  rows: z
    .array(
      z.strictObject({
        when: z.array(formulaSchema).min(1).max(12),
        then: formulaSchema,
        clause: clauseSchema.optional(),
      }),
    )
    .min(1)
    .max(500),
  otherwise: formulaSchema.optional(),
  clause: clauseSchema.optional(),
});

const capSchema = z.strictObject({
  scope: z.enum(['case', 'enterprise', 'period']),
  limit: formulaSchema,
  months: z.int().min(1).max(120).optional(),
  ...wordsShape,
  clause: clauseSchema.optional(),
});

const amountSchema = z.strictObject({
  formula: formulaSchema,
  rounding: z.strictObject({
    mode: z.enum(['down', 'up', 'half-up', 'half-even']),
    toFen: z.int().min(1).max(100_000_000),
  }),
  caps: z.array(capSchema).max(10).default([]),
});

const linesSchema = z.strictObject({
  over: z.string().min(1).max(60),
  conditions: z.array(conditionSchema).max(60).default([]),
  amount: amountSchema,
  unique: z
    .array(
      z.strictObject({
        name: idSchema,
        ...wordsShape,
        fields: z.array(z.string().min(1).max(60)).min(1).max(4),
      }),
    )
    .max(4)
    .default([]),
});

/** Who signs before a policy is published, in order, each another person; the `handle` step is the author's submission. */
const approvalSchema = z.strictObject({
  /** What the policy is expected to cost, in yuan: it chooses the level of approval. Absent: no step is spared. */
  expectedYuan: z.int().min(0).max(1_000_000_000_000).optional(),
  steps: z
    .array(
      z.strictObject({
        step: z.enum(ROUTE_STEPS),
        role: z.string().refine((role) => SIGNER_ROLE.test(role), {
          params: {
            zh: '应为 staff、unit、finance、leader 或 hub 类角色，如 staff.approver',
            en: 'must be a role of staff, unit, finance, leader or hub, such as staff.approver',
          },
        }),
        ...wordsShape,
        /** The step is needed only when the expected cost reaches this many yuan, and stays below that many. */
        fromYuan: z.int().min(0).optional(),
        belowYuan: z.int().min(1).optional(),
      }),
    )
    .min(1)
    .max(12),
  /** The opinions that must be attached before an approval; one without a reference is attached on the way. */
  attachments: z
    .array(
      z.strictObject({
        kind: z.enum(OPINIONS),
        /** The number of the document, or the key of an uploaded file. */
        reference: z.string().min(1).max(300).optional(),
        day: daySchema.optional(),
      }),
    )
    .max(10)
    .default([]),
});

const structureSchema = z.strictObject({
  document: wordsSchema,
  clause: clauseSchema,
  matter: wordsSchema,
  batch: z.string().min(1).max(100).optional(),
});

const datesSchema = z.strictObject({
  /** 有效期 of the rule itself. */
  validity: windowSchema,
  /** 申报期: when it may be claimed. */
  application: windowSchema,
  /** 所属期: the time the facts are about. */
  factPeriod: windowSchema.optional(),
  /** 公示期 in working days; 0 is none. */
  publicityDays: z.int().min(0).max(60),
  /** 兑付时限 in working days from acceptance. */
  paymentDays: z.int().min(0).max(250),
});

const instalmentSchema = z.strictObject({
  afterMonths: z.int().min(0).max(120),
  percent: z.int().min(1).max(100),
  ...wordsShape,
});

const payeeSchema = z.strictObject({
  kind: z.enum(['enterprise', 'employee', 'third-party']),
  percent: z.int().min(1).max(100),
  /** For a third party: the text item that holds its USCC, and who it is in words. */
  identifiedBy: z.string().min(1).max(60).optional(),
  ...wordsShape,
});

const stackingSchema = z.strictObject({
  /** Policies of one group meet each other; absent: it may be combined with every other. */
  group: idSchema.optional(),
  /** `exclusive`: one of the group. `highest`: 从高不重复, a later one pays the difference. `combine`: no limit. */
  rule: z.enum(['exclusive', 'highest', 'combine']),
  /**
   * The policy of the higher level prevails within the group: claimed after one of a lower level it pays what it is worth
   * more, whatever the rule, and one of a lower level pays nothing beside it.
   */
  higherLevelPrevails: z.boolean().default(false),
  clause: clauseSchema.optional(),
});

const transitionSchema = z.strictObject({
  replacesVersion: z.int().min(1),
  effectiveFrom: daySchema,
  /** Which version answers an application submitted before, undecided on the day. */
  pending: z.enum(['old-version', 'new-version', 'better-for-applicant']),
  ...wordsShape,
});

const allocationSchema = z.strictObject({
  /** What happens when money runs out. Ranking and lottery are declared and refused until they are built. */
  method: z.enum(['queue', 'pro-rata', 'ranking', 'lottery']),
  /** The order of a ranking, highest first. */
  rankBy: formulaSchema.optional(),
});

const fundingSchema = z.strictObject({
  treasury: z.enum(['city', 'district']),
  percent: z.int().min(1).max(100),
  /** The one district that pays; absent: the firm's own. */
  district: districtSchema.optional(),
});

const reviewSchema = z.strictObject({
  /** Role that decides by hand where the mode or a condition asks for it. */
  role: z.string().min(1).max(60),
  workingDays: z.int().min(1).max(250),
  /** Share of accepted applications looked at again afterwards. */
  samplePercent: z.int().min(0).max(100).default(0),
  ...wordsShape,
});

const recoverySchema = z.strictObject({
  /** Working days to repay after the notice. */
  repayWithinDays: z.int().min(1).max(250),
  hearing: z.boolean(),
  /** Whether what is owed may be kept from later awards. */
  offset: z.boolean().default(false),
  ...wordsShape,
});

type WrittenScalar = string | number | boolean | null;
const writtenScalarSchema: z.ZodType<WrittenScalar, WrittenScalar> = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.null(),
]);

/** Facts as a person writes them: yuan, decimals, `YYYY-MM-DD`, enum codes or zh words; null is missing. */
export const writtenFactsSchema = z.record(
  z.string(),
  z.union([writtenScalarSchema, z.array(z.record(z.string(), writtenScalarSchema)).max(1000)]),
);

const exampleSchema = z.strictObject({
  name: z.string().min(1).max(200),
  facts: writtenFactsSchema,
  /** Default: the first day of the application window. */
  asOf: daySchema.optional(),
  district: districtSchema.optional(),
  expect: z.strictObject({
    outcome: z.enum(['eligible', 'ineligible', 'unknown']),
    amountFen: z.int().optional(),
    /** Exactly the items that can still turn the result, in any order. */
    missing: z.array(z.string()).optional(),
    /** Conditions and their values, where the example is about them. */
    conditions: z.record(z.string(), z.boolean().nullable()).optional(),
  }),
});

export const policyDocumentSchema = z
  .strictObject({
    schema: z.literal('zhida-policy/1'),
    id: idSchema,
    version: z.int().min(1).max(10_000).default(1),
    title: wordsSchema,
    summary: wordsSchema.optional(),
    documentNumber: z.string().min(1).max(200),
    legalText: z.string().min(1).max(100_000),
    department: departmentIdSchema,
    level: z.enum(LEVELS),
    district: districtSchema.optional(),
    provenance: z.strictObject({
      kind: z.enum(['real', 'adapted', 'composed']),
      source: z.string().min(1).max(2000),
      /** What no source gave. */
      assumed: z.array(z.string().min(1).max(500)).max(30).default([]),
    }),
    structure: structureSchema,
    dates: datesSchema,
    /** Codes of the catalogue's legal-form item. */
    claimants: z.array(z.string().min(1).max(60)).min(1).max(30),
    approval: approvalSchema,
    mode: z.enum(['automatic', 'confirm', 'apply']),
    kind: z.enum(['grant', 'waiver', 'third-party']),
    period: z.enum(['once', 'monthly', 'quarterly', 'instalments']),
    instalments: z.array(instalmentSchema).min(1).max(60).optional(),
    /** Keys of every catalogue item the rules read. */
    items: z.array(z.string().min(1).max(60)).max(200),
    parameters: z.array(parameterSchema).max(200).default([]),
    values: z.array(valueSchema).max(100).default([]),
    tables: z.array(tableSchema).max(30).default([]),
    conditions: z.array(conditionSchema).max(100),
    /** With `lines`, the formula may read `lineTotal`; without, it is the whole amount. In yuan. */
    amount: amountSchema,
    lines: linesSchema.optional(),
    payees: z.array(payeeSchema).min(1).max(5),
    stacking: stackingSchema,
    transition: transitionSchema.optional(),
    allocation: allocationSchema,
    /** Empty for a waiver; otherwise shares that add up to 100. */
    funding: z.array(fundingSchema).max(20),
    commitment: wordsSchema,
    review: reviewSchema.optional(),
    recovery: recoverySchema,
    /** A payment of at most this many yuan is released without a second person; larger ones wait in orders of their own. */
    preAuthorisedYuan: z.int().min(0).max(10_000_000).default(0),
    examples: z.array(exampleSchema).max(200),
  })
  .superRefine((document, context) => checkDocumentRules(document, context));

export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
export type PolicyExample = PolicyDocument['examples'][number];
export type WrittenFacts = PolicyExample['facts'];

/** Reads a policy parsed from YAML or JSON. @throws Fault invalid, with every error's path and zh/en words */
export const readPolicyDocument = (input: unknown): PolicyDocument =>
  readBySchema<PolicyDocument>(policyDocumentSchema, input, 'policy-document');

/** JSON Schema (draft 2020-12) of what an editor writes: defaults may be left out. */
export const policyJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(policyDocumentSchema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
