// What each simulated policy is, in numbers: the auditor holds a policy to these and never looks into its document.

export const DISTRICTS = ['d1', 'd2', 'd3'] as const;

export type LineKey = 'person' | 'household' | 'asset';

/** A policy that pays line by line: whatever one of the keys names is paid once a period. */
export interface LineTerms {
  readonly keys: readonly LineKey[];
  readonly paidTo: 'employee' | 'enterprise';
}

/** What the auditor holds a policy to, said apart from the document it checks. */
export interface PolicyTerms {
  readonly policyId: string;
  /** The award is the tax, or each line its wage, divided by this, rounded down to a fen. */
  readonly divisor: number;
  /** The most that one case gets. */
  readonly capFen: number | undefined;
  readonly cityPercent: number;
  readonly group: string | undefined;
  /** Within a group: one of them, or each what it is worth more than those before. */
  readonly stacking: 'exclusive' | 'highest';
  readonly review: boolean;
  readonly instalments: number;
  readonly lines: LineTerms | undefined;
  /** The most that one enterprise gets over all periods, and within some months. */
  readonly enterpriseCapFen: number | undefined;
  readonly periodCap: { readonly limitFen: number; readonly months: number } | undefined;
  /** The last day of a round whose money is then shared by all alike. */
  readonly proRataUntil: string | undefined;
  /** Whether what is owed may be kept from later awards. */
  readonly offset: boolean;
  /** Whether a dissolved firm gets nothing; that it is untrustworthy counts everywhere. */
  readonly asksDissolved: boolean;
  /** Of each award, what the institution gets that the firm's facts name. */
  readonly thirdPartyPercent: number | undefined;
}

export interface Shape extends PolicyTerms {
  readonly publicityDays: number;
  readonly preAuthorisedYuan: number;
  readonly version: number;
}

const base: Omit<Shape, 'policyId' | 'divisor' | 'capFen' | 'cityPercent'> = {
  version: 1,
  publicityDays: 0,
  preAuthorisedYuan: 1000,
  group: undefined,
  stacking: 'exclusive',
  review: false,
  instalments: 1,
  lines: undefined,
  enterpriseCapFen: undefined,
  periodCap: undefined,
  proRataUntil: undefined,
  offset: true,
  asksDissolved: false,
  thirdPartyPercent: undefined,
};
const shape = (
  policyId: string,
  divisor: number,
  capFen: number | undefined,
  cityPercent: number,
  more: Partial<Shape> = {},
): Shape => ({ ...base, policyId, divisor, capFen, cityPercent, ...more });

const STAFF: LineTerms = { keys: ['person', 'household'], paidTo: 'employee' };
const ROOMS: LineTerms = { keys: ['asset'], paidTo: 'enterprise' };
/** The day on which every world begins. */
const FIRST_DAY = '2020-03-02';

/** Pairs of policies; a seed plays one pair. Version 2 of each is worth more and costs the treasuries otherwise. */
export const PAIRS: readonly (readonly [Shape, Shape])[] = [
  [shape('a-shared', 3, 90_000, 55, { asksDissolved: true }), shape('b-city', 7, 50_000, 100)],
  [
    shape('c-parts', 3, 70_000, 35, { instalments: 2 }),
    shape('d-review', 11, 50_000, 100, { review: true, offset: false, asksDissolved: true }),
  ],
  [shape('e-either', 3, 80_000, 60, { group: 'aid' }), shape('f-or', 5, 60_000, 100, { group: 'aid' })],
  [
    shape('g-uncapped', 13, undefined, 70),
    shape('h-public', 7, 60_000, 45, { publicityDays: 2, offset: false, asksDissolved: true }),
  ],
  [
    shape('i-staff', 3, 300_000, 60, { instalments: 2, lines: STAFF, asksDissolved: true }),
    shape('j-rooms', 5, 250_000, 100, { lines: ROOMS }),
  ],
  [
    shape('k-low', 7, 50_000, 100, { group: 'top', stacking: 'highest' }),
    shape('l-high', 3, 90_000, 65, { group: 'top', stacking: 'highest' }),
  ],
  [
    shape('m-capped', 5, 60_000, 55, {
      instalments: 3,
      asksDissolved: true,
      enterpriseCapFen: 40_000,
      periodCap: { limitFen: 26_000, months: 1 },
    }),
    shape('n-total', 4, 80_000, 100, { instalments: 2, enterpriseCapFen: 45_000 }),
  ],
  [
    shape('o-rata', 3, 90_000, 50, { proRataUntil: FIRST_DAY }),
    shape('p-rata-staff', 4, 250_000, 100, { proRataUntil: FIRST_DAY, lines: STAFF }),
  ],
  [
    shape('q-lender', 3, 90_000, 55, { thirdPartyPercent: 100, asksDissolved: true }),
    shape('r-half', 5, 70_000, 100, { thirdPartyPercent: 40, instalments: 2 }),
  ],
];
