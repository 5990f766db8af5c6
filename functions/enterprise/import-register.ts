// Use case: imports a register file row by row, in bounded memory, so that one bad row never costs the good ones.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { decideRows } from '../../core/enterprise/decide-rows.ts';
import type { ReadRow, RowDecisions } from '../../core/enterprise/decide-rows.ts';
import type { DistrictDirectory } from '../../core/enterprise/district.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import type { ImportDetails, ImportResult, Job } from '../../core/enterprise/job.ts';
import {
  changedFirmsKey,
  CHANGES_NAMED_MAX,
  type RegisterNotice,
} from '../../core/enterprise/register-notice.ts';
import { readRegisterRow } from '../../core/enterprise/register-row.ts';
import { REPORT_HEADER, reportLine, reportRest } from '../../core/enterprise/rejection-report.ts';
import { UsccIndex } from '../../core/enterprise/uscc-index.ts';
import { Fault, FAULTS } from '../../core/kernel/fault.ts';
import type { Clock, Files, FlowEvent, Store } from '../ports.ts';
import type { RegisterSource } from './open-register-file.ts';
import { readRegisterFile } from './read-register-file.ts';
import type { RegisterRecord } from './read-register-file.ts';
import { forgetRegisterNames } from './register-names.ts';

export interface ImportDeps {
  readonly store: Pick<Store, 'read' | 'readMany' | 'put' | 'commit'>;
  readonly files: Pick<Files, 'put'>;
  readonly clock: Clock;
  readonly districts: DistrictDirectory;
}

export interface ImportProgress {
  readonly rowsDone: number;
  /** Estimated from the bytes read; absent when the size of the source is not known. */
  readonly rowsTotal?: number;
}

export interface ImportOptions {
  /** The job that a person follows; a new one when absent. One that is done is not done again. */
  readonly jobId?: string;
  /** Who asked. */
  readonly by?: string;
  readonly rowsMax?: number;
}

export type ImportOutcome = ImportResult & { readonly jobId: string; readonly details: ImportDetails };

/** 1 GB of the Hangzhou register is 4.1 million rows; the codes of 5 million take 134 MB. */
export const IMPORT_ROWS_MAX = 5_000_000;
/** Refused rows that the report lists one by one: some 20 MB. */
export const REPORT_ROWS_MAX = 100_000;
const PROGRESS_EVERY_MS = 1_000;
/** Slices of a batch written beside each other. */
const WRITERS = 4;

/**
 * Imports a register file: reads, repairs, decides and stores batch by batch. Importing the same file twice changes nothing.
 * Ends with one commit: the job is done and, when the register changed, `register.changed` says so. A job that was killed
 * is begun again from the start of its file: what it had stored is then unchanged.
 * @throws Fault invalid (empty-file, no-rows, wrong-header, not-utf8, binary-file, excel-file, bad-gzip) or too-large: the
 *   job is then failed; rows before the fault are in, none after
 */
export async function importRegister(
  deps: ImportDeps,
  source: RegisterSource,
  onProgress: (progress: ImportProgress) => void = () => undefined,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const { job, resumed } = await beginJob(deps, options);
  if (job.state === 'done' && job.result && job.details)
    return { ...job.result, jobId: job.id, details: job.details };
  const tally = newTally();
  try {
    await importRows(deps, source, job, tally, onProgress, options.rowsMax ?? IMPORT_ROWS_MAX);
  } catch (error) {
    if (error instanceof Fault && !error.retryable)
      await endJob(deps, failedJob(deps, job, error), tally, resumed);
    throw error;
  }
  return finishJob(deps, job, tally, resumed);
}

/** What an import has come to so far. */
interface Tally {
  rows: number;
  rejected: number;
  unchanged: number;
  /** Codes of the firms that were written, as long as they are few enough to be named. */
  readonly changed: string[];
  readonly details: ImportDetails;
  readonly report: string[];
}

function newTally(): Tally {
  const unknown = { capitalAbsent: 0, capitalUnreadable: 0, district: 0, legalForm: 0 };
  const details = { created: 0, updated: 0, reasons: {}, repairs: {}, unknown };
  return { rows: 0, rejected: 0, unchanged: 0, changed: [], details, report: [REPORT_HEADER] };
}

async function importRows(
  deps: ImportDeps,
  source: RegisterSource,
  job: Job,
  tally: Tally,
  onProgress: (progress: ImportProgress) => void,
  rowsMax: number,
): Promise<void> {
  const seen = new UsccIndex();
  let saidAtMs = deps.clock.nowMs();
  for await (const { records, bytesRead } of readRegisterFile(source)) {
    if (tally.rows + records.length > rowsMax) throw tooManyRows(rowsMax);
    await importBatch(deps, records, seen, tally);
    const total =
      source.sizeBytes === undefined
        ? undefined
        : Math.round((tally.rows * source.sizeBytes) / Math.max(bytesRead, 1));
    const progress = {
      rowsDone: tally.rows,
      ...(total !== undefined && { rowsTotal: Math.max(total, tally.rows) }),
    };
    onProgress(progress);
    if (deps.clock.nowMs() - saidAtMs >= PROGRESS_EVERY_MS) {
      saidAtMs = deps.clock.nowMs();
      await deps.store.put('job', [{ ...job, ...progress, updatedAt: instant(deps) }]);
    }
  }
  onProgress({ rowsDone: tally.rows, rowsTotal: tally.rows });
}

async function importBatch(
  deps: ImportDeps,
  records: readonly RegisterRecord[],
  seen: UsccIndex,
  tally: Tally,
): Promise<void> {
  const context = { directory: deps.districts, today: deps.clock.today() };
  const rows: ReadRow[] = records.map((record) => ({
    line: record.line,
    reading:
      'problem' in record ? { ok: false, problems: [record.problem] } : readRegisterRow(record.raw, context),
  }));
  const codes = rows.flatMap(({ reading }) => (reading.ok ? [reading.enterprise.uscc] : []));
  const found = await deps.store.readMany('enterprise', codes);
  const stored = new Map(
    found.flatMap((enterprise) => (enterprise === undefined ? [] : [[enterprise.uscc, enterprise] as const])),
  );
  const decisions = decideRows(rows, stored, seen, isDeepStrictEqual);
  await writeAll(deps.store, [...decisions.creates, ...decisions.updates]);
  count(tally, rows.length, decisions);
}

async function writeAll(store: ImportDeps['store'], enterprises: readonly Enterprise[]): Promise<void> {
  const size = Math.ceil(enterprises.length / WRITERS);
  const slices = Array.from({ length: WRITERS }, (_, writer) =>
    enterprises.slice(writer * size, (writer + 1) * size),
  );
  await Promise.all(
    slices.filter((slice) => slice.length > 0).map((slice) => store.put('enterprise', slice)),
  );
}

const add = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

function count(
  tally: Tally,
  rows: number,
  { creates, updates, unchanged, refusals, capitals }: RowDecisions,
): void {
  const { details } = tally;
  const written = [...creates, ...updates];
  if (tally.changed.length <= CHANGES_NAMED_MAX) tally.changed.push(...written.map(({ uscc }) => uscc));
  for (const { line, problems } of refusals) {
    if (tally.rejected++ < REPORT_ROWS_MAX) tally.report.push(reportLine(line, problems));
    for (const { code } of problems) add(details.reasons, code);
  }
  for (const enterprise of [...creates, ...updates, ...unchanged]) {
    for (const { kind } of enterprise.repairs ?? []) add(details.repairs, kind);
    if (enterprise.districtCode === undefined) details.unknown.district++;
    if (enterprise.legalForm === undefined) details.unknown.legalForm++;
  }
  details.unknown.capitalAbsent += capitals.filter((state) => state === 'absent').length;
  details.unknown.capitalUnreadable += capitals.filter((state) => state === 'unreadable').length;
  tally.rows += rows;
  tally.unchanged += unchanged.length;
  details.created += creates.length;
  details.updated += updates.length;
}

const instant = (deps: ImportDeps): string => new Date(deps.clock.nowMs()).toISOString();

const tooManyRows = (rowsMax: number): Fault =>
  new Fault('too-large', {
    reason: 'too-many-rows',
    zh: `文件超过${rowsMax}行，请拆分后分别导入`,
    en: `The file has more than ${rowsMax} rows; split it and import the parts`,
  });

/** The job to work on; `resumed` when an earlier attempt at it died. */
async function beginJob(deps: ImportDeps, options: ImportOptions): Promise<{ job: Job; resumed: boolean }> {
  const id = options.jobId ?? `import-${randomUUID()}`;
  const now = instant(deps);
  const existing = options.jobId === undefined ? undefined : await deps.store.read('job', id);
  if (existing?.state === 'done') return { job: existing, resumed: false };
  const fresh: Job = {
    id,
    version: 1,
    kind: 'register-import',
    state: 'running',
    by: options.by ?? 'system',
    createdAt: now,
    updatedAt: now,
    rowsDone: 0,
  };
  const { problem: _, ...kept } = existing ?? fresh;
  const job: Job = { ...kept, state: 'running', updatedAt: now, rowsDone: 0 };
  await deps.store.put('job', [job]);
  return { job, resumed: existing !== undefined && existing.state !== 'waiting' };
}

async function finishJob(deps: ImportDeps, job: Job, tally: Tally, resumed: boolean): Promise<ImportOutcome> {
  const { details } = tally;
  const reportFile = `imports/${job.id}/rejected-rows.csv`;
  if (tally.rejected > REPORT_ROWS_MAX) tally.report.push(reportRest(tally.rejected - REPORT_ROWS_MAX));
  await deps.files.put('files', reportFile, tally.report.join(''), {
    contentType: 'text/csv; charset=utf-8',
  });
  const accepted = details.created + details.updated;
  const result: ImportResult = {
    rows: tally.rows,
    accepted,
    rejected: tally.rejected,
    unchanged: tally.unchanged,
    reportFile,
  };
  const rows = { rowsDone: tally.rows, rowsTotal: tally.rows };
  await endJob(
    deps,
    { ...job, version: job.version + 1, state: 'done', updatedAt: instant(deps), ...rows, result, details },
    tally,
    resumed,
  );
  return { ...result, jobId: job.id, details };
}

/** The end of a job and, when the register changed or an earlier attempt may have changed it, the news of it: at once. */
async function endJob(deps: ImportDeps, job: Job, tally: Tally, resumed: boolean): Promise<void> {
  const { created, updated } = tally.details;
  if (created + updated === 0 && !resumed) return deps.store.put('job', [job]);
  forgetRegisterNames(deps.store);
  const notice: RegisterNotice = {
    id: `${job.id}.${job.version}`,
    version: 1,
    jobId: job.id,
    state: 'due',
    isNamed: !resumed && tally.changed.length <= CHANGES_NAMED_MAX,
    at: job.updatedAt,
  };
  if (notice.isNamed)
    await deps.files.put('files', changedFirmsKey(notice.id), JSON.stringify(tally.changed));
  const event: FlowEvent = {
    subject: `enterprise:${job.id}`,
    seq: job.version,
    type: 'register.changed',
    at: job.updatedAt,
    by: job.by,
    data: { jobId: job.id, created, updated, noticeId: notice.id },
  };
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'register-notice', entity: notice }],
    replaces: [{ kind: 'job', entity: job }],
    event,
  });
  if (!committed)
    throw new Fault('lost-race', { reason: 'import-twice-at-once', evidence: { jobId: job.id } });
}

function failedJob(deps: ImportDeps, job: Job, fault: Fault): Job {
  const words = FAULTS[fault.code];
  const problem = {
    reason: fault.detail.reason ?? fault.code,
    zh: fault.detail.zh ?? words.zh,
    en: fault.detail.en ?? words.en,
  };
  return { ...job, version: job.version + 1, state: 'failed', updatedAt: instant(deps), problem };
}
