// The share of accepted applications that is looked at again: the case that an acceptance creates in its own commit, if it is drawn.
import type { Decision } from '../../core/eligibility/decide-application.ts';
import { isSampled, sampledCase, sampledId, type Draw } from '../../core/eligibility/sample-case.ts';
import { parseDay } from '../../core/kernel/day.ts';
import type { PolicyVersion } from '../../core/policy/policy.ts';
import { workingDaysAfter } from '../business-day.ts';
import type { Deps } from '../deps.ts';
import type { Write } from '../ports.ts';

const DAY_MS = 86_400_000;

/** What a decision's commit creates beside it: nothing unless it accepts, its policy draws a sample, and this one is drawn first. */
export async function sampleAccepted(
  deps: Deps,
  { application, event }: Decision,
  { document: { review }, hash }: Pick<PolicyVersion, 'document' | 'hash'>,
): Promise<Write[]> {
  const { id, revision, decidedAt } = application;
  if (event !== 'application.accepted' || !review || decidedAt === undefined) return [];
  const draw: Draw = { applicationId: id, revision, policyHash: hash, decidedAt };
  if (!isSampled(draw, review.samplePercent)) return [];
  // Accepted a second time, after an appeal or a way back from the allocator: its case stands.
  if (await deps.store.read('exception', sampledId(id))) return [];
  const dueAt = await dueAfter(deps, decidedAt, review.workingDays);
  return [{ kind: 'exception', entity: sampledCase(application, review, draw, dueAt) }];
}

/** At the same time of the last working day; undefined where no announcement of working days reaches so far. */
async function dueAfter(deps: Deps, instant: string, workingDays: number): Promise<string | undefined> {
  const day = await workingDaysAfter(deps, instant, workingDays);
  if (day === undefined) return undefined;
  const days = (parseDay(day) ?? 0) - (parseDay(deps.clock.today()) ?? 0);
  return new Date(Date.parse(instant) + days * DAY_MS).toISOString();
}
