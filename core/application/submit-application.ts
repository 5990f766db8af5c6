// Filing an application: the one place that says when an enterprise may file, refile, or finds what it filed before.
import { Fault } from '../kernel/fault.ts';
import type { DayText } from '../kernel/day.ts';
import { claimWindow } from '../policy/claim-window.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { applicationId, type Application } from './application.ts';
import { assertInstalment, monthsAfterFirst } from './instalment.ts';
import type { DeclaredLines } from './declared-lines.ts';

export interface Submission {
  readonly policy: Policy;
  readonly document: PolicyDocument;
  readonly enterprise: {
    readonly uscc: string;
    readonly name: string;
    readonly districtCode?: string | undefined;
  };
  readonly period: string;
  readonly today: DayText;
  /** ISO instant with milliseconds. */
  readonly at: string;
  readonly by: string;
  readonly declared?: DeclaredLines | undefined;
}

/** The district of an enterprise whose registration names none: the city itself. */
export const NO_DISTRICT = 'city';

/**
 * The period that a claim filed on a day is for. `instalments` counts from `1` and names the instalment asked for.
 * @throws Fault unprocessable (`no-such-instalment`)
 */
export function periodOf(document: PolicyDocument, today: DayText, instalment = 1): string {
  switch (document.period) {
    case 'once':
      return 'once';
    case 'monthly':
      return today.slice(0, 7);
    case 'quarterly':
      return `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
    case 'instalments':
      assertInstalment(document, instalment);
      return String(instalment);
  }
}

/**
 * A later instalment has a day of its own from which it is claimed, mostly after the window in which the first one is.
 * @param period of the application; the first where it is left out
 * @throws Fault unprocessable when the policy takes no applications on this day
 */
export function assertOpen(policy: Policy, document: PolicyDocument, today: DayText, period = '1'): void {
  if (policy.state !== 'published') {
    throw new Fault('unprocessable', {
      reason: 'policy-not-open',
      zh: `政策“${policy.titleZh}”目前不受理申报`,
      en: `The policy "${policy.titleEn}" takes no applications at present`,
    });
  }
  if (monthsAfterFirst(document, period) > 0) return;
  const { from, until } = claimWindow(document);
  if ((from !== undefined && today < from) || (until !== undefined && today > until)) {
    throw new Fault('unprocessable', {
      reason: 'outside-window',
      zh: `申报期为 ${from ?? '即日起'} 至 ${until ?? '长期'}，今天是 ${today}`,
      en: `Applications are taken from ${from ?? 'now'} until ${until ?? 'further notice'}; today is ${today}`,
    });
  }
}

/** The new application, or a new revision of one refused or withdrawn, or `undefined` when the existing one stands. */
export function submitApplication(
  submission: Submission,
  existing: Application | undefined,
): Application | undefined {
  const { policy, document, enterprise, period, today, at, by, declared } = submission;
  assertOpen(policy, document, today, period);
  if (existing && existing.state !== 'refused' && existing.state !== 'withdrawn') return undefined;
  return {
    id: applicationId(policy.id, enterprise.uscc, period),
    version: (existing?.version ?? 0) + 1,
    policyId: policy.id,
    policyVersion: policy.inForce,
    uscc: enterprise.uscc,
    enterpriseName: enterprise.name,
    districtCode: enterprise.districtCode ?? NO_DISTRICT,
    period,
    revision: (existing?.revision ?? 0) + 1,
    state: 'submitted',
    submittedAt: at,
    submittedBy: by,
    asOf: today,
    ...(declared && { declared }),
  };
}
