// When a policy can be claimed: 申报期, and where that leaves an end open, 有效期; a rule that is over grants nothing new.
import type { DayText } from '../kernel/day.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Inclusive days; an absent end is open. An application window may end after the rule does: late claims of its time. */
export function claimWindow({ dates: { application, validity } }: Pick<PolicyDocument, 'dates'>): {
  readonly from?: DayText;
  readonly until?: DayText;
} {
  const from = application.from ?? validity.from;
  const until = application.until ?? validity.until;
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}
