// Who may see and do what with one enterprise's affairs: the route's roles say who may come in, this says to whose.
import { Fault } from '../core/kernel/fault.ts';
import type { Principal } from './ports.ts';

/**
 * Whether a principal has one of the roles asked for. A role is exact (`finance.maker`) or a family (`leader.*`);
 * `enterprise` is anyone who acts for at least one.
 */
export const hasRole = (principal: Principal, roles: readonly string[]): boolean =>
  roles.some((role) => {
    if (role === 'enterprise' && principal.actsFor.length > 0) return true;
    if (role.endsWith('.*')) return principal.roles.some((held) => held.startsWith(role.slice(0, -1)));
    return principal.roles.includes(role);
  });

export const STAFF = ['staff.*', 'unit.*', 'finance.*', 'auditor', 'admin'] as const;

/** True for people who act for enterprises and nobody else. */
const isEnterprise = (principal: Principal): boolean => principal.actsFor.length > 0;

/** @throws Fault forbidden when the person acts for other enterprises only */
export function assertMayActFor(principal: Principal, uscc: string): void {
  if (!principal.actsFor.includes(uscc)) {
    throw new Fault('forbidden', {
      reason: 'other-enterprise',
      zh: '您不能代表该企业办理',
      en: 'You may not act for this enterprise',
    });
  }
}

/** Enterprises see only themselves; staff see all that their route shows. @throws Fault forbidden */
export function assertMaySee(principal: Principal, uscc: string): void {
  if (isEnterprise(principal)) assertMayActFor(principal, uscc);
}
