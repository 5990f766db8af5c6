// The sandbox departments must agree with each other, repeat themselves, and speak in the catalogue’s terms.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USCC_ALPHABET } from '../../core/enterprise/uscc.ts';
import { parseDay } from '../../core/kernel/day.ts';
import { readExampleCatalogue } from '../../examples/hangzhou-2020/estimate.ts';
import { answeredFacts } from '../../core/hub/answered-facts.ts';
import { departmentFactsOf, factsOf, SANDBOX_DEPARTMENTS } from '../../local/sandbox/departments/facts-of.ts';
import { guessSector } from '../../local/sandbox/departments/guess-sector.ts';
import { readRegisterIndex } from '../../local/sandbox/departments/register-index.ts';
import { seededDraw } from '../../local/sandbox/departments/seeded-draw.ts';
import { sizeClassOf } from '../../local/sandbox/departments/size-class.ts';

const usccs = fc.string({ unit: fc.constantFrom(...USCC_ALPHABET), minLength: 18, maxLength: 18 });
const registrations = fc.record({
  name: fc.constantFrom(
    '杭州某某贸易有限公司',
    '杭州某某有限公司西湖分公司',
    '桐庐某某厂',
    '某某合作社',
    '杭州某某软件有限公司',
  ),
  registeredOnDay: fc.integer({ min: parseDay('1980-01-01') ?? 0, max: parseDay('2019-12-31') ?? 0 }),
});
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

describe('the facts of a sandbox enterprise', () => {
  it('are the same each time, and others with another seed', () => {
    fc.assert(
      fc.property(usccs, registrations, (uscc, register) => {
        expect(factsOf(uscc, register, 3)).toEqual(factsOf(uscc, register, 3));
        const together = Object.assign(
          {},
          ...SANDBOX_DEPARTMENTS.map((id) => departmentFactsOf(id, uscc, register, 3)),
        );
        expect(factsOf(uscc, register, 3)).toEqual(together);
      }),
      { numRuns: 100 },
    );
    const cities = [3, 4].map((seed) =>
      Array.from({ length: 50 }, (_, index) => factsOf(`91330100${index}`, {}, seed)['taxPaid2019']),
    );
    expect(cities[0]).not.toEqual(cities[1]);
  });

  it('agree with each other', () => {
    fc.assert(
      fc.property(usccs, registrations, (uscc, register) => {
        const facts = factsOf(uscc, register);
        expect(number(facts['insuredStaff'])).toBeLessThanOrEqual(number(facts['staff']));
        expect(number(facts['taxPaid2019'])).toBeLessThanOrEqual(0.31 * number(facts['revenue2019']));
        expect(number(facts['loanBalance']) > 0 || facts['rateCutListed'] === false).toBe(true);
        expect(facts['rateCutListed'] === true).toBe(typeof facts['lenderUscc'] === 'string');
        expect(number(facts['traineeMonths'])).toBeLessThanOrEqual(6 * number(facts['trainees']));
        expect(facts['tenantListGiven']).toBe((facts['tenants'] as unknown[]).length > 0);
        expect((facts['tenants'] as unknown[]).length).toBeLessThanOrEqual(number(facts['insuredStaff']));
        expect(number(facts['benefitClaimants2019'])).toBeLessThanOrEqual(number(facts['insuredEnd2018']));
        if (facts['insuredSince'] !== null)
          expect(facts['insuredSince']).toBeGreaterThanOrEqual(register.registeredOnDay);
        if (number(facts['firstAboveScaleYear']) > 0) expect(facts['sector']).toBe('industry');
      }),
      { numRuns: 500 },
    );
  });

  it('are of the catalogue’s kinds, and answer for every item that a department lists', () => {
    const catalogue = readExampleCatalogue();
    const keys = catalogue.items.filter((item) => item.fromRegister !== true).map((item) => item.key);
    fc.assert(
      fc.property(usccs, registrations, (uscc, register) => {
        const facts = factsOf(uscc, register);
        expect(Object.keys(facts).sort()).toEqual([...keys].sort());
        expect(answeredFacts(keys, facts, catalogue).wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
    const departmentOf = new Map(catalogue.items.map((item) => [item.key, item.department]));
    for (const id of SANDBOX_DEPARTMENTS) {
      for (const key of Object.keys(departmentFactsOf(id, '91330100799655058B')))
        expect(departmentOf.get(key)).toBe(id);
    }
  });
});

describe('the size of an enterprise by 工信部联企业〔2011〕300号', () => {
  const wan = 1_000_000;
  it.each([
    ['industry', 1_000, 40_000, 0, 'large'],
    ['industry', 1_000, 39_999, 0, 'medium'],
    ['industry', 999, 40_000, 0, 'medium'],
    ['industry', 300, 2_000, 0, 'medium'],
    ['industry', 299, 40_000, 0, 'small'],
    ['industry', 20, 300, 0, 'small'],
    ['industry', 19, 300, 0, 'micro'],
    ['industry', 20, 299, 0, 'micro'],
    ['wholesale', 5, 1_000, 0, 'small'],
    ['wholesale', 4, 100_000, 0, 'micro'],
    ['construction', 1, 6_000, 5_000, 'medium'],
    ['construction', 1, 6_000, 4_999, 'small'],
    ['leasing', 100, 0, 8_000, 'medium'],
    ['leasing', 100, 0, 7_999, 'small'],
    ['other', 300, 0, 0, 'large'],
    ['other', 9, 0, 0, 'micro'],
    ['agriculture', 0, 500, 0, 'medium'],
    ['agriculture', 1_000, 49, 0, 'micro'],
    ['real-estate', 0, 200_000, 10_000, 'large'],
  ] as const)(
    '%s with %i staff, revenue %i and assets %i (10,000 yuan) is %s',
    (sector, staff, revenue, assets, size) => {
      expect(sizeClassOf(sector, { staff, revenueFen: revenue * wan, assetsFen: assets * wan })).toBe(size);
    },
  );
});

describe('the sector of an enterprise', () => {
  it.each([
    ['杭州某某物业管理有限公司', 'property'],
    ['杭州某某大酒店有限公司', 'lodging'],
    ['杭州某某餐饮管理有限公司', 'catering'],
    ['杭州某某软件有限公司', 'software'],
    ['杭州某某建筑工程有限公司', 'construction'],
    ['桐庐某某茶叶专业合作社', 'agriculture'],
    ['杭州某某进出口有限公司', 'wholesale'],
    ['杭州萧山某某五金厂', 'industry'],
    ['杭州某某物流有限公司', 'transport'],
  ])('of %s is %s', (name, sector) => {
    expect(guessSector(name, '', seededDraw(1, 'x'))).toBe(sector);
  });
});

describe('the register as the departments know it', () => {
  const file = fileURLToPath(
    new URL('../../examples/hangzhou-2020/hangzhou-enterprises.csv.gz', import.meta.url),
  );
  it('holds each code once, in capitals', async () => {
    const index = await readRegisterIndex(file);
    expect(index.size).toBe(31_508);
    expect([...index.keys()].every((uscc) => uscc === uscc.toUpperCase())).toBe(true);
    expect(index.get('91330000253924826D')?.name).toBe('杭州银行股份有限公司');
  });
});
