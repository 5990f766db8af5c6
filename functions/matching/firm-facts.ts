// What is known of one firm without asking anybody: its registration as it now stands, and its row of the released indicators.
import { registerSliceOf } from '../../core/enterprise/register-slice.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { registerFacts } from '../../core/hub/register-facts.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import {
  decodeRegisterSegment,
  factsOn,
  type RegisterSegment,
  type Released,
  releasedColumns,
  rowFacts,
  withRegister,
} from '../../core/matching/register-segment.ts';
import { SEGMENT_LAYOUT } from '../../core/matching/segment-index.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt } from '../../core/rules/match/segment.ts';
import type { Deps } from '../deps.ts';
import { readReleased } from './read-released.ts';
import { catalogueHash } from './segment-inputs.ts';
import { readSegments } from './stored-segments.ts';

type FirmDeps = Pick<Deps, 'store' | 'files' | 'policies'>;

/**
 * The released part comes from the columns, at most as old as they are; where there are none, from the departments' files.
 * @throws Fault invalid when a department's row of the firm is wrong
 */
export async function firmFacts(deps: FirmDeps, enterprise: Enterprise, today: DayText): Promise<Facts> {
  const catalogue = await deps.policies.catalogue();
  const own = registerFacts(enterprise);
  const row = await storedRow(deps, catalogue, enterprise.uscc);
  const facts = row
    ? withRegister(catalogue, row, own)
    : await newFacts(deps, catalogue, enterprise.uscc, own);
  return factsOn(catalogue, facts, parseDay(today) ?? 0);
}

async function storedRow(deps: FirmDeps, catalogue: Catalogue, uscc: string): Promise<Facts | undefined> {
  const index = await deps.store.read('segment-index', String(registerSliceOf(uscc)));
  if (index?.layout !== SEGMENT_LAYOUT || index.catalogueHash !== catalogueHash(catalogue)) return undefined;
  const stored = index.segments.findLast(({ from }) => from <= uscc);
  const columns = stored && (await keptSegments.read(deps.files, stored));
  const row = columns?.usccs.rowOf(uscc) ?? -1;
  return columns && row >= 0 ? factsAt(columns.segment, row) : undefined;
}

async function newFacts(deps: FirmDeps, catalogue: Catalogue, uscc: string, own: Facts): Promise<Facts> {
  const slice = registerSliceOf(uscc);
  const found = new Map<string, Released>();
  for (const department of releasedColumns(catalogue).keys()) {
    const row = (await readReleased(deps.files, { department, slice }, new Set([uscc]))).get(uscc);
    if (row) found.set(department, row);
  }
  return rowFacts(catalogue, own, (department) => found.get(department));
}

/** Segments that pages were read from lately, by their hashes, up to a number of bytes. */
class KeptSegments {
  readonly #kept = new Map<string, { readonly columns: RegisterSegment; readonly bytes: number }>();
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** undefined when the file is lost or not what the index names */
  async read(
    files: Deps['files'],
    stored: Parameters<typeof readSegments>[1]['segments'][number],
  ): Promise<RegisterSegment | undefined> {
    const known = this.#kept.get(stored.sha256);
    if (known) return known.columns;
    const [bytes] = (await readSegments(files, { segments: [stored] })) ?? [];
    if (!bytes) return undefined;
    const columns = decodeRegisterSegment(bytes);
    this.#kept.set(stored.sha256, { columns, bytes: bytes.length });
    this.#bytes += bytes.length;
    for (const [key, oldest] of this.#kept) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#kept.delete(key);
      this.#bytes -= oldest.bytes;
    }
    return columns;
  }
}

const keptSegments = new KeptSegments(64 * 1024 * 1024);
