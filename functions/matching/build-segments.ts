// Use case: brings the columns of one slice of the register up to date, reading no more than what changed since they were built.
import { registerFacts } from '../../core/hub/register-facts.ts';
import {
  buildRegisterSegment,
  type RegisterSegment,
  releasedColumns,
  rowFacts,
  type Released,
  sameFacts,
  SEGMENT_ROWS_MAX,
  segmentItems,
  type SegmentRow,
  withRegister,
  withReleased,
} from '../../core/matching/register-segment.ts';
import {
  changedDepartments,
  emptyIndex,
  mustReread,
  SEGMENT_LAYOUT,
  type SegmentIndex,
  type StoredSegment,
} from '../../core/matching/segment-index.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt } from '../../core/rules/match/segment.ts';
import { instantOf } from '../deps.ts';
import { commitIndex } from './commit-index.ts';
import { readReleasedCutting } from './read-released.ts';
import { type LoadedInputs, type SegmentDeps } from './segment-inputs.ts';
import { decodeAll, readSegments, writeSegment } from './stored-segments.ts';
import { everyPage } from '../every-page.ts';

const PAGE = 500;

/** A firm on its way into the columns: what they said before, and what the register says where it was read again. */
interface Incoming {
  readonly uscc: string;
  readonly before?: Facts;
  readonly register?: Facts;
}

interface Build {
  readonly slice: number;
  readonly index: SegmentIndex;
  readonly inputs: LoadedInputs;
  /** The columns to start from; none when they cannot be used. */
  readonly base: readonly RegisterSegment[];
  readonly departments: ReadonlySet<string>;
  /** Firms whose facts are not what they were, found by the comparison. */
  readonly differing: string[];
}

/**
 * Firms that differ without having been noted as changed are noted now, in the same commit, when a policy is in force that
 * wants to know.
 * @throws Fault lost-race when the slice was changed or built meanwhile
 */
export async function buildSlice(
  deps: SegmentDeps,
  slice: number,
  inputs: LoadedInputs,
): Promise<SegmentIndex> {
  const stored = await deps.store.read('segment-index', String(slice));
  const index = stored ?? emptyIndex(slice, instantOf(deps.clock));
  const sameCatalogue = index.catalogueHash === inputs.catalogueHash && index.layout === SEGMENT_LAYOUT;
  const files = sameCatalogue ? await readSegments(deps.files, index) : undefined;
  const departments = new Set(changedDepartments(index, inputs));
  const build: Build = {
    slice,
    index,
    inputs,
    base: decodeAll(files ?? []),
    departments,
    differing: [],
  };
  const reread = files === undefined || mustReread(index, inputs);
  const rows = reread ? rowsOfRegister(deps, build) : rowsOfBase(deps, build);
  const segments = await writeAll(deps, build, rows);
  // Lost columns cannot say which firms differ; where they alone were lost, none does.
  const isCause = files !== undefined || index.isStale || departments.size > 0;
  return commitBuilt(deps, build, segments, sameCatalogue && isCause ? build.differing : []);
}

async function* rowsOfRegister(deps: SegmentDeps, build: Build): AsyncGenerator<Incoming> {
  const pages = everyPage((cursor) =>
    deps.store.list('enterprise', { by: 'all', group: String(build.slice), limit: PAGE, cursor }),
  );
  for await (const enterprises of pages)
    for (const enterprise of enterprises) {
      const before = beforeOf(build.base, enterprise.uscc);
      yield { uscc: enterprise.uscc, register: registerFacts(enterprise), ...(before && { before }) };
    }
}

function beforeOf(base: readonly RegisterSegment[], uscc: string): Facts | undefined {
  for (const { usccs, segment } of base) {
    const row = usccs.rowOf(uscc);
    if (row >= 0) return factsAt(segment, row);
  }
  return undefined;
}

/** The rows of before in their order, the changed ones read again, the new ones at their places. */
async function* rowsOfBase(deps: SegmentDeps, build: Build): AsyncGenerator<Incoming> {
  const found = await deps.store.readMany('enterprise', build.index.changed);
  const changed = new Map(found.flatMap((it) => (it ? [[it.uscc, registerFacts(it)] as const] : [])));
  const isNew = (uscc: string) => !build.base.some(({ usccs }) => usccs.rowOf(uscc) >= 0);
  const fresh = [...changed.keys()].filter(isNew).sort();
  for (const { usccs, segment } of build.base) {
    for (let row = 0; row < segment.rows; row += 1) {
      const uscc = usccs.at(row);
      while (fresh[0] !== undefined && fresh[0] < uscc) yield incoming(fresh.shift() as string, changed);
      const register = changed.get(uscc);
      yield { uscc, before: factsAt(segment, row), ...(register && { register }) };
    }
  }
  for (const uscc of fresh) yield incoming(uscc, changed);
}

const incoming = (uscc: string, changed: ReadonlyMap<string, Facts>): Incoming => ({
  uscc,
  register: changed.get(uscc) ?? {},
});

/** Cuts the rows into segments and writes each as soon as it is full. */
async function writeAll(
  deps: SegmentDeps,
  build: Build,
  rows: AsyncIterable<Incoming>,
): Promise<StoredSegment[]> {
  const segments: StoredSegment[] = [];
  const version = build.index.version + 1;
  let chunk: Incoming[] = [];
  const flush = async () => {
    const facts = await factsOfChunk(deps, build, chunk);
    const columns = buildRegisterSegment(segmentItems(build.inputs.catalogue), facts);
    const place = { slice: build.slice, part: segments.length, version };
    segments.push(await writeSegment(deps.files, place, columns));
    chunk = [];
  };
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length === SEGMENT_ROWS_MAX) await flush();
  }
  if (chunk.length > 0) await flush();
  return segments;
}

async function factsOfChunk(
  deps: SegmentDeps,
  build: Build,
  chunk: readonly Incoming[],
): Promise<SegmentRow[]> {
  const { catalogue } = build.inputs;
  const items = segmentItems(catalogue);
  const noted = new Set(build.index.changed);
  const all = new Set(chunk.map(({ uscc }) => uscc));
  const fresh = new Set(chunk.filter(({ before }) => !before).map(({ uscc }) => uscc));
  const released = new Map<string, Map<string, Released>>();
  for (const department of releasedColumns(catalogue).keys()) {
    const wanted = build.departments.has(department) ? all : fresh;
    released.set(
      department,
      wanted.size > 0
        ? await readReleasedCutting(
            deps.files,
            { department, slice: build.slice },
            build.inputs.released[department],
            wanted,
          )
        : new Map(),
    );
  }
  return chunk.map(({ uscc, before, register = {} }) => {
    const own = (department: string) => released.get(department)?.get(uscc);
    const kept =
      before && Object.keys(register).length > 0 ? withRegister(catalogue, before, register) : before;
    const facts = kept
      ? withReleased(catalogue, kept, build.departments, own)
      : rowFacts(catalogue, register, own);
    if (!noted.has(uscc) && !(before && sameFacts(items, before, facts))) build.differing.push(uscc);
    return { uscc, facts };
  });
}

async function commitBuilt(
  deps: SegmentDeps,
  { slice, index, inputs, departments }: Build,
  segments: StoredSegment[],
  differing: readonly string[],
): Promise<SegmentIndex> {
  const at = instantOf(deps.clock);
  const built: SegmentIndex = {
    id: String(slice),
    version: index.version + 1,
    layout: SEGMENT_LAYOUT,
    segments,
    builtAt: at,
    catalogueHash: inputs.catalogueHash,
    released: inputs.released,
    changed: [],
    isStale: false,
  };
  const cause = departments.size > 0 ? 'released' : 'register';
  await commitIndex(deps, built, differing, cause, 'matching.segments-built');
  return built;
}
