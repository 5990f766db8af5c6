// An automatic policy (免申即享) applies for the firms that fit or may fit it, a few at a time.
import { submit } from '../application/submit-application.ts';
import { SYSTEM, type Deps } from '../deps.ts';

/** Applications opened at once. */
const OPENING_MAX = 16;

/** @returns how many were not there before. Safe to repeat: what stands is left alone */
export async function openApplications(
  deps: Deps,
  policyId: string,
  usccs: readonly string[],
): Promise<number> {
  let opened = 0;
  for (let from = 0; from < usccs.length; from += OPENING_MAX) {
    const group = usccs.slice(from, from + OPENING_MAX);
    const results = await Promise.all(group.map((uscc) => submit(deps, { policyId, uscc, by: SYSTEM })));
    opened += results.filter(({ created }) => created).length;
  }
  return opened;
}
