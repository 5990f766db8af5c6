// 好差评: what an enterprise says of how its case went, once; a bad one gets an owner who must see to it.
import * as z from 'zod';
import { instantSchema, usccSchema } from '../kernel/schema.ts';
import type { ExceptionCase } from '../kernel/exception-case.ts';

/** At most so many stars is bad (差评): it is looked into. */
export const BAD_STARS_MAX = 2;

export const ratingSchema = z.strictObject({
  /** What is rated: an application's id. */
  id: z.string(),
  version: z.int(),
  uscc: usccSchema,
  policyId: z.string(),
  districtCode: z.string(),
  stars: z.int().min(1).max(5),
  words: z.string().max(1000).optional(),
  ratedBy: z.string(),
  ratedAt: instantSchema,
});
export type Rating = z.infer<typeof ratingSchema>;

export const isBad = ({ stars }: Pick<Rating, 'stars'>): boolean => stars <= BAD_STARS_MAX;

/** The case that a bad rating opens. @param owner the role that reviews the policy's cases */
export const badRatingCase = (rating: Rating, owner: string): ExceptionCase => ({
  id: `rating.${rating.id}`,
  version: 1,
  state: 'open',
  reason: 'bad-rating',
  subject: `application:${rating.id}`,
  owner,
  zh: `企业给出 ${rating.stars} 星差评，请联系企业、整改并回复`,
  en: `An enterprise rated its case ${rating.stars} of 5; get in touch, mend it and say how`,
  evidence: { stars: rating.stars, ...(rating.words !== undefined && { words: rating.words }) },
  openedAt: rating.ratedAt,
});
