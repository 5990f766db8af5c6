// Districts on a day: the register's old codes, the city level, mergers and splits, and files that contradict themselves.
import { describe, expect, it } from 'vitest';
import { districtDirectory, districtOf, districtsOn } from '../../../core/enterprise/district.ts';
import { Fault } from '../../../core/kernel/fault.ts';
import { exampleDistricts } from './example-districts.ts';

describe('districtOf', () => {
  it.each([
    ['330106', '1999-01-01', '2020-03-02', '330106'],
    ['330183', '1999-01-01', '2020-03-02', '330111'],
    ['330111', '2018-01-01', '2020-03-02', '330111'],
    ['330185', '2018-01-01', '2020-03-02', '330112'],
    ['330000', '1999-01-01', '2020-03-02', '330100'],
    ['330100', '1999-01-01', '2020-03-02', '330100'],
    ['330101', '1999-01-01', '2020-03-02', '330100'],
    ['330103', '1999-01-01', '2021-04-08', '330103'],
    ['330103', '1999-01-01', '2021-04-09', '330105'],
    ['330102', '1999-01-01', '2022-01-01', '330102'],
    ['330110', '2022-01-01', '2022-06-01', '330110'],
    ['330113', '2022-01-01', '2022-06-01', '330113'],
  ])('%s registered %s is on %s in %s', (area, registeredOn, asOf, code) => {
    expect(districtOf(exampleDistricts, area, registeredOn, asOf)).toMatchObject({
      known: true,
      district: { code },
    });
  });

  it.each([
    ['330104', ['330102', '330114']],
    ['330110', ['330110', '330113']],
    ['330109', ['330109', '330114']],
  ])('%s was split in 2021: nobody can tell from the code which of %j', (area, candidates) => {
    expect(districtOf(exampleDistricts, area, '1999-01-01', '2022-01-01')).toEqual({
      known: false,
      code: 'ambiguous',
      candidates,
    });
  });

  it.each(['331127', '310120', '000000'])('%s lies outside', (area) => {
    expect(districtOf(exampleDistricts, area, '1999-01-01', '2020-03-02')).toMatchObject({
      known: false,
      code: 'outside',
    });
  });
});

describe('districtsOn', () => {
  it.each([
    ['2019-01-01', 13, 1],
    ['2020-03-02', 13, 2],
    ['2021-04-09', 13, 1],
  ])('on %s there are %d districts and counties and %d functional zones', (day, districts, zones) => {
    const present = districtsOn(exampleDistricts, day);
    expect(present.filter(({ kind }) => kind === 'functional-zone')).toHaveLength(zones);
    expect(present.filter(({ kind }) => kind !== 'functional-zone' && kind !== 'city-level')).toHaveLength(
      districts,
    );
  });
});

describe('districtDirectory', () => {
  const district = (more: object) => ({
    code: 'a',
    kind: 'district',
    zh: '甲',
    en: 'A',
    registerCodes: ['110101'],
    ...more,
  });
  it.each([
    ['no districts', { districts: [] }, 'districts'],
    ['an unknown kind', { districts: [district({ kind: 'planet' })] }, 'districts.0.kind'],
    ['an impossible day', { districts: [district({ from: '2020-02-30' })] }, 'districts.0.from'],
    ['an unknown successor', { districts: [district({ successors: ['b'] })] }, 'districts.0'],
    [
      'the same code twice on a day',
      { districts: [district({}), district({ registerCodes: [] })] },
      'districts.1',
    ],
    [
      'one area code for two districts',
      { districts: [district({}), district({ code: 'b' })] },
      'districts.1',
    ],
    ['no file at all', undefined, ''],
  ])('refuses %s and says where', (_, file, path) => {
    try {
      districtDirectory(file);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Fault);
      expect((error as Fault).detail.fields?.[0]?.path).toBe(path);
    }
  });
});
