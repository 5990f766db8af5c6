// Use cases: a person proposes adjustments from a preview; a second one approves: a supplement is reserved, or a notice goes out.
import { hashName } from '../../core/disbursement/end-to-end-id.ts';
import { linesPerPart } from '../../core/disbursement/reserve.ts';
import { addFen, fen, splitFen } from '../../core/kernel/fen.ts';
import { assertSecondPerson, assertState, notice, type Recovery } from '../../core/recovery/recovery.ts';
import { instantOf, type Deps } from '../deps.ts';
import { commitRecovery, findRecovery } from './commit-recovery.ts';
import { previewAdjustment, type AdjustmentQuery, type PreviewedDifference } from './preview-adjustment.ts';
import { topUp } from './top-up.ts';

export interface Proposal extends AdjustmentQuery {
  readonly reason: string;
}

/**
 * One adjustment for each difference, and one for each part of a supplement of many lines, so that each fits one commit; the same
 * request twice proposes once.
 * @throws Fault as the preview
 */
export async function proposeRecoveries(
  deps: Deps,
  proposal: Proposal,
  by: string,
  requestId: string,
): Promise<Recovery[]> {
  const { differences } = await previewAdjustment(deps, proposal);
  const at = instantOf(deps.clock);
  const proposed: Recovery[] = [];
  for (const difference of differences)
    for (const [index, part] of (await partsOf(deps, proposal.policyId, difference)).entries()) {
      const { applicationId, uscc, claimedFen, correctFen, policyVersion } = difference;
      const name = index === 0 ? [requestId, applicationId] : [requestId, applicationId, index];
      const recovery: Recovery = {
        id: `R${hashName('recovery/1', name)}`,
        version: 1,
        state: 'proposed',
        cause: proposal.cause,
        reason: proposal.reason,
        applicationId,
        policyId: proposal.policyId,
        policyVersion,
        uscc,
        claimedFen,
        correctFen,
        ...part,
        proposedBy: by,
        proposedAt: at,
        shares: [],
        repayments: [],
        restoredFen: fen(0),
      };
      await commitRecovery(deps, recovery, { type: 'recovery.proposed', by });
      proposed.push((await deps.store.read('recovery', recovery.id)) ?? recovery);
    }
  return proposed;
}

/** A difference as it is; one that grew by lines in parts of as many as fit one commit, each with its share of the difference. */
async function partsOf(
  deps: Deps,
  policyId: string,
  { differenceFen, lines, policyVersion }: PreviewedDifference,
): Promise<Pick<Recovery, 'differenceFen' | 'lines'>[]> {
  if (differenceFen === 0) return [];
  if (differenceFen < 0 || !lines) return [{ differenceFen }];
  const { version } = await deps.policies.version(policyId, policyVersion);
  const size = linesPerPart(version.document, lines);
  const parts = Array.from({ length: Math.ceil(lines.length / size) }, (_, index) =>
    lines.slice(index * size, (index + 1) * size),
  );
  const sums = parts.map((part) => addFen(...part.map(({ amountFen }) => amountFen)));
  const shares = sums.length === 0 ? [] : splitFen(differenceFen, sums);
  return parts
    .map((part, index) => ({
      differenceFen: shares[index] ?? fen(0),
      lines: part.map((line) => ({ ...line, slotIds: [...line.slotIds] })),
    }))
    .filter((part) => part.differenceFen > 0);
}

/** @throws Fault forbidden for who proposed it | unprocessable (`budget-short`) | lost-race */
export async function approveRecovery(deps: Deps, id: string, by: string): Promise<Recovery> {
  const recovery = await findRecovery(deps, id);
  assertState(recovery, 'proposed');
  assertSecondPerson(recovery, by);
  if (recovery.differenceFen > 0) return topUp(deps, recovery, by);
  const { version } = await deps.policies.version(recovery.policyId, recovery.policyVersion);
  const { repayWithinDays } = version.document.recovery;
  const repayBy = await deps.calendar.addWorkingDays(deps.clock.today(), repayWithinDays);
  const noticed = notice(recovery, by, instantOf(deps.clock), repayBy);
  await commitRecovery(deps, noticed, { type: 'recovery.noticed', by, notMadeBy: by });
  return noticed;
}
