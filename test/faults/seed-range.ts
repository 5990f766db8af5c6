// Runs a range of seeds in a worker thread, with or without a planted fault, and tells what came of them.
import type { SeedResult } from './run-seed.ts';

export interface RangeRequest {
  readonly from: number;
  readonly count: number;
  /** Name of a planted fault; the range ends at the first seed that catches it. */
  readonly planted?: string | undefined;
}

export interface RangeReport {
  readonly seeds: number;
  readonly steps: number;
  readonly faults: number;
  readonly hits: readonly (readonly [string, number])[];
  readonly failing: readonly {
    readonly seed: number;
    readonly violation: string;
    readonly traceHash: string;
  }[];
}

/** Adds up results; `hits` are summed by name. */
export function addUp(reports: readonly RangeReport[]): RangeReport {
  const hits = new Map<string, number>();
  for (const [name, count] of reports.flatMap((report) => report.hits))
    hits.set(name, (hits.get(name) ?? 0) + count);
  const sum = (of: (report: RangeReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    seeds: sum((report) => report.seeds),
    steps: sum((report) => report.steps),
    faults: sum((report) => report.faults),
    hits: [...hits].sort(([a], [b]) => (a < b ? -1 : 1)),
    failing: reports.flatMap((report) => report.failing),
  };
}

export const reportOf = ({ seed, steps, faults, hits, violation, traceHash }: SeedResult): RangeReport => ({
  seeds: 1,
  steps,
  faults,
  hits: [...hits],
  failing: violation === undefined ? [] : [{ seed, violation, traceHash }],
});
