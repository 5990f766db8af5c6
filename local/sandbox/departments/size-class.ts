// The statistics department sizes an enterprise by the national table, 工信部联企业〔2011〕300号.

export type SizeClass = 'large' | 'medium' | 'small' | 'micro';

/** Sectors of the table; finance, which it leaves out, is sized as 其他 here. */
export type Sector =
  | 'industry'
  | 'construction'
  | 'wholesale'
  | 'retail'
  | 'transport'
  | 'warehousing'
  | 'post'
  | 'lodging'
  | 'catering'
  | 'telecom'
  | 'software'
  | 'real-estate'
  | 'property'
  | 'leasing'
  | 'agriculture'
  | 'other';

interface SizeRow {
  /** Which figures count; both must reach a tier's bounds. */
  readonly measures: readonly ('staff' | 'revenue' | 'assets')[];
  readonly large: readonly number[];
  readonly medium: readonly number[];
  readonly small: readonly number[];
}

const row = (measures: SizeRow['measures'], large: number[], medium: number[], small: number[]): SizeRow => ({
  measures,
  large,
  medium,
  small,
});

/** Lower bounds of each tier: staff in persons, revenue and assets in 10,000 yuan. */
const SIZE_TABLE: Readonly<Record<Sector, SizeRow>> = {
  industry: row(['staff', 'revenue'], [1_000, 40_000], [300, 2_000], [20, 300]),
  construction: row(['revenue', 'assets'], [80_000, 80_000], [6_000, 5_000], [300, 300]),
  wholesale: row(['staff', 'revenue'], [200, 40_000], [20, 5_000], [5, 1_000]),
  retail: row(['staff', 'revenue'], [300, 20_000], [50, 500], [10, 100]),
  transport: row(['staff', 'revenue'], [1_000, 30_000], [300, 3_000], [20, 200]),
  warehousing: row(['staff', 'revenue'], [200, 30_000], [100, 1_000], [20, 100]),
  post: row(['staff', 'revenue'], [1_000, 30_000], [300, 2_000], [20, 100]),
  lodging: row(['staff', 'revenue'], [300, 10_000], [100, 2_000], [10, 100]),
  catering: row(['staff', 'revenue'], [300, 10_000], [100, 2_000], [10, 100]),
  telecom: row(['staff', 'revenue'], [2_000, 100_000], [100, 1_000], [10, 100]),
  software: row(['staff', 'revenue'], [300, 10_000], [100, 1_000], [10, 50]),
  'real-estate': row(['revenue', 'assets'], [200_000, 10_000], [1_000, 5_000], [100, 2_000]),
  property: row(['staff', 'revenue'], [1_000, 5_000], [300, 1_000], [100, 500]),
  leasing: row(['staff', 'assets'], [300, 120_000], [100, 8_000], [10, 100]),
  agriculture: row(['revenue'], [20_000], [500], [50]),
  other: row(['staff'], [300], [100], [10]),
};

/** The highest tier all of whose lower bounds are met, else micro. Revenue and assets in fen. */
export function sizeClassOf(
  sector: Sector,
  figures: { readonly staff: number; readonly revenueFen: number; readonly assetsFen: number },
): SizeClass {
  const table = SIZE_TABLE[sector];
  const values = {
    staff: figures.staff,
    revenue: figures.revenueFen / 1_000_000,
    assets: figures.assetsFen / 1_000_000,
  };
  const reaches = (bounds: readonly number[]): boolean =>
    table.measures.every((measure, index) => values[measure] >= (bounds[index] ?? 0));
  if (reaches(table.large)) return 'large';
  if (reaches(table.medium)) return 'medium';
  return reaches(table.small) ? 'small' : 'micro';
}
