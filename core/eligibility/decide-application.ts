// What an evaluation means for an application: accepted, refused, or waiting for something named.
import type { Application } from '../application/application.ts';
import { instalmentOf } from '../application/instalment.ts';
import { fen } from '../kernel/fen.ts';
import type { DayText } from '../kernel/day.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Evaluation } from '../rules/evaluation.ts';

export interface Decision {
  readonly application: Application;
  readonly event:
    'application.accepted' | 'application.refused' | 'application.review-needed' | 'application.waiting';
}

export interface Circumstances {
  readonly document: PolicyDocument;
  readonly evaluation: Evaluation;
  /** Items whose department could not be reached: the answer may come later. */
  readonly unreachable: readonly string[];
  readonly at: string;
  /** The day on which publicity would be over, if it began today. */
  readonly publicUntil: DayText;
}

/** Pure: same application and circumstances, same decision. Unknown is never taken for yes, no or zero. */
export function decideApplication(application: Application, circumstances: Circumstances): Decision {
  const { evaluation, document, at } = circumstances;
  const { refusedBy: _failed, missing: _missing, blockedBy: _blocked, ...rest } = application;
  const next = { ...rest, version: application.version + 1 };
  if (evaluation.outcome === 'ineligible') return refuse(next, failedConditions(evaluation), at);
  if (evaluation.outcome === 'unknown' || evaluation.amountFen === null) return wait(next, circumstances);
  const amountFen = instalmentOf(document, application.period, fen(evaluation.amountFen));
  if (amountFen <= 0) return refuse(next, ['amount'], at);
  const awarded = { ...next, amountFen };
  if (document.mode === 'apply' && document.review) {
    return { application: { ...awarded, state: 'in-review' }, event: 'application.review-needed' };
  }
  return accept(awarded, circumstances);
}

/** A reviewer's yes takes the same way as the rule's own. */
export function accept(
  awarded: Application,
  { document, at, publicUntil }: Omit<Circumstances, 'evaluation' | 'unreachable'>,
): Decision {
  if (document.dates.publicityDays > 0) {
    return { application: { ...awarded, state: 'in-publicity', publicUntil }, event: 'application.waiting' };
  }
  return endorse(awarded, document, at);
}

/** Nothing stands between the application and the money, or, for a waiver, between it and the award. */
export function endorse(awarded: Application, document: PolicyDocument, at: string): Decision {
  const state = document.kind === 'waiver' ? 'granted' : 'accepted';
  return { application: { ...awarded, state, decidedAt: at }, event: 'application.accepted' };
}

export function refuse(next: Application, refusedBy: string[], at: string): Decision {
  return {
    application: { ...next, state: 'refused', refusedBy, decidedAt: at },
    event: 'application.refused',
  };
}

/** Names all that is missing at once; what only a department can give waits for the department, the rest for the applicant. */
function wait(next: Application, { evaluation, unreachable }: Circumstances): Decision {
  const state = evaluation.missing.some((item) => unreachable.includes(item))
    ? 'awaiting-data'
    : 'awaiting-applicant';
  return { application: { ...next, state, missing: [...evaluation.missing] }, event: 'application.waiting' };
}

const failedConditions = (evaluation: Evaluation): string[] =>
  evaluation.conditions.filter(({ value }) => value === false).map(({ name }) => name);
