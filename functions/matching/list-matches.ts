// Use case: the firms that a policy's last matching found, page by page, for those who answer for the policy; each look is on record.
import * as z from 'zod';
import { usccSchema } from '../../core/kernel/schema.ts';
import type { MatchSlice } from '../../core/matching/match-slice.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Page, PageRequest, Principal } from '../ports.ts';
import { readMatchList } from './match-slice.ts';

export const matchedFirmSchema = z.strictObject({
  uscc: usccSchema,
  name: z.string(),
  districtCode: z.string().optional(),
});
export type MatchedFirm = z.infer<typeof matchedFirmSchema>;

/** One request shows at most this many. */
export const FIRMS_MAX = 200;
const SLICES_MAX = 1000;
const NO_FIRMS: Page<MatchedFirm> = { items: [] };

/**
 * Those that fit or may fit, by slice and code: who they are, and nothing of what is known about them. A firm that the register
 * no longer holds is left out, and a person of one district sees that district's; so a page may be shorter than asked.
 */
export async function listMatches(
  deps: Deps,
  policyId: string,
  { limit, cursor }: PageRequest,
  reader: { readonly principal: Principal; readonly requestId: string },
): Promise<Page<MatchedFirm>> {
  const slices = await latestSlices(deps, policyId);
  const [version] = slices;
  if (!version) return NO_FIRMS;
  const wanted = Math.min(limit, FIRMS_MAX);
  const found: string[] = [];
  let [slice, offset] = placeOf(cursor);
  while (slice < slices.length && found.length < wanted) {
    const list = await listOf(deps, slices[slice] as MatchSlice);
    const taken = list.slice(offset, offset + wanted - found.length);
    found.push(...taken);
    offset += taken.length;
    if (offset >= list.length) [slice, offset] = [slice + 1, 0];
  }
  const items = await named(deps, found, reader.principal.district);
  if (items.length > 0) await record(deps, version, items.length, reader);
  return { items, ...(slice < slices.length && { cursor: `${slice}.${offset}` }) };
}

async function latestSlices(deps: Deps, policyId: string): Promise<MatchSlice[]> {
  const { items } = await deps.store.list('match-slice', {
    by: 'owner',
    group: policyId,
    limit: SLICES_MAX,
  });
  const latest = Math.max(...items.map(({ policyVersion }) => policyVersion));
  return items.filter(({ policyVersion }) => policyVersion === latest);
}

/** While a slice is being matched again, the run before tells. */
async function listOf(deps: Deps, { id, state, run = 1 }: MatchSlice): Promise<string[]> {
  const told = state === 'done' ? run : run - 1;
  return told === 0 ? [] : (await readMatchList(deps, id, told)).map(({ uscc }) => uscc);
}

/** A cursor that no page gave begins anew. */
function placeOf(cursor = '0.0'): [slice: number, offset: number] {
  const match = /^(\d{1,3})\.(\d{1,9})$/.exec(cursor);
  return match ? [Number(match[1]), Number(match[2])] : [0, 0];
}

async function named(deps: Deps, usccs: readonly string[], district?: string): Promise<MatchedFirm[]> {
  const enterprises = await deps.store.readMany('enterprise', usccs);
  return enterprises.flatMap((enterprise) => {
    if (!enterprise || (district !== undefined && enterprise.districtCode !== district)) return [];
    const { uscc, name, districtCode } = enterprise;
    return [{ uscc, name, ...(districtCode !== undefined && { districtCode }) }];
  });
}

/** Who looked at how many firms of which policy: an event of its own, since nothing changes. */
async function record(
  deps: Deps,
  { policyId, policyVersion }: MatchSlice,
  firms: number,
  { principal, requestId }: { readonly principal: Principal; readonly requestId: string },
): Promise<void> {
  await deps.store.commit({
    event: {
      subject: `match-list:${policyId}.${requestId}`,
      seq: 1,
      type: 'match-list.read',
      at: instantOf(deps.clock),
      by: principal.sub,
      data: { policyId, policyVersion, firms },
    },
  });
}
