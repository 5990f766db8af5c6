// The assumed economy of each sector in Hangzhou, March 2020; examples/hangzhou-2020/distributions.md gives reasons.
import type { Sector } from './size-class.ts';

export interface SectorProfile {
  /** Median staff of an enterprise that is active. */
  readonly staff: number;
  /** Yuan of yearly revenue a head, median. */
  readonly revenuePerHeadYuan: number;
  /** All taxes paid as a share of revenue, median. */
  readonly taxShare: number;
  /** Yearly wage a head in yuan, median. */
  readonly wageYuan: number;
  /** Median fall of revenue, January and February 2020 against 2019: 0.4 is a fall by 40%. */
  readonly revenueFall: number;
  /** Assets as a multiple of yearly revenue, median. */
  readonly assetsPerRevenue: number;
  /** Yuan of water and gas a head in a quarter; 0 where commercial tariffs apply. */
  readonly utilitiesPerHeadYuan: number;
}

const profile = (
  staff: number,
  revenuePerHeadYuan: number,
  taxShare: number,
  wageYuan: number,
  revenueFall: number,
  assetsPerRevenue: number,
  utilitiesPerHeadYuan = 0,
): SectorProfile => ({
  staff,
  revenuePerHeadYuan,
  taxShare,
  wageYuan,
  revenueFall,
  assetsPerRevenue,
  utilitiesPerHeadYuan,
});

export const SECTOR_PROFILES: Readonly<Record<Sector, SectorProfile>> = {
  industry: profile(14, 520_000, 0.036, 68_000, 0.3, 0.9, 520),
  construction: profile(15, 520_000, 0.03, 66_000, 0.38, 0.8),
  wholesale: profile(5, 900_000, 0.009, 66_000, 0.33, 0.5),
  retail: profile(5, 420_000, 0.012, 56_000, 0.36, 0.45),
  transport: profile(10, 380_000, 0.02, 66_000, 0.37, 0.8),
  warehousing: profile(9, 400_000, 0.035, 64_000, 0.28, 1.6),
  post: profile(14, 240_000, 0.022, 62_000, 0.22, 0.5),
  lodging: profile(15, 160_000, 0.022, 52_000, 0.66, 1.8),
  catering: profile(10, 170_000, 0.016, 52_000, 0.62, 0.7),
  telecom: profile(14, 560_000, 0.04, 98_000, 0.1, 1.3),
  software: profile(10, 430_000, 0.035, 118_000, 0.16, 0.8),
  'real-estate': profile(9, 2_600_000, 0.08, 92_000, 0.35, 3.2),
  property: profile(26, 110_000, 0.04, 50_000, 0.12, 0.7),
  leasing: profile(7, 380_000, 0.035, 74_000, 0.34, 1.4),
  agriculture: profile(7, 160_000, 0.002, 46_000, 0.25, 1.1),
  other: profile(9, 330_000, 0.035, 76_000, 0.32, 0.9),
};
