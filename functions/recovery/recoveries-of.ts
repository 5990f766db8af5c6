// All adjustments of one enterprise: what stands of an award follows from them, so none may be left out.
import type { Recovery } from '../../core/recovery/recovery.ts';
import type { Deps } from '../deps.ts';
import { everyPage } from '../every-page.ts';

const PAGE = 500;

/** Oldest first, to the end of the list: a supplement of a long list alone may be hundreds. */
export async function recoveriesOf(deps: Pick<Deps, 'store'>, uscc: string): Promise<Recovery[]> {
  const found: Recovery[] = [];
  const pages = everyPage((cursor) =>
    deps.store.list('recovery', {
      by: 'owner',
      group: uscc,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    }),
  );
  for await (const items of pages) found.push(...items);
  return found;
}
