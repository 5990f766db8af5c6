// Before any full run: evaluates every example policy on the real register with the sandbox's facts, and prints what it would pay.
// Usage: node examples/hangzhou-2020/estimate.ts
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { districtDirectory, districtOf, type DistrictDirectory } from '../../core/enterprise/district.ts';
import { legalFormOf } from '../../core/enterprise/legal-form.ts';
import { areaOfUscc, parseUscc } from '../../core/enterprise/uscc.ts';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsOf, type RegisterFacts } from '../../local/sandbox/departments/facts-of.ts';
import { readRegisterIndex } from '../../local/sandbox/departments/register-index.ts';

/** What one policy would do on the register. */
export interface PolicyEstimate {
  readonly id: string;
  readonly titleZh: string;
  readonly provenance: 'real' | 'adapted' | 'composed';
  readonly kind: PolicyDocument['kind'];
  /** Fits or may fit by the register and the released columns: these apply. */
  readonly matched: number;
  readonly eligible: number;
  /** Cannot be decided even when every department has answered: these wait for the applicant. */
  readonly undecided: number;
  readonly amountFen: number;
}

export interface Estimate {
  readonly enterprises: number;
  readonly policies: readonly PolicyEstimate[];
  /** Waivers are no payments and are left out of all of these. */
  readonly payments: number;
  readonly paidEnterprises: number;
  readonly paidFen: number;
  readonly composedFen: number;
}

const fileHere = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const yamlHere = (name: string): unknown => parseYaml(readFileSync(fileHere(name), 'utf8'));
const SMALL_EDITION_DAY = '2020-03-02';

export const readExampleCatalogue = (): Catalogue => readCatalogue(yamlHere('catalogue.yaml'));

export const readExamplePolicies = (): PolicyDocument[] =>
  readdirSync(fileHere('policies'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readPolicyDocument(yamlHere(`policies/${name}`)));

function registerPart(uscc: string, register: RegisterFacts, districts: DistrictDirectory): Facts {
  const registeredOn = register.registeredOnDay ?? 0;
  const district = districtOf(districts, areaOfUscc(uscc), formatDay(registeredOn), SMALL_EDITION_DAY);
  return {
    legalForm: legalFormOf({ uscc, name: register.name ?? '', typeText: register.typeText }),
    district: district.known ? district.district.code : undefined,
    registeredOn,
  };
}

/**
 * Evaluates every policy on every valid registration, or on one in `every` for a quick look.
 * Stacking groups and budgets are not modelled: the groups do not overlap.
 */
export async function estimate(every = 1): Promise<Estimate> {
  const catalogue = readExampleCatalogue();
  const documents = readExamplePolicies();
  const districts = districtDirectory(yamlHere('districts.yaml'));
  const register = await readRegisterIndex(fileHere('hangzhou-enterprises.csv.gz'));
  const released = new Set(catalogue.items.filter((item) => item.released).map((item) => item.key));
  const rules = documents.map((document) => ({
    document,
    compiled: compilePolicy(document, catalogue),
    asOfDay: parseDay(document.dates.application.from ?? SMALL_EDITION_DAY) ?? 0,
    tally: { matched: 0, eligible: 0, undecided: 0, amountFen: 0 },
  }));
  const totals = { enterprises: 0, payments: 0, paidEnterprises: 0, paidFen: 0, composedFen: 0 };
  let seen = 0;
  for (const [uscc, registration] of register) {
    if (!parseUscc(uscc).ok || seen++ % every !== 0) continue;
    totals.enterprises += 1;
    const facts: Facts = { ...factsOf(uscc, registration), ...registerPart(uscc, registration, districts) };
    const columns = Object.fromEntries(Object.entries(facts).filter(([key]) => released.has(key)));
    let paid = 0;
    for (const { document, compiled, asOfDay, tally } of rules) {
      if (compiled.evaluate(columns, { asOfDay }).outcome === 'ineligible') continue;
      tally.matched += 1;
      const { outcome, amountFen } = compiled.evaluate(facts, { asOfDay });
      if (outcome === 'unknown' || (outcome === 'eligible' && amountFen === null)) tally.undecided += 1;
      if (outcome !== 'eligible' || amountFen === null || amountFen <= 0) continue;
      tally.eligible += 1;
      tally.amountFen += amountFen;
      if (document.kind === 'waiver') continue;
      paid += 1;
      totals.paidFen += amountFen;
      if (document.provenance.kind === 'composed') totals.composedFen += amountFen;
    }
    totals.payments += paid;
    if (paid > 0) totals.paidEnterprises += 1;
  }
  return {
    ...totals,
    policies: rules.map(({ document, tally }) => ({
      id: document.id,
      titleZh: document.title.zh,
      provenance: document.provenance.kind,
      kind: document.kind,
      ...tally,
    })),
  };
}

const yuan = (amountFen: number): string => Math.round(amountFen / 100).toLocaleString('en-US');

/** The estimate as the table of the README. */
export function estimateTable(result: Estimate): string {
  const rows = result.policies.map((policy) =>
    [
      policy.id,
      policy.titleZh,
      policy.provenance,
      policy.matched,
      policy.eligible,
      policy.undecided,
      policy.kind === 'waiver' ? `(${yuan(policy.amountFen)})` : yuan(policy.amountFen),
    ].join(' | '),
  );
  return [
    '| policy | title | provenance | may fit | eligible | undecided | yuan |',
    '|---|---|---|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `${result.enterprises} enterprises; ${result.payments} payments to ${result.paidEnterprises} enterprises; ¥${yuan(result.paidFen)} in all, ` +
      `¥${yuan(result.paidFen / result.paidEnterprises)} a paid enterprise; composed policies ${((100 * result.composedFen) / result.paidFen).toFixed(1)}% of the money. ` +
      'Amounts in brackets are waivers and are not paid.',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(estimateTable(await estimate()));
