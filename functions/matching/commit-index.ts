// The one commit of a slice's index: with the firms that policies in force must hear of as due work in the same transaction.
import { Fault } from '../../core/kernel/fault.ts';
import { registerChangeId, type RegisterChange } from '../../core/matching/register-change.ts';
import type { SegmentIndex } from '../../core/matching/segment-index.ts';
import { instantOf, SYSTEM } from '../deps.ts';
import { tellsOnChange } from './policies-in-force.ts';
import type { SegmentDeps } from './segment-inputs.ts';

export const changeListKey = (changeId: string): string => `changes/${changeId}.json`;

/**
 * Commits an index and, for firms that policies in force must hear of, their list as due work.
 * @param quiet the event when there is none
 * @throws Fault lost-race
 */
export async function commitIndex(
  deps: SegmentDeps,
  index: SegmentIndex,
  usccs: readonly string[],
  cause: RegisterChange['cause'],
  quiet: 'matching.segments-built' | 'matching.changes-noted',
): Promise<void> {
  const at = instantOf(deps.clock);
  const slice = Number(index.id);
  const id = registerChangeId(slice, index.version);
  const isDue = usccs.length > 0 && (await tellsOnChange(deps)).length > 0;
  if (isDue)
    await deps.files.put('files', changeListKey(id), JSON.stringify(usccs), {
      contentType: 'application/json',
    });
  const change: RegisterChange = {
    id,
    version: 1,
    slice,
    state: 'due',
    cause,
    firms: usccs.length,
    cutAt: at,
    opened: 0,
    invited: 0,
  };
  const write = { kind: 'segment-index', entity: index } as const;
  const due = { kind: 'register-change', entity: change } as const;
  const result = await deps.store.commit({
    creates: [...(index.version === 1 ? [write] : []), ...(isDue ? [due] : [])],
    replaces: index.version === 1 ? [] : [write],
    event: {
      subject: `segment-index:${index.id}`,
      seq: index.version,
      type: isDue ? 'matching.changes-due' : quiet,
      at,
      by: SYSTEM,
      data: { slice, ...(isDue ? { changeId: id, firms: usccs.length } : {}) },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
}
