// One policy version against one open segment: whom the columns rule out, and the answer for each of the others.
import { NO_DISTRICT } from '../../core/application/submit-application.ts';
import { answeredFacts } from '../../core/hub/answered-facts.ts';
import type { Fen } from '../../core/kernel/fen.ts';
import { rowAnswerer, type RowAnswer } from '../../core/matching/answer-row.ts';
import {
  columnsOf,
  groupOf,
  isSet,
  itemsBesideColumns,
  possibleRows,
} from '../../core/matching/match-columns.ts';
import { countMatch, SIZE_UNKNOWN, type MatchTally } from '../../core/matching/match-slice.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt } from '../../core/rules/match/segment.ts';
import type { Deps } from '../deps.ts';
import type { OpenSegment } from './open-segments.ts';
import { readReleased } from './read-released.ts';

/** A firm that fits or may fit. */
export interface MatchedEnterprise {
  readonly uscc: string;
  readonly outcome: 'eligible' | 'unknown';
  readonly amountFen: Fen | null;
}

/** What the segments of a run come to so far. */
export interface RunTally {
  readonly byDistrict: Record<string, MatchTally>;
  readonly bySize: Record<string, MatchTally>;
  readonly fitting: MatchedEnterprise[];
  byColumns: number;
  byRow: number;
}

export interface PolicyRun {
  readonly compiled: CompiledPolicy;
  readonly catalogue: Catalogue;
  readonly asOfDay: number;
}

const RULED_OUT: RowAnswer = { outcome: 'ineligible', amountFen: null };

/** Adds a segment's firms to the tally. */
export async function matchSegment(
  deps: Pick<Deps, 'files'>,
  { compiled, catalogue, asOfDay }: PolicyRun,
  open: OpenSegment,
  tally: RunTally,
): Promise<void> {
  const { segment, usccs } = open;
  const possible = possibleRows(compiled.program, asOfDay, segment);
  const candidates = Array.from({ length: segment.rows }, (_, row) => row).filter((row) =>
    isSet(possible, row),
  );
  const beside = await factsBesideColumns(
    deps,
    { compiled, catalogue },
    open.asOf,
    open.slice,
    candidates.map((row) => usccs.at(row)),
  );
  const [districtOf, sizeOf] = [
    groupOf(segment, catalogue, 'district', NO_DISTRICT),
    groupOf(segment, catalogue, 'size-class', SIZE_UNKNOWN),
  ];
  const answer = rowAnswerer(compiled, asOfDay);
  const read = columnsOf(segment, compiled.program);
  for (let row = 0; row < segment.rows; row += 1) {
    const isCandidate = isSet(possible, row);
    const uscc = isCandidate ? usccs.at(row) : '';
    const found = isCandidate ? answer({ ...factsAt(read, row), ...beside.get(uscc) }) : RULED_OUT;
    countMatch(tally.byDistrict, districtOf(row), found);
    countMatch(tally.bySize, sizeOf(row), found);
    const { outcome, amountFen } = found;
    if (outcome === 'eligible' || outcome === 'unknown') tally.fitting.push({ uscc, outcome, amountFen });
  }
  tally.byRow += candidates.length;
  tally.byColumns += segment.rows - candidates.length;
}

/** Values of released items that are no columns, of some firms of a slice, on a day; what has expired is left out. */
export async function factsBesideColumns(
  deps: Pick<Deps, 'files'>,
  { compiled, catalogue }: Pick<PolicyRun, 'compiled' | 'catalogue'>,
  asOf: string,
  slice: number,
  usccs: readonly string[],
): Promise<ReadonlyMap<string, Facts>> {
  const items = itemsBesideColumns(compiled.program);
  const facts = new Map<string, Facts>();
  if (usccs.length === 0) return facts;
  for (const department of new Set(items.map((item) => item.department))) {
    const keys = items.filter((item) => item.department === department).map(({ key }) => key);
    for (const [uscc, row] of await readReleased(deps.files, { department, slice }, new Set(usccs))) {
      if (row.expiresOn <= asOf) continue;
      const held = keys.filter((key) => Object.hasOwn(row.values, key));
      facts.set(uscc, { ...facts.get(uscc), ...answeredFacts(held, row.values, catalogue).facts });
    }
  }
  return facts;
}
