// What the public register says about an enterprise, as facts: known without asking anybody.
import { parseDay } from '../kernel/day.ts';
import type { Enterprise } from '../enterprise/enterprise.ts';
import type { Facts } from '../rules/evaluation.ts';

/** Keys as in the catalogue (`fromRegister`); what the register leaves out stays unknown. Foreign capital is no yuan amount. */
export const registerFacts = (enterprise: Enterprise): Facts => ({
  legalForm: enterprise.legalForm,
  district: enterprise.districtCode,
  registeredOn: parseDay(enterprise.registeredOn),
  registeredCapital: enterprise.capitalFen,
});
