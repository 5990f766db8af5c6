// Use case: each minute the columns are held against what register and departments say, so that a new released file, or a large
// import, reaches the firms it concerns without a message that could be lost.
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { isCurrent } from '../../core/matching/segment-index.ts';
import { buildSlice } from './build-segments.ts';
import { publishedPolicies } from './policies-in-force.ts';
import { type SegmentDeps, segmentInputs } from './segment-inputs.ts';

/** Slices never built are left to whoever first reads them. @returns how many were built */
export async function refreshSegments(deps: SegmentDeps): Promise<number> {
  if ((await publishedPolicies(deps)).length === 0) return 0;
  const inputs = await segmentInputs(deps);
  const slices = Array.from({ length: REGISTER_SLICES }, (_, slice) => String(slice));
  const indexes = await deps.store.readMany('segment-index', slices);
  let built = 0;
  for (const [slice, index] of indexes.entries()) {
    if (!index || index.catalogueHash === '' || isCurrent(index, inputs)) continue;
    try {
      await buildSlice(deps, slice, inputs);
      built += 1;
    } catch (error) {
      // Somebody else built it, or noted another change: the next minute looks again.
      if (!(error instanceof Fault) || error.code !== 'lost-race') throw error;
    }
  }
  return built;
}
