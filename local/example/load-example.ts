// Brings the example onto a platform, through the same use cases that people's acts go through; each step may be repeated.
import { createReadStream, statSync } from 'node:fs';
import { createGunzip, gzipSync } from 'node:zlib';
import { createInterface } from 'node:readline';
import { fen } from '../../core/kernel/fen.ts';
import { budgetId, type Budget } from '../../core/ledger/budget.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Deps } from '../../functions/deps.ts';
import { approveBudget, requestBudget } from '../../functions/disbursement/fund-budget.ts';
import {
  importRegister,
  type ImportOutcome,
  type ImportProgress,
} from '../../functions/enterprise/import-register.ts';
import { loadDistricts, storeDistricts } from '../../functions/enterprise/load-districts.ts';
import type { RegisterSource } from '../../functions/enterprise/open-register-file.ts';
import { storeDepartments } from '../../functions/hub/load-departments.ts';
import { storeWorkingDays } from '../../functions/hub/file-calendar.ts';
import { storeTreasuries } from '../../functions/hub/file-treasuries.ts';
import { publishCatalogue } from '../../functions/hub/publish-catalogue.ts';
import { REGISTER_FILE, type Example } from './read-example.ts';
import { releaseIndicators } from './release-indicators.ts';

/** Districts, working days, treasuries, departments and the catalogue: what a platform needs before anything can be imported. */
export async function storeReference(deps: Deps, example: Example): Promise<void> {
  await storeDistricts(deps.files, example.districts);
  await storeWorkingDays(deps.files, example.workingDays);
  await storeTreasuries(deps.files, example.treasuries);
  await storeDepartments(deps.files, example.departments);
  await publishCatalogue(deps, example.catalogue, 'admin');
}

/** That, and the indicators that departments release for matching. */
export async function loadReference(
  deps: Deps,
  example: Example,
  seed: number,
  enterprisesMax?: number,
): Promise<void> {
  await storeReference(deps, example);
  await releaseIndicators(deps, example.catalogue, seed, enterprisesMax);
}

/** @param enterprisesMax imports only the first rows of the register */
export async function importExampleRegister(
  deps: Deps,
  onProgress: (progress: ImportProgress) => void,
  enterprisesMax?: number,
): Promise<ImportOutcome> {
  const districts = await loadDistricts(deps.files);
  const source = enterprisesMax === undefined ? wholeRegister() : await firstRows(enterprisesMax);
  return importRegister({ ...deps, districts }, source, onProgress, { by: 'admin' });
}

const wholeRegister = (): RegisterSource => ({
  name: 'hangzhou-enterprises.csv.gz',
  sizeBytes: statSync(REGISTER_FILE).size,
  open: () => createReadStream(REGISTER_FILE),
});

async function firstRows(rows: number): Promise<RegisterSource> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(REGISTER_FILE).pipe(createGunzip()) })) {
    lines.push(line);
    if (lines.length > rows) break;
  }
  const bytes = gzipSync(`${lines.join('\n')}\n`);
  return {
    name: `hangzhou-enterprises-${rows}.csv.gz`,
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** @param treasury `city`, or a district's code */
function payerOf({ budgets: { payer }, treasuries }: Example, treasury: string): Budget['payer'] {
  if (treasury === 'city') return payer.city;
  const account = `${payer.district.account}${treasury}`;
  const isOfTreasury = treasuries.treasuries.some(({ division }) => division === treasury);
  return { ...payer.district, account, ...(isOfTreasury && { treasury }) };
}

/**
 * Asked for by one person and approved by another; a budget that is open is left alone.
 * @param percent of what the treasuries set aside, which is all that the policy was approved for: less leaves room to fund by hand
 */
export async function fundExamplePolicy(
  deps: Deps,
  document: PolicyDocument,
  example: Example,
  percent = 100,
): Promise<void> {
  const { fiscalYear, functionClass, economicClass, fundNature, budgets } = example.budgets;
  for (const [treasury, yuan] of Object.entries(budgets[document.id] ?? {})) {
    const source = treasury === 'city' ? 'city' : `district-${treasury}`;
    if (await deps.store.read('budget', budgetId(document.id, source))) continue;
    const request = await requestBudget(
      deps,
      {
        policyId: document.id,
        source,
        kind: 'fund',
        amountFen: fen(yuan * percent),
        fiscalYear,
        budgetUnit: document.department,
        quotaNumber: `示例指标〔2020〕${document.id.slice(1, 3)}号`,
        functionClass,
        economicClass,
        fundNature,
        payer: payerOf(example, treasury),
      },
      'finance.maker',
      `example-${document.id}-${source}`,
    );
    if (request.state === 'requested') await approveBudget(deps, request.id, 'finance.checker');
  }
}
