// The state of an application as people see it: from the reservation on, that of its money.
import type { Application } from '../../core/application/application.ts';
import type { Deps } from '../deps.ts';
import { stateOf, type ShownState } from './show-application.ts';

/** Reads the claim only where there is one. */
export async function shownStateOf(
  { store }: Pick<Deps, 'store'>,
  application: Application,
): Promise<ShownState> {
  if (application.state !== 'reserved') return application.state;
  const claim = await store.read('claim', application.id);
  const legs = (await store.readMany('leg', claim?.legIds ?? [])).filter((leg) => leg !== undefined);
  const orderIds = [...new Set(legs.flatMap(({ orderId }) => orderId ?? []))];
  const orders = (await store.readMany('order', orderIds)).filter((order) => order !== undefined);
  return stateOf(application, legs, orders);
}
