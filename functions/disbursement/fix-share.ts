// Use case: when a pro-rata round has closed and everybody is decided, each budget's share is fixed once, for all alike.
import { addFen, fen, type Fen } from '../../core/kernel/fen.ts';
import { splitByFunding } from '../../core/disbursement/split-by-funding.ts';
import type { AllocationShare } from '../../core/disbursement/standing.ts';
import type { DayText } from '../../core/kernel/day.ts';
import { claimWindow } from '../../core/policy/claim-window.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { everyPage } from '../every-page.ts';

const PAGE = 500;

/** A pro-rata round is open until its window has ended; without an end it never closes and nothing is paid. */
export function isRoundOpen(document: PolicyDocument, today: DayText): boolean {
  const { until } = claimWindow(document);
  return until === undefined || today <= until;
}

/** @returns the share; undefined while somebody is undecided, or a budget that must pay holds nothing */
export async function fixShare(
  deps: Deps,
  document: PolicyDocument,
  prefix: string,
): Promise<AllocationShare | undefined> {
  const fixed = await deps.store.read('allocation-share', document.id);
  if (fixed) return fixed;
  const undecided = await deps.store.listKeys('application', {
    by: 'state',
    group: 'undecided',
    prefix,
    limit: 1,
  });
  if (undecided.items.length > 0) return undefined;
  const needs = await needsOf(deps, document.id, prefix);
  const budgets = await deps.store.readMany('budget', [...needs.keys()]);
  const shares = [...needs].map(([budgetId, neededFen], index) => ({
    budgetId,
    availableFen: budgets[index]?.available ?? fen(0),
    neededFen,
  }));
  if (shares.some(({ availableFen }) => availableFen <= 0)) return undefined;
  const share: AllocationShare = { id: document.id, version: 1, fixedAt: instantOf(deps.clock), shares };
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'allocation-share', entity: share }],
    event: {
      subject: `allocation-share:${document.id}`,
      seq: 1,
      type: 'allocation.fixed',
      at: share.fixedAt,
      by: SYSTEM,
      data: { policyId: document.id, shares },
    },
  });
  return committed ? share : deps.store.read('allocation-share', document.id);
}

/**
 * What every accepted application together asks of each budget, each by the version that it was filed under: an amendment may
 * share the cost in another way.
 */
async function needsOf(deps: Deps, policyId: string, prefix: string): Promise<Map<string, Fen>> {
  const needs = new Map<string, Fen>();
  const pages = everyPage((cursor) =>
    deps.store.list('application', { by: 'state', group: 'funding', prefix, limit: PAGE, cursor }),
  );
  for await (const applications of pages)
    for (const { districtCode, amountFen, policyVersion } of applications) {
      const { version } = await deps.policies.version(policyId, policyVersion);
      for (const part of splitByFunding(version.document, districtCode, amountFen ?? fen(0)))
        needs.set(part.budgetId, addFen(needs.get(part.budgetId) ?? fen(0), part.amountFen));
    }
  return needs;
}
