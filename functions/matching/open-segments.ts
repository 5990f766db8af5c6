// The register as columns, one segment at a time: built or rebuilt where they are not what register and departments now say.
import { registerFacts } from '../../core/hub/register-facts.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import {
  asOfDay,
  buildRegisterSegment,
  decodeRegisterSegment,
  patchRows,
  type RegisterSegment,
  type Released,
  releasedColumns,
  rowFacts,
  segmentItems,
  withRegister,
} from '../../core/matching/register-segment.ts';
import { isCurrent, type SegmentIndex } from '../../core/matching/segment-index.ts';
import type { UsccColumn } from '../../core/matching/uscc-column.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt, type Segment } from '../../core/rules/match/segment.ts';
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import { buildSlice } from './build-segments.ts';
import { readReleased } from './read-released.ts';
import { type LoadedInputs, type SegmentDeps, segmentInputs } from './segment-inputs.ts';
import { readSegments } from './stored-segments.ts';

export interface OpenSegment {
  /** Group of the register, from 0. */
  readonly slice: number;
  /** Segment of the slice, from 0; firms that are new since the columns were built are a last one of their own. */
  readonly part: number;
  /** The day for which expiry was judged. */
  readonly asOf: DayText;
  /** When the stored columns were built; what changed since is in the rows already. */
  readonly builtAt: string;
  /** Rows that were read from the register anew. */
  readonly changed: number;
  /** Columns by item key; what is expired or was never known is missing. */
  readonly segment: Segment;
  readonly usccs: UsccColumn;
}

export interface OpenOptions {
  readonly today?: DayText;
  /** One slice alone. */
  readonly slice?: number;
}

const ATTEMPTS_MAX = 5;

/**
 * Lost, torn and outdated columns are rebuilt first. One segment is decoded at a time: let go of it before asking for the next.
 * @throws Fault lost-race when others keep changing a slice; invalid when a department's released file is wrong
 */
export async function* openSegments(
  deps: SegmentDeps,
  options: OpenOptions = {},
): AsyncGenerator<OpenSegment> {
  const inputs = await segmentInputs(deps);
  const asOf = options.today ?? deps.clock.today();
  const slices =
    options.slice === undefined
      ? Array.from({ length: REGISTER_SLICES }, (_, slice) => slice)
      : [options.slice];
  for (const slice of slices) {
    const { index, files } = await currentSlice(deps, slice, inputs);
    yield* sliceSegments(deps, { slice, index, files, inputs, asOf });
  }
}

interface CurrentSlice {
  readonly index: SegmentIndex;
  readonly files: Uint8Array[];
}

async function currentSlice(deps: SegmentDeps, slice: number, inputs: LoadedInputs): Promise<CurrentSlice> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const index = await deps.store.read('segment-index', String(slice));
    const files = index && isCurrent(index, inputs) ? await readSegments(deps.files, index) : undefined;
    if (index && files) return { index, files };
    await buildSlice(deps, slice, inputs).catch(lostRaceIsOver);
  }
  throw new Fault('lost-race');
}

/** Somebody else changed or built the slice meanwhile: what they left is looked at again. */
function lostRaceIsOver(error: unknown): void {
  if (!(error instanceof Fault) || error.code !== 'lost-race') throw error;
}

interface Slice extends CurrentSlice {
  readonly slice: number;
  readonly inputs: LoadedInputs;
  readonly asOf: DayText;
}

async function* sliceSegments(deps: SegmentDeps, open: Slice): AsyncGenerator<OpenSegment> {
  const { slice, index, files, asOf, inputs } = open;
  const { catalogue } = inputs;
  const found = await deps.store.readMany('enterprise', index.changed);
  const fresh = new Map(found.flatMap((it) => (it ? [[it.uscc, registerFacts(it)] as const] : [])));
  const as = (columns: RegisterSegment, part: number, changed: number): OpenSegment => ({
    slice,
    part,
    asOf,
    builtAt: index.builtAt,
    changed,
    segment: asOfDay(columns, catalogue, parseDay(asOf) ?? 0),
    usccs: columns.usccs,
  });
  for (const [part, bytes] of files.entries()) {
    const stored = decodeRegisterSegment(bytes);
    const rows = new Map<number, Facts>();
    for (const [uscc, facts] of fresh) {
      const row = stored.usccs.rowOf(uscc);
      if (row < 0) continue;
      rows.set(row, withRegister(catalogue, factsAt(stored.segment, row), facts));
      fresh.delete(uscc);
    }
    const segment = rows.size > 0 ? patchRows(stored, rows) : stored.segment;
    yield as({ usccs: stored.usccs, segment }, part, rows.size);
  }
  if (fresh.size > 0) yield as(await newFirms(deps, open, fresh), files.length, fresh.size);
}

/** Firms that the stored columns do not know yet, as columns of their own. */
async function newFirms(
  deps: SegmentDeps,
  { slice, inputs: { catalogue } }: Slice,
  fresh: ReadonlyMap<string, Facts>,
): Promise<RegisterSegment> {
  const released = new Map<string, Map<string, Released>>();
  for (const department of releasedColumns(catalogue).keys())
    released.set(department, await readReleased(deps.files, { department, slice }, fresh));
  const rows = [...fresh].map(([uscc, own]) => ({
    uscc,
    facts: rowFacts(catalogue, own, (department) => released.get(department)?.get(uscc)),
  }));
  return buildRegisterSegment(
    segmentItems(catalogue),
    rows.sort((a, b) => (a.uscc < b.uscc ? -1 : 1)),
  );
}
