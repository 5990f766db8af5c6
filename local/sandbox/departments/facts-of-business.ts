// What the other sandbox departments know of an enterprise: size, taxes, loans, titles, equipment, bills, sales.
import type { Facts } from '../../../core/rules/evaluation.ts';
import type { Economy } from './enterprise-economy.ts';
import type { SeededDraw } from './seeded-draw.ts';

const fenOfYuan = (yuan: number): number => Math.round(yuan) * 100;
/** Carried with four decimals: 0.35 is 3,500. */
const ratio = (value: number): number => Math.round(value * 10_000);
const ALL_LISTED_SALES_YUAN = 20_000_000;

export const marketFacts = (economy: Economy, draw: SeededDraw): Facts => ({
  businessStatus: draw.pick(
    'status',
    economy.active ? { open: 988, abnormal: 12, revoked: 0 } : { open: 820, abnormal: 120, revoked: 60 },
  ),
});

export function statisticsFacts(economy: Economy, draw: SeededDraw): Facts {
  const industrial = economy.sector === 'industry';
  const aboveScale =
    industrial && economy.revenueFen >= ALL_LISTED_SALES_YUAN * 100 && draw.chance('above-scale', 0.85);
  const quarterFen = industrial ? Math.round(economy.revenueFen * 0.22) : 0;
  const grows = draw.chance('output-grows', 0.2);
  const change = grows
    ? Math.min(2, draw.lognormal('output-growth', 0.2, 0.9))
    : -economy.revenueFall * (0.3 + 0.5 * draw.uniform('output-fall'));
  const sinceYear = draw.chance('first-year', 0.04) ? 2019 : draw.between('scale-year', 2004, 2018);
  return {
    sector: economy.sector,
    sizeClass: economy.size,
    staff: economy.staff,
    revenue2019: economy.revenueFen,
    revenueFall: economy.active ? ratio(economy.revenueFall) : null,
    outputFirstQuarter2019: quarterFen,
    outputFirstQuarter2020: Math.round(quarterFen * (1 + change)),
    outputGrew: aboveScale && grows,
    firstAboveScaleYear: aboveScale
      ? Math.max(sinceYear, new Date(economy.registeredOnDay * 86_400_000).getUTCFullYear())
      : 0,
    strategicIndustry: draw.chance('strategic', industrial || economy.sector === 'software' ? 0.18 : 0.01),
  };
}

/** One draw for two departments: the tax office sees the R&D spending of the firms that the science office certified. */
const isHighTech = (economy: Economy, draw: SeededDraw): boolean =>
  ['industry', 'software', 'other', 'telecom'].includes(economy.sector) &&
  economy.staff >= 10 &&
  draw.chance('high-tech', 0.12);

export function taxFacts(economy: Economy, draw: SeededDraw): Facts {
  const develops = isHighTech(economy, draw) || (economy.staff >= 20 && draw.chance('research', 0.04));
  const researchFen = develops
    ? Math.round(economy.revenueFen * 0.25 * draw.lognormal('research/share', 0.03, 0.6))
    : 0;
  return {
    taxRegistered: economy.active && !draw.chance('taxed-elsewhere', 0.015),
    taxCredit: economy.active ? draw.pick('tax-credit', { A: 13, B: 55, M: 20, C: 8, D: 4 }) : null,
    taxPaid2019: economy.taxFen,
    researchFirstQuarter2019: researchFen,
    researchFirstQuarter2020: Math.round(researchFen * (0.8 + 0.7 * draw.uniform('research/growth'))),
  };
}

export const creditFacts = (economy: Economy, draw: SeededDraw): Facts => ({
  seriouslyUntrustworthy: draw.chance('untrustworthy', economy.active ? 0.012 : 0.05),
  zombie: draw.chance('zombie', economy.active ? 0.003 : 0.04),
});

/** Banks that stand in the real register, so that a third-party payee is a bank that exists. */
const LENDERS = [
  '91330000253924826D',
  '91330000761336668H',
  '913301228436000474',
  '9133012714400940XB',
] as const;

export function financeOfficeFacts(economy: Economy, draw: SeededDraw, name: string): Facts {
  const guarantor = /担保/.test(name) && !/分公司/.test(name);
  const borrows =
    economy.active && economy.form !== 'branch' && economy.staff >= 4 && draw.chance('borrows', 0.28);
  const cut = borrows && draw.chance('rate-cut', 0.42);
  return {
    guarantor,
    stateGuarantor: guarantor && draw.chance('state-guarantor', 0.2),
    guaranteeFeeWaived: guarantor && draw.chance('fee-waived', 0.75),
    guaranteedBalance: guarantor ? fenOfYuan(draw.lognormal('guaranteed', 45_000_000, 0.7)) : 0,
    rateCutListed: cut,
    loanBalance: borrows
      ? fenOfYuan(Math.max(100_000, (economy.revenueFen / 100) * draw.lognormal('loan', 0.22, 0.7)))
      : 0,
    furtherRateCut: cut ? ratio(0.003 + 0.007 * draw.uniform('rate-cut/size')) : 0,
    lenderUscc: cut ? (LENDERS[draw.between('lender', 0, LENDERS.length - 1)] ?? LENDERS[0]) : null,
  };
}

export function stateAssetsFacts(economy: Economy, draw: SeededDraw): Facts {
  const tenant =
    economy.active &&
    ['retail', 'catering', 'lodging', 'leasing', 'wholesale', 'other'].includes(economy.sector) &&
    draw.chance('state-tenant', 0.05);
  return {
    stateHolding: economy.form !== 'individual-business' && draw.chance('state-holding', 0.025),
    stateTenant: tenant,
    stateRentMonthly: tenant
      ? fenOfYuan(Math.max(800, economy.staff * draw.lognormal('state-rent', 900, 0.4)))
      : 0,
  };
}

export function industryFacts(economy: Economy, draw: SeededDraw): Facts {
  const industrial = economy.sector === 'industry' && economy.staff >= 5;
  const listed = industrial && draw.chance('epidemic-list', 0.022);
  const bigEnough =
    (industrial || economy.sector === 'software') && economy.staff >= 20 && economy.form === 'legal-person';
  const title =
    bigEnough && draw.chance('title', 0.014)
      ? draw.pick('title/kind', { specialised: 86, 'hidden-champion': 8, 'little-giant': 6 })
      : 'none';
  return {
    epidemicListed: listed,
    epidemicEquipment: listed ? fenOfYuan(draw.lognormal('equipment', 260_000, 0.8)) : 0,
    higherEquipmentAid:
      listed && draw.chance('equipment/aided', 0.2)
        ? fenOfYuan(draw.lognormal('equipment/aid', 40_000, 0.5))
        : 0,
    smeTitle: title,
  };
}

/** Many works share the meter of their industrial park and have no account of their own. */
export function utilitiesFacts(economy: Economy, draw: SeededDraw, perHeadYuan: number): Facts {
  const metered = economy.sector === 'industry' && economy.active && draw.chance('own-meter', 0.55);
  return {
    industrialMeter: metered,
    waterGasQuarter: metered ? fenOfYuan(economy.staff * draw.lognormal('utilities', perHeadYuan, 0.7)) : 0,
  };
}

export const scienceFacts = (economy: Economy, draw: SeededDraw): Facts => ({
  highTech: isHighTech(economy, draw),
});

export function commerceFacts(economy: Economy, draw: SeededDraw): Facts {
  const grows = economy.staff >= 15 && draw.chance('sales-grow', 0.15);
  const monthFen = (month: string): number =>
    grows
      ? Math.round((economy.revenueFen / 12) * (draw.lognormal(`sales/${month}`, 1.2, 0.8) - 0.3))
      : -Math.round((economy.revenueFen / 12) * Math.max(0, economy.revenueFall));
  const of = (sector: string, month: string): number => (economy.sector === sector ? monthFen(month) : 0);
  const online =
    ['industry', 'wholesale', 'retail'].includes(economy.sector) &&
    economy.staff >= 5 &&
    draw.chance('cross-border', 0.025);
  const salesUsd = online ? Math.round(draw.lognormal('cross-border/sales', 600_000, 0.9)) : 0;
  return {
    salesGrowing: grows && (economy.sector === 'retail' || economy.sector === 'catering'),
    retailGrowthJan: of('retail', 'jan'),
    retailGrowthFeb: of('retail', 'feb'),
    retailGrowthMar: of('retail', 'mar'),
    cateringGrowthJan: of('catering', 'jan'),
    cateringGrowthFeb: of('catering', 'feb'),
    cateringGrowthMar: of('catering', 'mar'),
    crossBorderListed: online,
    onlineSalesUsd: salesUsd,
    overseasPromotion: online ? fenOfYuan(salesUsd * 7 * 0.025 * draw.lognormal('promotion', 1, 0.4)) : 0,
  };
}

export const cultureTourismFacts = (economy: Economy, draw: SeededDraw): Facts => ({
  guestRooms:
    economy.sector === 'lodging'
      ? Math.max(5, Math.round(economy.staff * (1.6 + 1.6 * draw.uniform('rooms'))))
      : 0,
});

export const agricultureFacts = (economy: Economy, draw: SeededDraw): Facts => ({
  demonstrationLevel:
    economy.sector === 'agriculture' && economy.active
      ? draw.pick('demonstration', { none: 60, county: 26, city: 10, province: 4 })
      : 'none',
});
