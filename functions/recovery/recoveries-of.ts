// All adjustments of one enterprise: what stands of an award follows from them, so none may be left out.
import type { Recovery } from '../../core/recovery/recovery.ts';
import type { Deps } from '../deps.ts';
import { everyItem } from '../every-page.ts';

const PAGE = 500;

/** Oldest first, to the end of the list: a supplement of a long list alone may be hundreds. */
export const recoveriesOf = (deps: Pick<Deps, 'store'>, uscc: string): Promise<Recovery[]> =>
  everyItem((cursor) => deps.store.list('recovery', { by: 'owner', group: uscc, limit: PAGE, cursor }));
