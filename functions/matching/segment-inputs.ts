// What the columns of the register are made from, as of now: the catalogue's columns and each department's released file.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { releasedColumns, segmentItems } from '../../core/matching/register-segment.ts';
import type { SegmentInputs } from '../../core/matching/segment-index.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Deps } from '../deps.ts';
import { releasedKey } from './read-released.ts';

export type SegmentDeps = Pick<Deps, 'store' | 'files' | 'clock' | 'policies'>;

export interface LoadedInputs extends SegmentInputs {
  readonly catalogue: Catalogue;
}

export async function segmentInputs(deps: Pick<SegmentDeps, 'files' | 'policies'>): Promise<LoadedInputs> {
  const catalogue = await deps.policies.catalogue();
  const tags = await Promise.all(
    [...releasedColumns(catalogue).keys()].map(
      async (department) => [department, await deps.files.tag('files', releasedKey(department))] as const,
    ),
  );
  const released = tags.flatMap(([department, tag]) =>
    tag === undefined ? [] : [[department, tag] as const],
  );
  return { catalogue, catalogueHash: catalogueHash(catalogue), released: Object.fromEntries(released) };
}

const hashes = new WeakMap<Catalogue, string>();

/** Of the columns alone: other changes of the catalogue leave what is stored as it is. */
export function catalogueHash(catalogue: Catalogue): string {
  const known = hashes.get(catalogue);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(canonicalJson(segmentItems(catalogue)))
    .digest('hex');
  hashes.set(catalogue, hash);
  return hash;
}
