// Use case: what accepted applications of a policy still ask of a budget, for the case that is opened when it lapses.
import { unfundedOf, type Unfunded } from '../../core/disbursement/lapse-case.ts';
import { addFen, ZERO_FEN } from '../../core/kernel/fen.ts';
import type { Deps } from '../deps.ts';
import { everyPage } from '../every-page.ts';

const PAGE = 500;

export async function findUnfunded(deps: Deps, policyId: string, budgetId: string): Promise<Unfunded> {
  let total: Unfunded = { count: 0, amountFen: ZERO_FEN };
  const pages = everyPage((cursor) =>
    deps.store.list('application', {
      by: 'state',
      group: 'funding',
      prefix: `${policyId}#`,
      limit: PAGE,
      cursor,
    }),
  );
  for await (const applications of pages) {
    const asked = await Promise.all(
      applications.map(async (application) => {
        const { version } = await deps.policies.version(policyId, application.policyVersion);
        return { application, document: version.document };
      }),
    );
    const found = unfundedOf(asked, budgetId);
    total = { count: total.count + found.count, amountFen: addFen(total.amountFen, found.amountFen) };
  }
  return total;
}
