// An application's history to its end: proofs of long lists are large, and a few of them are more than one page of the store.
import type { Deps } from '../deps.ts';
import { everyItem } from '../every-page.ts';
import type { FlowEvent } from '../ports.ts';

const PAGE = 1000;

/** Everything that happened to an application, in order. */
export const historyOf = (deps: Pick<Deps, 'store'>, applicationId: string): Promise<FlowEvent[]> =>
  everyItem((cursor) => deps.store.events(`application:${applicationId}`, { limit: PAGE, cursor }));
