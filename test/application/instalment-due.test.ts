// From which day a later instalment is claimed: the same day of a later month, or the next day that there is.
import { describe, expect, it } from 'vitest';
import { assertInstalmentDue } from '../../core/application/instalment.ts';
import { Fault } from '../../core/kernel/fault.ts';

const words = { zh: '期', en: 'part' };
const document = {
  instalments: [
    { afterMonths: 0, percent: 50, ...words },
    { afterMonths: 1, percent: 25, ...words },
    { afterMonths: 12, percent: 25, ...words },
  ],
};
function refusal(period: string, firstAsOf: string | undefined, today: string): string | undefined {
  try {
    assertInstalmentDue(document, period, firstAsOf, today);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return String(error.detail.zh);
    throw error;
  }
}

describe('a later instalment', () => {
  it.each([
    ['2', '2020-03-15', '2020-04-15'],
    ['2', '2020-12-15', '2021-01-15'],
    ['2', '2020-01-31', '2020-03-01'],
    ['2', '2020-03-31', '2020-05-01'],
    ['3', '2020-02-29', '2021-03-01'],
    ['3', '2020-03-15', '2021-03-15'],
  ])(
    'number %s of an award claimed first on %s is claimed from %s on, a day that there is',
    (period, first, opens) => {
      expect(refusal(period, first, opens)).toBeUndefined();
      const eve = new Date(Date.parse(opens) - 86_400_000).toISOString().slice(0, 10);
      expect(refusal(period, first, eve)).toBe(`第 ${period} 期自 ${opens} 起申报，今天是 ${eve}`);
    },
  );

  it('follows a first one that stands', () => {
    expect(refusal('2', undefined, '2020-04-15')).toContain('第 1 期尚未申报或未获通过');
  });
});
