// The entity Enterprise: one registration of the public register, checked, repaired and compact.
import * as z from 'zod';
import { parseDay } from '../kernel/day.ts';
import type { Fen } from '../kernel/fen.ts';
import { FOREIGN_CURRENCIES } from './capital.ts';
import { LEGAL_FORMS } from './legal-form.ts';
import { parseUscc } from './uscc.ts';

export const REPAIR_KINDS = [
  'uscc-case',
  'uscc-width',
  'uscc-blanks',
  'name-blanks',
  'date-spelling',
  'capital-spelling',
  'capital-column',
  'capital-rounded',
] as const;
/** What the importer put right: see `REPAIR_WORDS` for the words. */
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** The repairs in words, for the report of an import and the page of an enterprise. */
export const REPAIR_WORDS: Readonly<Record<RepairKind, { readonly zh: string; readonly en: string }>> = {
  'uscc-case': { zh: '统一社会信用代码小写字母已改为大写', en: 'Lower-case letters of the code were raised' },
  'uscc-width': {
    zh: '统一社会信用代码全角字符已改为半角',
    en: 'Full-width characters of the code were narrowed',
  },
  'uscc-blanks': {
    zh: '统一社会信用代码中的空白或连字符已去除',
    en: 'Blanks or hyphens in the code were removed',
  },
  'name-blanks': { zh: '名称首尾空白已去除', en: 'Blanks around the name were removed' },
  'date-spelling': { zh: '注册日期的写法已统一', en: 'The date was rewritten as YYYY-MM-DD' },
  'capital-spelling': { zh: '注册资金的写法已统一', en: 'The capital was read from another spelling' },
  'capital-column': {
    zh: '注册资金误填在企业类型栏，已移回',
    en: 'The capital stood in the type column and was moved back',
  },
  'capital-rounded': {
    zh: '注册资金不足最小货币单位的部分已舍去',
    en: 'A part of the capital below the smallest unit was dropped',
  },
};

/** One thing put right; `from` is what the file said. */
export const repairSchema = z.strictObject({ kind: z.enum(REPAIR_KINDS), from: z.string() });
export type Repair = z.infer<typeof repairSchema>;

const fenSchema = z
  .int()
  .min(0)
  .transform((value) => value as Fen);

/** Absent means unknown: the register did not say, or nobody could read what it said. Never zero, never a default. */
export const enterpriseSchema = z.strictObject({
  /** The USCC again: the store keys by `id`. */
  id: z.string(),
  uscc: z.string().refine((text) => parseUscc(text).ok, 'not a valid USCC'),
  name: z.string().min(1),
  registeredOn: z.string().refine((text) => parseDay(text) !== undefined, 'not a date'),
  legalForm: z.enum(LEGAL_FORMS).optional(),
  /** The register's own words for the type. */
  typeText: z.string().optional(),
  /** Registered capital in fen, when it is in yuan. */
  capitalFen: fenSchema.optional(),
  /** Registered capital in another currency, in that currency's minor unit (ISO 4217). */
  foreignCapital: z
    .strictObject({ currency: z.enum(FOREIGN_CURRENCIES), amountMinor: z.int().min(0) })
    .optional(),
  scope: z.string().optional(),
  /** The district on the day of the import; characters 3-8 of the USCC keep the area it was registered in. */
  districtCode: z.string().optional(),
  repairs: z.array(repairSchema).optional(),
});
export type Enterprise = z.infer<typeof enterpriseSchema>;
