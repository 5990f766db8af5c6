// Use case: a bank's file read again, line by line, each beside what it became in the books.
import type * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import type { BankReport } from '../../core/payment/bank-message.ts';
import { fen } from '../../core/kernel/fen.ts';
import type { BankFile } from '../../core/reconciliation/bank-file.ts';
import {
  lineOutcome,
  linesOfReport,
  type BankFileLine,
  type bankReportHeadSchema,
  type ReadLine,
} from '../../core/reconciliation/bank-file-line.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Page, PageRequest } from '../ports.ts';
import { findPayments } from './apply-facts.ts';

type ReportHead = z.infer<typeof bankReportHeadSchema>;

export interface ShownBankFile extends Page<BankFileLine> {
  readonly file: BankFile;
  readonly reports: readonly ReportHead[];
}

/** @param page its cursor is how many lines come before it @throws Fault not-found | invalid */
export async function showBankFile(deps: Deps, id: string, page: PageRequest): Promise<ShownBankFile> {
  const file = await deps.store.read('bank-file', id);
  const content = file && (await deps.files.get('bank', file.key));
  if (!file || !content)
    throw new Fault('not-found', { reason: 'bank-file', zh: '没有这个银行文件', en: 'No such bank file' });
  const reports = deps.readBankFile(content);
  const read: ReadLine[] = [];
  for (const report of reports) read.push(...linesOfReport(report, await orderAnswered(deps, report)));
  const from = page.cursor === undefined ? 0 : Number(page.cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw new Fault('invalid', { reason: 'cursor' });
  const next = from + page.limit;
  return {
    file,
    reports: reports.map(headOf),
    items: await judged(deps, read.slice(from, next), from),
    ...(next < read.length && { cursor: String(next) }),
  };
}

async function judged(deps: Deps, lines: readonly ReadLine[], from: number): Promise<BankFileLine[]> {
  const known = await findPayments(
    deps,
    lines.flatMap(({ fact }) => fact ?? []),
  );
  const at = instantOf(deps.clock);
  const outcomes = lines.map((line) => lineOutcome(line, known.get(line.fact?.endToEndId ?? ''), at));
  const ids = [...new Set(outcomes.flatMap(({ exceptionId }) => exceptionId ?? []))];
  const cases = ids.length === 0 ? [] : await deps.store.readMany('exception', ids);
  const states = new Map(ids.map((id, index) => [id, cases[index]?.state]));
  return lines.map(({ raw, fact }, index) => {
    const payment = known.get(fact?.endToEndId ?? raw.endToEndId ?? '');
    const { became, exceptionId } = outcomes[index] ?? { became: 'information' as const };
    const state = exceptionId === undefined ? undefined : states.get(exceptionId);
    return {
      number: from + index + 1,
      status: fact?.kind ?? raw.status,
      became,
      ...(raw.endToEndId !== undefined && { endToEndId: raw.endToEndId }),
      ...(raw.amountFen !== undefined && { amountFen: fen(raw.amountFen) }),
      ...(raw.bankReference !== undefined && { bankReference: raw.bankReference }),
      ...(fact?.reason !== undefined && { reason: fact.reason }),
      ...(raw.bookingDay !== undefined && { bookingDay: raw.bookingDay }),
      ...(raw.counterparty?.name !== undefined && { counterparty: raw.counterparty.name }),
      ...(raw.remark !== undefined && { remark: raw.remark }),
      ...(payment && { legId: payment.leg.id, orderId: payment.order.id }),
      ...(exceptionId !== undefined && state && { exception: { id: exceptionId, state } }),
    };
  });
}

const orderAnswered = async (deps: Deps, report: BankReport) =>
  report.kind === 'status-report' ? deps.store.read('order', report.originalMessageId) : undefined;

function headOf(report: BankReport): ReportHead {
  const { kind, messageId, createdAt, problems, lines } = report;
  const head = {
    kind,
    messageId,
    createdAt,
    lines: lines.length,
    problems: problems.map((each) => ({ ...each })),
  };
  if (report.kind === 'status-report')
    return {
      ...head,
      answers: report.originalMessageId,
      ...(report.groupStatus !== undefined && { groupStatus: report.groupStatus }),
    };
  if (report.kind === 'notification') return { ...head, account: report.account };
  const { account, fromDay, toDay, openingFen, closingFen } = report;
  return {
    ...head,
    account,
    ...(fromDay !== undefined && { fromDay }),
    ...(toDay !== undefined && { toDay }),
    ...(openingFen !== undefined && { openingFen: fen(openingFen) }),
    ...(closingFen !== undefined && { closingFen: fen(closingFen) }),
  };
}
