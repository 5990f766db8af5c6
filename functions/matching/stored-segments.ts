// Reading and writing the files of segments: what is not exactly what the index names is not believed.
import { createHash } from 'node:crypto';
import {
  decodeRegisterSegment,
  encodeRegisterSegment,
  type RegisterSegment,
} from '../../core/matching/register-segment.ts';
import type { SegmentIndex, StoredSegment } from '../../core/matching/segment-index.ts';
import type { Files } from '../ports.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Two names in turn: who still reads the columns of before finds them whole. */
const segmentKey = (slice: number, part: number, version: number): string =>
  `segments/${String(slice).padStart(2, '0')}.${part}.${version % 2 === 0 ? 'a' : 'b'}`;

export async function writeSegment(
  files: Pick<Files, 'put'>,
  place: { readonly slice: number; readonly part: number; readonly version: number },
  columns: RegisterSegment,
): Promise<StoredSegment> {
  const key = segmentKey(place.slice, place.part, place.version);
  const bytes = encodeRegisterSegment(columns);
  await files.put('files', key, bytes, { contentType: 'application/octet-stream' });
  return { key, sha256: sha256(bytes), rows: columns.segment.rows, from: columns.usccs.at(0) };
}

/** The files of an index as they were written; undefined when one is lost, torn or another. */
export async function readSegments(
  files: Pick<Files, 'get'>,
  { segments }: Pick<SegmentIndex, 'segments'>,
): Promise<Uint8Array[] | undefined> {
  const found: Uint8Array[] = [];
  for (const stored of segments) {
    const bytes = await files.get('files', stored.key);
    if (!bytes || sha256(bytes) !== stored.sha256) return undefined;
    found.push(bytes);
  }
  return found;
}

export const decodeAll = (files: readonly Uint8Array[]): RegisterSegment[] =>
  files.map(decodeRegisterSegment);
