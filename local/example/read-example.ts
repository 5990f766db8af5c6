// Reads the example of 2020 from its folder: catalogue, policies in the order of their days, budgets, reference data.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';
import { payerAccountSchema } from '../../core/ledger/budget.ts';
import { treasuriesSchema, type Treasuries } from '../../core/payment/treasuries.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';

const folder = new URL('../../examples/hangzhou-2020/', import.meta.url);
export const REGISTER_FILE = fileURLToPath(new URL('hangzhou-enterprises.csv.gz', folder));

const budgetsSchema = z.strictObject({
  fiscalYear: z.int(),
  functionClass: z.string(),
  economicClass: z.string(),
  fundNature: z.string(),
  payer: z.strictObject({ city: payerAccountSchema, district: payerAccountSchema }),
  /** Policies whose budget does not suffice. */
  short: z.array(z.string()),
  /** Policy → `city` or a district's code → yuan. */
  budgets: z.record(z.string(), z.record(z.string(), z.int().positive())),
});
export type ExampleBudgets = z.infer<typeof budgetsSchema>;

export interface Example {
  readonly catalogue: Catalogue;
  readonly districts: unknown;
  readonly workingDays: unknown;
  /** Those whose money leaves by 国库集中支付. */
  readonly treasuries: Treasuries;
  readonly departments: unknown;
  readonly policies: readonly PolicyDocument[];
  readonly budgets: ExampleBudgets;
}

const yamlFile = async (name: string): Promise<unknown> =>
  parse(await readFile(new URL(name, folder), 'utf8'));

/** The first day on which a policy takes applications: the day it is published in the example. */
export const publicationDayOf = (document: PolicyDocument): string =>
  document.dates.application.from ?? '2020-03-02';

/** @throws Fault invalid when one of the files is not what it should be */
export async function readExample(): Promise<Example> {
  const names = (await readdir(new URL('policies/', folder))).filter((name) => name.endsWith('.yaml')).sort();
  const documents = await Promise.all(
    names.map(async (name) => readPolicyDocument(await yamlFile(`policies/${name}`))),
  );
  return {
    catalogue: readCatalogue(await yamlFile('catalogue.yaml')),
    districts: await yamlFile('districts.yaml'),
    workingDays: await yamlFile('working-days.yaml'),
    treasuries: treasuriesSchema.parse(await yamlFile('treasuries.yaml')),
    departments: await yamlFile('departments.yaml'),
    policies: documents.toSorted((a, b) =>
      publicationDayOf(a) + a.id < publicationDayOf(b) + b.id ? -1 : 1,
    ),
    budgets: budgetsSchema.parse(await yamlFile('budgets.yaml')),
  };
}
