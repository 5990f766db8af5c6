// Use case: a document is checked where it would stand: beside the other policies, on this register, with its cost if it was tried.
import { readPolicyDocument } from '../../core/policy/policy-document.ts';
import type { TrialReport } from '../../core/policy/trial-report.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from './change-policy.ts';
import { checkPolicy, type PolicyCheck } from './check-policy.ts';
import { loadSurroundings } from './load-surroundings.ts';
import { reportOf } from './show-trial.ts';
import { latestTrialOf } from './tried-cost.ts';

export interface ExpectedCost extends Pick<TrialReport, 'day' | 'asOf' | 'totals' | 'byDistrict' | 'bySize'> {
  readonly trialId: string;
}

export interface PlacedCheck extends PolicyCheck {
  /** From the latest trial of exactly this document. */
  readonly expected?: ExpectedCost;
}

/** Never throws for what the author can mend: errors are the answer. */
export async function checkInPlace(deps: Deps, input: unknown): Promise<PlacedCheck> {
  const check = await checkPolicy(deps, input, await loadSurroundings(deps));
  const expected = check.isReadable ? await expectedOf(deps, input) : undefined;
  return { ...check, ...(expected && { expected }) };
}

async function expectedOf(deps: Deps, input: unknown): Promise<ExpectedCost | undefined> {
  const document = readPolicyDocument(input);
  const trial = await latestTrialOf(deps, document.id, hashOf(document));
  const report = trial && (await reportOf(deps, trial));
  if (!report) return undefined;
  const { day, asOf, totals, byDistrict, bySize } = report;
  return { trialId: trial.id, day, asOf, totals, byDistrict, bySize };
}
