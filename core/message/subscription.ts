// What an enterprise wants to be told of: every policy that fits it, or those with certain words, for a sector, or worth enough.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { Fault } from '../kernel/fault.ts';
import { fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import type { Fen } from '../kernel/fen.ts';

/** Each part narrows; a wish without any is for all policies that fit. */
export const wishSchema = z.strictObject({
  /** Somewhere in the policy's title, in either language. */
  words: z.string().trim().min(1).max(50).optional(),
  /** A code of the item that the catalogue names as the sector: policies whose rules name it. */
  sector: z.string().min(1).max(60).optional(),
  /** An award that is not known yet passes: unknown is not too little. */
  atLeastFen: fenSchema.optional(),
});
export type Wish = z.infer<typeof wishSchema>;

export const keptWishSchema = z.strictObject({
  ...wishSchema.shape,
  id: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type KeptWish = z.infer<typeof keptWishSchema>;

/** One for each enterprise that ever subscribed. */
export const subscriptionSchema = z.strictObject({
  /** The USCC again: the store keys by `id`. */
  id: usccSchema,
  version: z.int(),
  uscc: usccSchema,
  wishes: z.array(keptWishSchema),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

const WISHES_MAX = 20;

/** The same wish has the same id, whoever says it and how often. */
export const wishId = (wish: Wish): string =>
  createHash('sha256').update(canonicalJson(wish)).digest('hex').slice(0, 12);

/** @returns undefined when the wish is there already @throws Fault unprocessable beyond twenty */
export function addWish(
  stored: Subscription | undefined,
  uscc: string,
  wish: Wish,
  by: string,
  at: string,
): Subscription | undefined {
  const id = wishId(wish);
  const wishes = stored?.wishes ?? [];
  if (wishes.some((each) => each.id === id)) return undefined;
  if (wishes.length >= WISHES_MAX)
    throw new Fault('unprocessable', {
      reason: 'too-many-subscriptions',
      zh: `最多订阅${WISHES_MAX}项，请先取消一项`,
      en: `At most ${WISHES_MAX} subscriptions; end one first`,
    });
  return {
    id: uscc,
    uscc,
    version: (stored?.version ?? 0) + 1,
    wishes: [...wishes, { ...wish, id, by, at }],
  };
}

/** @throws Fault not-found */
export function dropWish(stored: Subscription | undefined, id: string): Subscription {
  if (!stored?.wishes.some((wish) => wish.id === id))
    throw new Fault('not-found', {
      reason: 'subscription',
      zh: '没有这项订阅',
      en: 'No such subscription',
    });
  return {
    ...stored,
    version: stored.version + 1,
    wishes: stored.wishes.filter((wish) => wish.id !== id),
  };
}

/** What of a policy a wish looks at. */
export interface WishedPolicy {
  readonly titleZh: string;
  readonly titleEn: string;
  /** Codes of sectors that its rules name. */
  readonly sectors: ReadonlySet<string>;
}

/** Whether any of an enterprise's wishes asks for this policy at this award. */
export const isWished = (
  { wishes }: Pick<Subscription, 'wishes'>,
  policy: WishedPolicy,
  amountFen: Fen | null,
): boolean =>
  wishes.some(({ words, sector, atLeastFen }) => {
    const title = `${policy.titleZh}\n${policy.titleEn}`.toLowerCase();
    return (
      (words === undefined || title.includes(words.toLowerCase())) &&
      (sector === undefined || policy.sectors.has(sector)) &&
      (atLeastFen === undefined || amountFen === null || amountFen >= atLeastFen)
    );
  });
