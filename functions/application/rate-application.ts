// Use case: an enterprise says how its case went, once; a bad word opens a case with an owner in the same commit.
import { badRatingCase, isBad, type Rating } from '../../core/application/rating.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import { findApplication } from './find-application.ts';
import { shownStateOf } from './shown-state.ts';

/** Cases whose course is over for the enterprise. */
const ENDED: readonly string[] = ['paid', 'granted', 'refused'];
export const isEnded = (state: string): boolean => ENDED.includes(state);

/** Who sees to a bad rating where the policy names no reviewer. */
const OWNER = 'staff.reviewer';

/** The same words again are the rating that stands. @throws Fault not-found | unprocessable | conflict | lost-race */
export async function rateApplication(
  deps: Deps,
  applicationId: string,
  given: Pick<Rating, 'stars' | 'words'>,
  by: string,
): Promise<Rating> {
  const application = await findApplication(deps, applicationId);
  const standing = await deps.store.read('rating', applicationId);
  if (standing) {
    if (standing.stars === given.stars && standing.words === given.words) return standing;
    throw new Fault('conflict', {
      reason: 'rated',
      zh: '每件办件评价一次，您已经评价过了',
      en: 'A case is rated once, and you have rated this one',
    });
  }
  if (!isEnded(await shownStateOf(deps, application)))
    throw new Fault('unprocessable', {
      reason: 'not-ended',
      zh: '办结后即可评价',
      en: 'The case can be rated once it has ended',
    });
  const { version } = await deps.policies.version(application.policyId, application.policyVersion);
  const { uscc, policyId, districtCode } = application;
  const ratedAt = instantOf(deps.clock);
  const rating: Rating = {
    id: applicationId,
    version: 1,
    uscc,
    policyId,
    districtCode,
    ...given,
    ratedBy: by,
    ratedAt,
  };
  const bad = isBad(rating) ? badRatingCase(rating, version.document.review?.role ?? OWNER) : undefined;
  const { committed } = await deps.store.commit({
    creates: [
      { kind: 'rating', entity: rating },
      ...(bad ? [{ kind: 'exception', entity: bad } as const] : []),
    ],
    event: {
      subject: `rating:${applicationId}`,
      seq: 1,
      type: 'rating.given',
      at: ratedAt,
      by,
      data: {
        applicationId,
        policyId,
        districtCode,
        stars: rating.stars,
        ...(bad && { exceptionId: bad.id }),
      },
    },
  });
  if (!committed) throw new Fault('lost-race');
  return rating;
}
