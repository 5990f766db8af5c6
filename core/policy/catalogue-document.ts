// The catalogue of data items as a document: its schema, so that departments list items without code.
import * as z from 'zod';
import type { Catalogue } from '../rules/catalogue.ts';
import { isReservedName, NAME_PATTERN } from '../rules/names.ts';
import { readBySchema } from './document-words.ts';

export const wordsShape = { zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) } as const;

/** A name usable in expressions: letters of any script, digits and underscores, not a word of the language. */
export const ruleNameSchema = z
  .string()
  .max(60)
  .regex(NAME_PATTERN)
  .refine((name) => !isReservedName(name), {
    params: {
      zh: '这是语言的保留字，请换一个名称',
      en: 'a reserved word of the language; choose another name',
    },
  });

const keySchema = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/);
const boundSchema = z.union([z.number(), z.string().max(40)]);

const commonShape = {
  key: keySchema,
  zh: ruleNameSchema,
  en: z.string().min(1).max(200),
  unit: z.string().min(1).max(20).optional(),
  scale: z.int().min(0).max(8).optional(),
  range: z.strictObject({ min: boundSchema.optional(), max: boundSchema.optional() }).optional(),
  values: z
    .array(z.strictObject({ code: z.string().min(1).max(60), zh: z.string().min(1), en: z.string().min(1) }))
    .min(1)
    .max(2000)
    .optional(),
} as const;

const scalarTypes = ['number', 'money', 'boolean', 'text', 'enum', 'date'] as const;

export const catalogueItemSchema = z
  .strictObject({
    ...commonShape,
    type: z.enum([...scalarTypes, 'list']),
    fields: z
      .array(z.strictObject({ ...commonShape, type: z.enum(scalarTypes) }))
      .min(1)
      .max(60)
      .optional(),
    department: z.string().min(1).max(60),
    costRank: z.int().min(0).max(1000),
    released: z.boolean(),
    fromRegister: z.boolean().optional(),
    askedAtRelease: z.boolean().optional(),
    role: z.enum(['district', 'legal-form', 'size-class', 'sector']).optional(),
  })
  .superRefine((item, context) => {
    if (item.type === 'list' && item.fields === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['fields'],
        params: { zh: '列表项须写明每条记录的字段', en: 'a list needs the fields of its records' },
      });
    }
    if (item.type === 'enum' && item.values === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['values'],
        params: { zh: '枚举项须列出取值', en: 'an enum needs its values' },
      });
    }
  });

export const catalogueSchema = z
  .strictObject({ items: z.array(catalogueItemSchema).min(1).max(2000) })
  .superRefine((catalogue, context) => {
    const seen = new Map<string, number>();
    catalogue.items.forEach((item, index) => {
      for (const name of new Set([item.key, item.zh])) {
        const first = seen.get(name);
        if (first === undefined) seen.set(name, index);
        else
          context.addIssue({
            code: 'custom',
            path: ['items', index],
            params: {
              zh: `名称“${name}”与第 ${first + 1} 项重复`,
              en: `the name "${name}" is taken by item ${first + 1}`,
            },
          });
      }
    });
  });

/** Reads a catalogue parsed from YAML or JSON. @throws Fault invalid, with paths and words */
export const readCatalogue = (input: unknown): Catalogue => readBySchema(catalogueSchema, input, 'catalogue');
