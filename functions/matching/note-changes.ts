// Use case: the register changed, so its columns are told which firms to read anew, and policies in force which to match again.
import * as z from 'zod';
import { changedFirmsKey, type RegisterNotice } from '../../core/enterprise/register-notice.ts';
import { registerSliceOf, REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import { emptyIndex, noteChanged } from '../../core/matching/segment-index.ts';
import { instantOf, SYSTEM } from '../deps.ts';
import { commitIndex } from './commit-index.ts';
import type { SegmentDeps } from './segment-inputs.ts';

const ATTEMPTS_MAX = 5;

/**
 * One commit for each slice that has changed firms. While no policy acts on its own, the firms are noted and nothing is matched:
 * importing the first register costs sixteen commits and no more. Safe to repeat until done.
 */
export async function noteChanges(deps: SegmentDeps, noticeId: string): Promise<void> {
  const notice = await deps.store.read('register-notice', noticeId);
  if (!notice || notice.state === 'done') return;
  const content = notice.isNamed ? await deps.files.get('files', changedFirmsKey(noticeId)) : undefined;
  const usccs = content && z.array(usccSchema).parse(JSON.parse(new TextDecoder().decode(content)));
  const bySlice = Map.groupBy(usccs ?? [], registerSliceOf);
  for (let slice = 0; slice < REGISTER_SLICES; slice += 1) {
    const own = usccs && (bySlice.get(slice) ?? []);
    if (own?.length !== 0) await noteSlice(deps, slice, own);
  }
  const done: RegisterNotice = { ...notice, version: notice.version + 1, state: 'done' };
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'register-notice', entity: done }],
    event: {
      subject: `register-notice:${notice.id}`,
      seq: done.version,
      type: 'matching.register-noted',
      at: instantOf(deps.clock),
      by: SYSTEM,
      data: { noticeId, jobId: notice.jobId },
    },
  });
  if (!committed) throw new Fault('lost-race');
}

async function noteSlice(
  deps: SegmentDeps,
  slice: number,
  usccs: readonly string[] | undefined,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const stored = await deps.store.read('segment-index', String(slice));
    const index = stored ?? emptyIndex(slice, instantOf(deps.clock));
    const noted = noteChanged(index, usccs);
    // A slice that is read again as a whole finds by itself who differs, but for one whose columns were never built.
    const isFound = noted.isStale && index.catalogueHash !== '';
    try {
      await commitIndex(deps, noted, isFound ? [] : (usccs ?? []), 'register', 'matching.changes-noted');
      return;
    } catch (error) {
      const isRace = error instanceof Fault && error.code === 'lost-race';
      if (!isRace || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}
