// Rows repaired, refused with every reason at once, and left unknown where the file does not say.
import { describe, expect, it } from 'vitest';
import { enterpriseSchema } from '../../../core/enterprise/enterprise.ts';
import { readRegisterRow } from '../../../core/enterprise/register-row.ts';
import type { RawRow } from '../../../core/enterprise/register-row.ts';
import { exampleDistricts } from './example-districts.ts';

const context = { directory: exampleDistricts, today: '2020-03-02' };
const good: RawRow = {
  name: '杭州外运物流有限公司',
  uscc: '913301001430573626',
  registeredOn: '1980-02-01',
  typeText: 'N/A',
  capital: '534(万元人民币)',
  scope: '服务：商品仓储',
};
const read = (change: Partial<RawRow>) => readRegisterRow({ ...good, ...change }, context);

describe('readRegisterRow', () => {
  it('makes an enterprise of a clean row, leaving out what is unknown', () => {
    expect(read({})).toEqual({
      ok: true,
      capital: 'known',
      enterprise: {
        id: '913301001430573626',
        uscc: '913301001430573626',
        name: '杭州外运物流有限公司',
        registeredOn: '1980-02-01',
        legalForm: 'legal-person',
        capitalFen: 534_000_000,
        scope: '服务：商品仓储',
        districtCode: '330100',
      },
    });
  });

  it.each<[string, Partial<RawRow>, object, { kind: string; from: string }[]]>([
    [
      'lower case',
      { uscc: '91330109x09256432K' },
      { uscc: '91330109X09256432K' },
      [{ kind: 'uscc-case', from: '91330109x09256432K' }],
    ],
    [
      'blanks around a name',
      { name: '杭州萧山浦阳镇兴宏鞋厂\u3000' },
      { name: '杭州萧山浦阳镇兴宏鞋厂' },
      [{ kind: 'name-blanks', from: '杭州萧山浦阳镇兴宏鞋厂\u3000' }],
    ],
    [
      'slashes in a date',
      { registeredOn: '2019/4/3' },
      { registeredOn: '2019-04-03' },
      [{ kind: 'date-spelling', from: '2019/4/3' }],
    ],
    [
      'a date in Chinese',
      { registeredOn: '2019年4月30日' },
      { registeredOn: '2019-04-30' },
      [{ kind: 'date-spelling', from: '2019年4月30日' }],
    ],
    [
      'a date with a time',
      { registeredOn: '2019-04-30 00:00:00' },
      { registeredOn: '2019-04-30' },
      [{ kind: 'date-spelling', from: '2019-04-30 00:00:00' }],
    ],
    [
      'a date without separators',
      { registeredOn: '20190430' },
      { registeredOn: '2019-04-30' },
      [{ kind: 'date-spelling', from: '20190430' }],
    ],
    [
      'another spelling of capital',
      { capital: '50万人民币' },
      { capitalFen: 50_000_000 },
      [{ kind: 'capital-spelling', from: '50万人民币' }],
    ],
    [
      'capital in the type column',
      { capital: 'N/A', typeText: '30(万美元)' },
      { foreignCapital: { currency: 'USD', amountMinor: 30_000_000 } },
      [{ kind: 'capital-column', from: '30(万美元)' }],
    ],
    [
      'capital finer than a fen',
      { capital: '0.1234567(万元人民币)' },
      { capitalFen: 123_456 },
      [{ kind: 'capital-rounded', from: '0.1234567(万元人民币)' }],
    ],
  ])('repairs %s and says so', (_, change, expected, repairs) => {
    expect(read(change)).toMatchObject({ ok: true, enterprise: { ...expected, repairs } });
  });

  it.each<[Partial<RawRow>, string, string]>([
    [{ uscc: '913301001430573627' }, 'uscc', 'uscc-check-digit'],
    [{ uscc: '91330100143057362' }, 'uscc', 'uscc-length'],
    [{ uscc: 'N/A' }, 'uscc', 'uscc-missing'],
    [{ name: '' }, 'name', 'name-missing'],
    [{ name: ' \u3000' }, 'name', 'name-missing'],
    [{ name: 'N/A' }, 'name', 'name-missing'],
    [{ name: '公'.repeat(201) }, 'name', 'name-too-long'],
    [{ name: '杭州\u0000公司' }, 'name', 'name-unreadable'],
    [{ name: '杭州\ufffd公司' }, 'name', 'name-unreadable'],
    [{ registeredOn: '' }, 'registeredOn', 'date-missing'],
    [{ registeredOn: '2019-02-30' }, 'registeredOn', 'date-impossible'],
    [{ registeredOn: '2019-13-01' }, 'registeredOn', 'date-impossible'],
    [{ registeredOn: '30-04-2019' }, 'registeredOn', 'date-impossible'],
    [{ registeredOn: '43585' }, 'registeredOn', 'date-impossible'],
    [{ registeredOn: '1899-12-31' }, 'registeredOn', 'date-too-early'],
    [{ registeredOn: '2020-03-03' }, 'registeredOn', 'date-in-future'],
  ])('refuses %j: %s %s', (change, field, code) => {
    const value = Object.values(change)[0]?.slice(0, 200);
    expect(read(change)).toEqual({ ok: false, problems: [{ field, code, value }] });
  });

  it('names all that is wrong with a row at once', () => {
    const reading = read({ uscc: 'x', name: '', registeredOn: 'soon' });
    expect(reading.ok ? [] : reading.problems.map(({ code }) => code)).toEqual([
      'uscc-length',
      'name-missing',
      'date-impossible',
    ]);
  });

  it.each<[string, Partial<RawRow>, string[], string]>([
    ['no capital', { capital: 'N/A' }, ['capitalFen', 'foreignCapital'], 'absent'],
    ['an unreadable capital', { capital: '5' }, ['capitalFen', 'foreignCapital'], 'unreadable'],
    [
      'a bare number in the type column',
      { capital: 'N/A', typeText: '5' },
      ['capitalFen', 'foreignCapital'],
      'absent',
    ],
    ['no scope', { scope: 'N/A' }, ['scope'], 'known'],
    ['an area outside', { uscc: '913311277047960005' }, ['districtCode'], 'known'],
  ])('leaves unknown: %s', (_, change, absent, capital) => {
    const reading = read(change);
    expect(reading).toMatchObject({ ok: true, capital });
    for (const field of absent) expect(reading.ok && reading.enterprise).not.toHaveProperty(field);
  });

  it('makes what the schema of the entity accepts', () => {
    for (const change of [
      {},
      { capital: '1(万日元)' },
      { capital: 'N/A', scope: 'N/A' },
      { uscc: ' 913301001430573626' },
    ]) {
      const reading = read(change);
      expect(reading.ok && enterpriseSchema.parse(reading.enterprise)).toEqual(
        reading.ok && reading.enterprise,
      );
    }
  });
});
