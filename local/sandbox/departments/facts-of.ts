// All that the sandbox departments would answer about one enterprise, derived from its USCC so that runs repeat.
import type { Facts } from '../../../core/rules/evaluation.ts';
import { economyOf, type Economy, type RegisterFacts } from './enterprise-economy.ts';
import {
  agricultureFacts,
  commerceFacts,
  creditFacts,
  cultureTourismFacts,
  financeOfficeFacts,
  industryFacts,
  marketFacts,
  scienceFacts,
  stateAssetsFacts,
  statisticsFacts,
  taxFacts,
  utilitiesFacts,
} from './facts-of-business.ts';
import { humanResourcesFacts, medicalInsuranceFacts } from './facts-of-people.ts';
import { SECTOR_PROFILES } from './sector-profile.ts';
import { seededDraw, type SeededDraw } from './seeded-draw.ts';

export type { RegisterFacts } from './enterprise-economy.ts';

export const DEFAULT_SEED = 2020;

/** What each department reads off the common economy; ids as in the catalogue. */
const DEPARTMENT_FACTS: Readonly<
  Record<string, (economy: Economy, draw: SeededDraw, name: string) => Facts>
> = {
  market: marketFacts,
  statistics: statisticsFacts,
  tax: taxFacts,
  'human-resources': humanResourcesFacts,
  'medical-insurance': medicalInsuranceFacts,
  credit: creditFacts,
  'finance-office': financeOfficeFacts,
  'state-assets': stateAssetsFacts,
  industry: industryFacts,
  utilities: (economy, draw) =>
    utilitiesFacts(economy, draw, SECTOR_PROFILES[economy.sector].utilitiesPerHeadYuan),
  science: scienceFacts,
  commerce: commerceFacts,
  'culture-tourism': cultureTourismFacts,
  agriculture: agricultureFacts,
};

export const SANDBOX_DEPARTMENTS: readonly string[] = Object.keys(DEPARTMENT_FACTS);

/**
 * One department's facts, in the catalogue's carried form (fen, scaled integers, day numbers, enum codes).
 * @throws a defect for a department that the sandbox does not have
 */
export function departmentFactsOf(
  department: string,
  uscc: string,
  register: RegisterFacts = {},
  seed = DEFAULT_SEED,
): Facts {
  const factsOfDepartment = DEPARTMENT_FACTS[department];
  if (!factsOfDepartment) throw new Error(`the sandbox has no department ${department}`);
  const draw = seededDraw(seed, uscc);
  return factsOfDepartment(economyOf(uscc, register, draw), draw, register.name ?? '');
}

/** Every department's facts in one record: for tests, estimates and released columns. The facts are simulated, the firms real. */
export function factsOf(uscc: string, register: RegisterFacts = {}, seed = DEFAULT_SEED): Facts {
  const draw = seededDraw(seed, uscc);
  const economy = economyOf(uscc, register, draw);
  return Object.assign(
    {},
    ...SANDBOX_DEPARTMENTS.map((id) => DEPARTMENT_FACTS[id]?.(economy, draw, register.name ?? '')),
  ) as Facts;
}
