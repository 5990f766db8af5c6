// The hidden truth about one sandbox enterprise, from which every department's answers are read, so that they agree.
import { legalFormOf, type LegalForm } from '../../../core/enterprise/legal-form.ts';
import { parseDay } from '../../../core/kernel/day.ts';
import { guessSector } from './guess-sector.ts';
import type { SeededDraw } from './seeded-draw.ts';
import { SECTOR_PROFILES } from './sector-profile.ts';
import { sizeClassOf, type Sector, type SizeClass } from './size-class.ts';

/** What the sandbox knows of the real registration; all but the USCC may be missing. */
export interface RegisterFacts {
  readonly name?: string;
  /** The register's words for the type, where it has any. */
  readonly typeText?: string;
  readonly scope?: string;
  /** Days since 1970-01-01. */
  readonly registeredOnDay?: number;
}

export interface Economy {
  readonly form: LegalForm;
  readonly districtCode: string;
  readonly registeredOnDay: number;
  /** Trades and employs; the others are registered but dormant. */
  readonly active: boolean;
  readonly sector: Sector;
  readonly size: SizeClass;
  /** Persons at work on the last day of 2019, the owner included. */
  readonly staff: number;
  /** Of these, in social insurance; branches are mostly insured by their parent. */
  readonly insuredEnd2019: number;
  readonly insuredEnd2018: number;
  readonly insuredSinceDay: number;
  readonly revenueFen: number;
  readonly assetsFen: number;
  readonly taxFen: number;
  readonly wageYuan: number;
  /** 0.4 is a fall by 40%; negative is growth. */
  readonly revenueFall: number;
}

const day = (text: string): number => parseDay(text) ?? 0;
const END_OF_2019 = day('2019-12-31');
const YEAR_DAYS = 365;
/** More of a scope than this adds nothing to the guess of a sector, and an index of the register costs memory. */
export const SCOPE_CHARACTERS = 60;
const INSURANCE_BEGAN = day('1998-01-01');

/** Codes of 2015 and later begin with MA and rise with time; older ones say nothing, and 2005 stands in for them. */
function guessRegisteredOn(uscc: string, draw: SeededDraw): number {
  const first = uscc.slice(8, 10) === 'MA' ? day('2015-10-01') : day('2000-01-01');
  const last = uscc.slice(8, 10) === 'MA' ? day('2019-06-30') : day('2015-09-30');
  return draw.between('registered', first, last);
}

/** Assumed: how many of a form trade, and the size of its staff against the sector's median. */
const FORM_TRADES: Readonly<Record<LegalForm, { readonly share: number; readonly staffFactor: number }>> = {
  'legal-person': { share: 0.68, staffFactor: 1 },
  branch: { share: 0.72, staffFactor: 0.7 },
  'individual-business': { share: 0.7, staffFactor: 0.3 },
  'sole-proprietorship': { share: 0.62, staffFactor: 0.6 },
  partnership: { share: 0.7, staffFactor: 0.6 },
  cooperative: { share: 0.55, staffFactor: 0.6 },
  'representative-office': { share: 0.7, staffFactor: 0.5 },
  other: { share: 0.7, staffFactor: 0.6 },
};

/** @returns the same economy for the same draw and register facts, always */
export function economyOf(uscc: string, register: RegisterFacts, draw: SeededDraw): Economy {
  const form =
    legalFormOf({ uscc, name: register.name ?? '', typeText: register.typeText }) ?? 'legal-person';
  const registeredOnDay = register.registeredOnDay ?? guessRegisteredOn(uscc, draw);
  const sector = guessSector(register.name ?? '', (register.scope ?? '').slice(0, SCOPE_CHARACTERS), draw);
  const profile = SECTOR_PROFILES[sector];
  const active = draw.chance('active', FORM_TRADES[form].share);
  const ageYears = (END_OF_2019 - registeredOnDay) / YEAR_DAYS;
  const ageFactor = Math.min(1.25, 0.7 + Math.max(0, ageYears) / 40);
  const staff = active ? staffOf(profile.staff * FORM_TRADES[form].staffFactor * ageFactor, form, draw) : 0;
  const perHeadYuan = draw.lognormal('revenue', profile.revenuePerHeadYuan, 0.55);
  const revenueFen = Math.round(staff * perHeadYuan) * 100;
  const assetsFen = Math.round(revenueFen * draw.lognormal('assets', profile.assetsPerRevenue, 0.5));
  const taxShare = Math.min(0.3, draw.lognormal('tax', profile.taxShare, 0.6));
  return {
    form,
    districtCode: uscc.slice(2, 8),
    registeredOnDay,
    active,
    sector,
    size: sizeClassOf(sector, { staff, revenueFen, assetsFen }),
    staff,
    ...insuredOf(form, staff, registeredOnDay, draw),
    revenueFen,
    assetsFen,
    taxFen: Math.round(revenueFen * taxShare),
    wageYuan: Math.max(26_000, draw.lognormal('wage', profile.wageYuan, 0.22)),
    revenueFall: Math.min(
      1,
      profile.revenueFall +
        0.22 * (draw.uniform('fall/a') + draw.uniform('fall/b') + draw.uniform('fall/c') - 1.5) * 1.6,
    ),
  };
}

/** One company in eighty is a big one, ten times its sector's usual staff: a log-normal alone has no large enterprises. */
function staffOf(median: number, form: LegalForm, draw: SeededDraw): number {
  const factor = form === 'legal-person' && draw.chance('staff/big', 0.0125) ? 10 : 1;
  return Math.max(1, Math.round(draw.lognormal('staff', median * factor, 0.85)));
}

function insuredOf(
  form: LegalForm,
  staff: number,
  registeredOnDay: number,
  draw: SeededDraw,
): Pick<Economy, 'insuredEnd2019' | 'insuredEnd2018' | 'insuredSinceDay'> {
  const insures = draw.chance(
    'insures',
    form === 'branch' ? 0.5 : form === 'individual-business' ? 0.3 : 0.9,
  );
  const insuredEnd2019 = insures
    ? Math.min(staff, Math.round(staff * (0.55 + 0.5 * draw.uniform('coverage'))))
    : 0;
  const change = draw.chance('layoffs', 0.09)
    ? -(0.06 + 0.4 * draw.uniform('layoffs/depth'))
    : 0.12 * draw.uniform('hiring') - 0.015;
  const bornIn2019 = registeredOnDay > END_OF_2019 - YEAR_DAYS;
  const insuredEnd2018 = bornIn2019
    ? 0
    : Math.max(insuredEnd2019 > 0 ? 1 : 0, Math.round(insuredEnd2019 / (1 + change)));
  const delayDays = Math.floor(draw.lognormal('insured-since', 120, 1.2));
  const insuredSinceDay = Math.min(Math.max(registeredOnDay, INSURANCE_BEGAN) + delayDays, END_OF_2019 - 30);
  return { insuredEnd2019, insuredEnd2018, insuredSinceDay: Math.max(insuredSinceDay, registeredOnDay) };
}
