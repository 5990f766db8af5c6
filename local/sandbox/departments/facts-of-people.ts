// What the sandbox's human-resources and medical-insurance departments know: insured staff, premiums, layoffs, tenants.
import { parseDay } from '../../../core/kernel/day.ts';
import type { FactRecord, Facts } from '../../../core/rules/evaluation.ts';
import type { Economy } from './enterprise-economy.ts';
import type { SeededDraw } from './seeded-draw.ts';

/** Zhejiang's lower and upper bases of 2019, yuan a month (60% and 300% of the provincial average wage of 2018). */
const BASE_LOW_YUAN = 3_321.6;
const BASE_HIGH_YUAN = 16_608;
/** Employer and employee together, 2019. */
const UNEMPLOYMENT_RATE = 0.01;
/** Assumed employer rates of early 2020: pension 14%, unemployment 0.5%, injury 0.4%; medical stands apart. */
const EMPLOYER_SOCIAL_RATE = 0.149;
const EMPLOYER_MEDICAL_RATE = 0.105;
const START_OF_2019 = parseDay('2019-01-01') ?? 0;
const END_OF_2019 = parseDay('2019-12-31') ?? 0;

const fenOfYuan = (yuan: number): number => Math.round(yuan * 100);

/** Months of 2019 with a premium paid, 0 to 12. */
function insuredMonths(sinceDay: number): number {
  if (sinceDay <= START_OF_2019) return 12;
  return Math.max(0, Math.floor((END_OF_2019 - sinceDay + 1) / 30.4));
}

/** Small firms mostly insure on the lowest base, whatever they pay. */
function baseYuan(economy: Economy, draw: SeededDraw): number {
  const declared = draw.chance('base/lowest', 0.55)
    ? BASE_LOW_YUAN
    : (economy.wageYuan / 12) * (0.7 + 0.3 * draw.uniform('base'));
  return Math.min(BASE_HIGH_YUAN, Math.max(BASE_LOW_YUAN, declared));
}

export function humanResourcesFacts(economy: Economy, draw: SeededDraw): Facts {
  const insured = economy.insuredEnd2019;
  const months = insured === 0 ? 0 : insuredMonths(economy.insuredSinceDay);
  const base = baseYuan(economy, draw);
  const average = (insured + economy.insuredEnd2018) / 2;
  const fallen = Math.max(0, economy.insuredEnd2018 - insured);
  const hardship = insured > 0 && economy.revenueFall > 0.5 && draw.chance('hardship', 0.012);
  const training =
    insured >= 3 &&
    ['industry', 'lodging', 'catering', 'transport', 'construction'].includes(economy.sector) &&
    draw.chance('training', 0.05);
  const trainees = training
    ? Math.max(1, Math.round(insured * (0.04 + 0.16 * draw.uniform('training/share'))))
    : 0;
  const charter = insured >= 20 && draw.chance('charter', 0.08);
  const tenants = tenantsOf(economy, draw);
  return {
    insuredStaff: insured,
    insuredSince: insured === 0 ? null : economy.insuredSinceDay,
    insuredMonths2019: months,
    insuredEnd2018: economy.insuredEnd2018,
    insuredEnd2019: insured,
    benefitClaimants2019: Math.round(fallen * draw.uniform('claimants')),
    leaversNotCounted2019: Math.round(fallen * 0.5 * draw.uniform('leavers')),
    unemploymentPremium2019: fenOfYuan(average * base * months * UNEMPLOYMENT_RATE),
    socialPremiumSixMonths: fenOfYuan(insured * base * 6 * EMPLOYER_SOCIAL_RATE),
    hardshipListed: insured > 0 && economy.revenueFall > 0.25 && draw.chance('hardship-list', 0.14),
    hardshipRecoverable: hardship,
    trainingListed: training,
    trainees,
    traineeMonths: trainees * (training ? draw.between('training/months', 1, 6) : 0),
    charterListed: charter,
    charterCost: charter
      ? fenOfYuan(1_500 * Math.ceil(insured / 45) * draw.between('charter/trips', 2, 7))
      : 0,
    tenantListGiven: tenants.length > 0,
    tenants,
  };
}

/** The employees an employer put on its list of tenants, as the joint check found them; persons are pseudonyms. */
function tenantsOf(economy: Economy, draw: SeededDraw): FactRecord[] {
  if (economy.insuredEnd2019 < 2 || economy.form === 'branch' || !draw.chance('tenant-list', 0.16)) return [];
  const count = Math.min(
    60,
    Math.max(1, Math.round(economy.insuredEnd2019 * (0.1 + 0.3 * draw.uniform('tenant-share')))),
  );
  const code = Math.floor(draw.uniform('tenant-code') * 0xffffff)
    .toString(36)
    .toUpperCase()
    .padStart(5, '0');
  return Array.from({ length: count }, (_, index) => tenantOf(economy, draw, code, index, count));
}

function tenantOf(
  economy: Economy,
  draw: SeededDraw,
  code: string,
  index: number,
  count: number,
): FactRecord {
  const topic = `tenant/${index}`;
  const couple = index % 2 === 1 && index < count && draw.chance(`${topic}/couple`, 0.08);
  const months = draw.chance(`${topic}/whole-year`, 0.8) ? 12 : draw.between(`${topic}/months`, 1, 11);
  return {
    person: `${code}-${index}`,
    household: `${code}-H${couple ? index - 1 : index}`,
    insuredMonths2019: draw.chance(`${topic}/uninsured`, 0.04) ? 0 : months,
    wage2019: fenOfYuan((draw.lognormal(`${topic}/wage`, economy.wageYuan * 0.86, 0.2) * months) / 12),
    rentsUnderContract: !draw.chance(`${topic}/no-contract`, 0.05),
    ownsHomeInCity: draw.chance(`${topic}/owner`, 0.06),
    otherHousingAid: draw.chance(`${topic}/aided`, 0.03),
  };
}

export function medicalInsuranceFacts(economy: Economy, draw: SeededDraw): Facts {
  const monthlyYuan = economy.insuredEnd2019 * baseYuan(economy, draw) * EMPLOYER_MEDICAL_RATE;
  return { medicalPremiumFebMar: fenOfYuan(monthlyYuan * 2) };
}
