// Use cases: an enterprise says what it wants to be told of, and ends that again.
import { Fault } from '../../core/kernel/fault.ts';
import {
  addWish,
  dropWish,
  type KeptWish,
  type Subscription,
  type Wish,
} from '../../core/message/subscription.ts';
import { instantOf, type Deps } from '../deps.ts';

type SubscriptionDeps = Pick<Deps, 'store' | 'clock'>;

export async function subscriptionsOf({ store }: SubscriptionDeps, uscc: string): Promise<KeptWish[]> {
  return (await store.read('subscription', uscc))?.wishes ?? [];
}

/** Saying the same twice is saying it once. @throws Fault not-found for a firm outside the register, unprocessable, lost-race */
export async function subscribe(
  deps: SubscriptionDeps,
  uscc: string,
  wish: Wish,
  by: string,
): Promise<KeptWish[]> {
  const [enterprise, stored] = await Promise.all([
    deps.store.read('enterprise', uscc),
    deps.store.read('subscription', uscc),
  ]);
  if (!enterprise)
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: `登记库中没有 ${uscc}`,
      en: `The register holds no ${uscc}`,
    });
  const next = addWish(stored, uscc, wish, by, instantOf(deps.clock));
  if (!next) return stored?.wishes ?? [];
  await commitSubscription(deps, next, by);
  return next.wishes;
}

/** @throws Fault not-found | lost-race */
export async function unsubscribe(
  deps: SubscriptionDeps,
  uscc: string,
  id: string,
  by: string,
): Promise<KeptWish[]> {
  const next = dropWish(await deps.store.read('subscription', uscc), id);
  await commitSubscription(deps, next, by);
  return next.wishes;
}

async function commitSubscription(
  deps: SubscriptionDeps,
  subscription: Subscription,
  by: string,
): Promise<void> {
  const write = { kind: 'subscription', entity: subscription } as const;
  const { committed } = await deps.store.commit({
    ...(subscription.version === 1 ? { creates: [write] } : { replaces: [write] }),
    event: {
      subject: `subscription:${subscription.id}`,
      seq: subscription.version,
      type: 'subscription.changed',
      at: instantOf(deps.clock),
      by,
      data: { uscc: subscription.uscc, wishes: subscription.wishes.length },
    },
  });
  if (!committed) throw new Fault('lost-race');
}
