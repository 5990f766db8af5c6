// The whole real register of the example: every figure that the import comes to, and the second import that changes nothing.
import { createReadStream, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { enterpriseSchema } from '../../core/enterprise/enterprise.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { importRegister } from '../../functions/enterprise/import-register.ts';
import { memoryDeps } from './register-fixture.ts';

const path = fileURLToPath(
  new URL('../../examples/hangzhou-2020/hangzhou-enterprises.csv.gz', import.meta.url),
);
const source = {
  name: 'hangzhou-enterprises.csv.gz',
  sizeBytes: statSync(path).size,
  open: () => createReadStream(path),
};

function countBy(
  enterprises: readonly Enterprise[],
  keyOf: (enterprise: Enterprise) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const enterprise of enterprises) counts[keyOf(enterprise)] = (counts[keyOf(enterprise)] ?? 0) + 1;
  return counts;
}

describe('the register of Hangzhou, 31,510 rows', async () => {
  const { deps, store, files } = memoryDeps();
  const first = await importRegister(deps, source);
  const enterprises = store.all('enterprise');
  const second = await importRegister(deps, source);

  it('goes in but for two duplicates', () => {
    expect(first).toMatchObject({ rows: 31_510, accepted: 31_508, rejected: 2, unchanged: 0 });
    expect(first.details).toEqual({
      created: 31_508,
      updated: 0,
      reasons: { 'duplicate-same': 2 },
      repairs: { 'capital-spelling': 2_476, 'uscc-case': 6, 'capital-column': 1, 'name-blanks': 1 },
      unknown: { capitalAbsent: 7_378, capitalUnreadable: 0, district: 19, legalForm: 105 },
    });
  });

  it('reports the duplicates by the lines they are on', () => {
    const report = files.get(`files/${first.reportFile}`)?.split('\r\n') ?? [];
    expect(report.slice(1, 3).map((line) => line.slice(0, 3))).toEqual(['43,', '44,']);
    expect(report[1]).toContain('913301228436014109 ← 37');
  });

  it('changes nothing the second time', () => {
    expect(second).toMatchObject({ rows: 31_510, accepted: 0, rejected: 2, unchanged: 31_508 });
    expect(store.all('enterprise')).toEqual(enterprises);
  });

  it('has these legal forms', () => {
    expect(countBy(enterprises, ({ legalForm }) => legalForm ?? 'unknown')).toEqual({
      'legal-person': 23_849,
      branch: 5_070,
      'sole-proprietorship': 1_097,
      cooperative: 650,
      'individual-business': 629,
      partnership: 80,
      'representative-office': 22,
      other: 6,
      unknown: 105,
    });
    expect(enterprises.filter(({ uscc }) => uscc.startsWith('92'))).toHaveLength(683);
  });

  it('lies in these districts', () => {
    expect(countBy(enterprises, ({ districtCode }) => districtCode ?? 'unknown')).toEqual({
      '330100': 4_441,
      '330102': 1_170,
      '330103': 1_764,
      '330104': 1_745,
      '330105': 2_228,
      '330106': 2_681,
      '330108': 1_315,
      '330109': 4_943,
      '330110': 4_127,
      '330111': 1_593,
      '330112': 3_352,
      '330122': 697,
      '330127': 432,
      '330182': 1_001,
      unknown: 19,
    });
  });

  it('has capital in these currencies', () => {
    const currency = ({ capitalFen, foreignCapital }: Enterprise): string =>
      capitalFen === undefined ? (foreignCapital?.currency ?? 'unknown') : 'CNY';
    expect(countBy(enterprises, currency)).toEqual({
      CNY: 23_449,
      USD: 615,
      HKD: 29,
      JPY: 25,
      EUR: 9,
      GBP: 1,
      SGD: 1,
      FRF: 1,
      unknown: 7_378,
    });
  });

  it('fits the schema of the entity', () => {
    for (const enterprise of enterprises) enterpriseSchema.parse(enterprise);
  });
});
