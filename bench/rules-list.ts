// The 12 rules of the bench, each in the policy language, as hand-written native code and as JSON logic.
import type { Firm, Logic, Rule } from './rules-workload.ts';

const v = (name: string): Logic => ({ var: name });
const within = (name: string, values: readonly string[]): Logic => ({ in: [v(name), values] });
const compare = (operator: string, name: string, value: number): Logic => ({ [operator]: [v(name), value] });
const not = (logic: Logic): Logic => ({ '!': [logic] });
const or = (...parts: readonly Logic[]): Logic => ({ or: parts });
const and = (...parts: readonly Logic[]): Logic => ({ and: parts });
const least = (a: Logic | number, b: Logic | number): Logic => ({ min: [a, b] });
const times = (name: string, factor: number): Logic => ({ '*': [v(name), factor] });
const over = (name: string, divisor: number): Logic => ({ '/': [v(name), divisor] });
const CLAIMANT = within('legalForm', ['legal-person', 'branch']);
const claimed = (...parts: readonly Logic[]): Logic => and(CLAIMANT, ...parts);
const mayClaim = (f: Firm): boolean => f.legalForm === 'legal-person' || f.legalForm === 'branch';

/** Days since 1970-01-01 of the dates used. */
const D2020 = 18_262;
const D2021 = 18_628;
const D2023 = 19_358;
const D2023_06 = 19_509;

export const RULES: readonly Rule[] = [
  {
    name: 'steady jobs',
    conditions: [
      'district in ["d01", "d02"]',
      'headcount <= 300',
      'taxCredit in ["A", "B"]',
      'not(blacklisted)',
      'registeredOn < date("2020-01-01")',
      'revenueDrop >= 0.3',
    ],
    amount: 'min(headcountInsured * 500, 200000)',
    native: (f) =>
      mayClaim(f) &&
      (f.district === 'd01' || f.district === 'd02') &&
      (f.headcount as number) <= 300 &&
      (f.taxCredit === 'A' || f.taxCredit === 'B') &&
      !f.blacklisted &&
      (f.registeredOn as number) < D2020 &&
      (f.revenueDrop as number) >= 300
        ? Math.min((f.headcountInsured as number) * 50_000, 20_000_000)
        : -1,
    logic: claimed(
      within('district', ['d01', 'd02']),
      compare('<=', 'headcount', 300),
      within('taxCredit', ['A', 'B']),
      not(v('blacklisted')),
      compare('<', 'registeredOn', D2020),
      compare('>=', 'revenueDrop', 300),
    ),
    logicAmount: least(times('headcountInsured', 50_000), 20_000_000),
  },
  {
    name: 'high-tech research',
    conditions: ['highTech', 'rdRatio >= 0.03', 'patents >= 3', 'not(blacklisted)'],
    amount: 'min(rdSpend * 0.1, 1000000)',
    native: (f) =>
      mayClaim(f) && f.highTech && (f.rdRatio as number) >= 30 && (f.patents as number) >= 3 && !f.blacklisted
        ? Math.floor(Math.min((f.rdSpend as number) / 10, 100_000_000))
        : -1,
    logic: claimed(
      v('highTech'),
      compare('>=', 'rdRatio', 30),
      compare('>=', 'patents', 3),
      not(v('blacklisted')),
    ),
    logicAmount: least(over('rdSpend', 10), 100_000_000),
  },
  {
    name: 'specialised',
    conditions: ['specialised or patents >= 20', 'size in ["small", "medium"]', 'penalties <= 0'],
    amount: 'if rdRatio >= 0.05 then 500000 else 300000',
    native: (f) =>
      mayClaim(f) &&
      (f.specialised || (f.patents as number) >= 20) &&
      (f.size === 'small' || f.size === 'medium') &&
      (f.penalties as number) <= 0
        ? (f.rdRatio as number) >= 50
          ? 50_000_000
          : 30_000_000
        : -1,
    logic: claimed(
      or(v('specialised'), compare('>=', 'patents', 20)),
      within('size', ['small', 'medium']),
      compare('<=', 'penalties', 0),
    ),
    logicAmount: { if: [compare('>=', 'rdRatio', 50), 50_000_000, 30_000_000] },
  },
  {
    name: 'exporters',
    conditions: ['exportUsd > 100000', 'taxCredit in ["A", "B", "M"]', 'penalties < 2'],
    amount: 'min(exportUsd * 0.02, 300000)',
    native: (f) =>
      mayClaim(f) &&
      (f.exportUsd as number) > 100_000 &&
      (f.taxCredit === 'A' || f.taxCredit === 'B' || f.taxCredit === 'M') &&
      (f.penalties as number) < 2
        ? Math.min((f.exportUsd as number) * 2, 30_000_000)
        : -1,
    logic: claimed(
      compare('>', 'exportUsd', 100_000),
      within('taxCredit', ['A', 'B', 'M']),
      compare('<', 'penalties', 2),
    ),
    logicAmount: least(times('exportUsd', 2), 30_000_000),
  },
  {
    name: 'loan interest',
    conditions: [
      'loanAmount > 0',
      'headcount <= 500',
      'size in ["micro", "small"]',
      'taxCredit in ["A", "B", "M"]',
    ],
    amount: 'min(loanAmount * 0.015, 100000)',
    native: (f) =>
      mayClaim(f) &&
      (f.loanAmount as number) > 0 &&
      (f.headcount as number) <= 500 &&
      (f.size === 'micro' || f.size === 'small') &&
      (f.taxCredit === 'A' || f.taxCredit === 'B' || f.taxCredit === 'M')
        ? Math.floor(Math.min(((f.loanAmount as number) * 3) / 200, 10_000_000))
        : -1,
    logic: claimed(
      compare('>', 'loanAmount', 0),
      compare('<=', 'headcount', 500),
      within('size', ['micro', 'small']),
      within('taxCredit', ['A', 'B', 'M']),
    ),
    logicAmount: least({ '/': [times('loanAmount', 3), 200] }, 10_000_000),
  },
  {
    name: 'micro rent',
    conditions: [
      'size = "micro"',
      'district in ["d03", "d05", "d06"]',
      'registeredOn >= date("2021-01-01")',
      'not(blacklisted)',
    ],
    amount: 'min(headcount * 800, 20000)',
    native: (f) =>
      mayClaim(f) &&
      f.size === 'micro' &&
      (f.district === 'd03' || f.district === 'd05' || f.district === 'd06') &&
      (f.registeredOn as number) >= D2021 &&
      !f.blacklisted
        ? Math.min((f.headcount as number) * 80_000, 2_000_000)
        : -1,
    logic: claimed(
      within('size', ['micro']),
      within('district', ['d03', 'd05', 'd06']),
      compare('>=', 'registeredOn', D2021),
      not(v('blacklisted')),
    ),
    logicAmount: least(times('headcount', 80_000), 2_000_000),
  },
  {
    name: 'industry upgrade',
    conditions: [
      'industry in ["i03", "i04", "i05", "i06", "i07"]',
      'registeredCapital >= 1000000',
      'taxPaid >= 50000',
      'penalties <= 1',
    ],
    amount: 'min(taxPaid * 0.2 + 50000, 800000)',
    native: (f) =>
      mayClaim(f) &&
      (f.industry === 'i03' ||
        f.industry === 'i04' ||
        f.industry === 'i05' ||
        f.industry === 'i06' ||
        f.industry === 'i07') &&
      (f.registeredCapital as number) >= 100_000_000 &&
      (f.taxPaid as number) >= 5_000_000 &&
      (f.penalties as number) <= 1
        ? Math.floor(Math.min((f.taxPaid as number) / 5 + 5_000_000, 80_000_000))
        : -1,
    logic: claimed(
      within('industry', ['i03', 'i04', 'i05', 'i06', 'i07']),
      compare('>=', 'registeredCapital', 100_000_000),
      compare('>=', 'taxPaid', 5_000_000),
      compare('<=', 'penalties', 1),
    ),
    logicAmount: least({ '+': [over('taxPaid', 5), 5_000_000] }, 80_000_000),
  },
  {
    name: 'hardship',
    conditions: [
      'revenueDrop >= 0.5 or (revenueDrop >= 0.3 and industry in ["i00", "i01", "i02"])',
      'headcountInsured > 0',
      'not(taxCredit in ["C", "D"])',
    ],
    amount: 'min(headcountInsured * 1200, 150000)',
    native: (f) =>
      mayClaim(f) &&
      ((f.revenueDrop as number) >= 500 ||
        ((f.revenueDrop as number) >= 300 &&
          (f.industry === 'i00' || f.industry === 'i01' || f.industry === 'i02'))) &&
      (f.headcountInsured as number) > 0 &&
      !(f.taxCredit === 'C' || f.taxCredit === 'D')
        ? Math.min((f.headcountInsured as number) * 120_000, 15_000_000)
        : -1,
    logic: claimed(
      or(
        compare('>=', 'revenueDrop', 500),
        and(compare('>=', 'revenueDrop', 300), within('industry', ['i00', 'i01', 'i02'])),
      ),
      compare('>', 'headcountInsured', 0),
      not(within('taxCredit', ['C', 'D'])),
    ),
    logicAmount: least(times('headcountInsured', 120_000), 15_000_000),
  },
  {
    name: 'tax rebate',
    conditions: ['taxPaid >= 200000', 'revenueDrop <= 0', 'not(blacklisted)', 'not(penalties > 0)'],
    amount: 'min(max(taxPaid * 0.05, 10000), 500000)',
    native: (f) =>
      mayClaim(f) &&
      (f.taxPaid as number) >= 20_000_000 &&
      (f.revenueDrop as number) <= 0 &&
      !f.blacklisted &&
      !((f.penalties as number) > 0)
        ? Math.floor(Math.min(Math.max((f.taxPaid as number) / 20, 1_000_000), 50_000_000))
        : -1,
    logic: claimed(
      compare('>=', 'taxPaid', 20_000_000),
      compare('<=', 'revenueDrop', 0),
      not(v('blacklisted')),
      not(compare('>', 'penalties', 0)),
    ),
    logicAmount: least({ max: [over('taxPaid', 20), 1_000_000] }, 50_000_000),
  },
  {
    name: 'rising enterprise',
    conditions: [
      'revenue >= 20000000 and revenue < 100000000',
      'registeredOn < date("2023-01-01")',
      'district in ["d01", "d02", "d03", "d07", "d08"]',
    ],
    amount: '200000',
    native: (f) =>
      mayClaim(f) &&
      (f.revenue as number) >= 2_000_000_000 &&
      (f.revenue as number) < 10_000_000_000 &&
      (f.registeredOn as number) < D2023 &&
      (f.district === 'd01' ||
        f.district === 'd02' ||
        f.district === 'd03' ||
        f.district === 'd07' ||
        f.district === 'd08')
        ? 20_000_000
        : -1,
    logic: claimed(
      compare('>=', 'revenue', 2_000_000_000),
      compare('<', 'revenue', 10_000_000_000),
      compare('<', 'registeredOn', D2023),
      within('district', ['d01', 'd02', 'd03', 'd07', 'd08']),
    ),
    logicAmount: 20_000_000,
  },
  {
    name: 'startup',
    conditions: [
      'registeredOn >= date("2023-06-01")',
      'headcount <= 20',
      'highTech or patents >= 1',
      'registeredCapital >= 100000',
    ],
    amount: 'min(headcount * 3000, 50000)',
    native: (f) =>
      mayClaim(f) &&
      (f.registeredOn as number) >= D2023_06 &&
      (f.headcount as number) <= 20 &&
      (f.highTech || (f.patents as number) >= 1) &&
      (f.registeredCapital as number) >= 10_000_000
        ? Math.min((f.headcount as number) * 300_000, 5_000_000)
        : -1,
    logic: claimed(
      compare('>=', 'registeredOn', D2023_06),
      compare('<=', 'headcount', 20),
      or(v('highTech'), compare('>=', 'patents', 1)),
      compare('>=', 'registeredCapital', 10_000_000),
    ),
    logicAmount: least(times('headcount', 300_000), 5_000_000),
  },
  {
    name: 'large research',
    conditions: [
      'rdSpend >= 100000',
      'rdRatio >= 0.02',
      'industry in ["i08", "i09", "i10", "i11"] or highTech',
      'not(size = "large")',
      'taxCredit in ["A", "B"]',
    ],
    amount: 'min((rdSpend - 100000) * 0.25, 2000000)',
    native: (f) =>
      mayClaim(f) &&
      (f.rdSpend as number) >= 10_000_000 &&
      (f.rdRatio as number) >= 20 &&
      (f.industry === 'i08' ||
        f.industry === 'i09' ||
        f.industry === 'i10' ||
        f.industry === 'i11' ||
        f.highTech) &&
      f.size !== 'large' &&
      (f.taxCredit === 'A' || f.taxCredit === 'B')
        ? Math.floor(Math.min(((f.rdSpend as number) - 10_000_000) / 4, 200_000_000))
        : -1,
    logic: claimed(
      compare('>=', 'rdSpend', 10_000_000),
      compare('>=', 'rdRatio', 20),
      or(within('industry', ['i08', 'i09', 'i10', 'i11']), v('highTech')),
      not(within('size', ['large'])),
      within('taxCredit', ['A', 'B']),
    ),
    logicAmount: least({ '/': [{ '-': [v('rdSpend'), 10_000_000] }, 4] }, 200_000_000),
  },
];
