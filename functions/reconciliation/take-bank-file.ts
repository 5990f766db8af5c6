// Use case: take one file from a bank: read it, bring each line to its payment, and remember the file by its content.
import { createHash } from 'node:crypto';
import type { BankReport } from '../../core/payment/bank-message.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { BankFile } from '../../core/reconciliation/bank-file.ts';
import { dayOfStatement, factsOfReport } from '../../core/reconciliation/facts-of-report.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { applyFacts } from './apply-facts.ts';
import { openException } from './open-exception.ts';

/** Reads a bank's message. @throws Fault invalid for what is no such message */
export type ReadBankFile = (content: Uint8Array) => readonly BankReport[];

/**
 * Safe to repeat: each line is settled by state, and the file itself is recorded last.
 * @returns undefined when a file of this content was taken before
 */
export async function takeBankFile(deps: Deps, key: string): Promise<BankFile | undefined> {
  const content = await deps.files.get('bank', key);
  if (!content)
    throw new Fault('not-found', { reason: 'bank-file', zh: `没有文件 ${key}`, en: `No file ${key}` });
  const id = createHash('sha256').update(content).digest('hex');
  if (await deps.store.read('bank-file', id)) return undefined;
  const at = instantOf(deps.clock);
  let reports: readonly BankReport[];
  try {
    reports = deps.readBankFile(content);
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
    await openException(deps, unreadable(id, key, error, at));
    return undefined;
  }
  const facts = (
    await Promise.all(reports.map(async (report) => factsOfReport(report, await orderAnswered(deps, report))))
  ).flat();
  const applied = await applyFacts(deps, facts);
  for (const [index, problem] of reports.flatMap((report) => report.problems).entries()) {
    await openException(deps, {
      ...unreadable(id, key, new Fault('invalid', problem), at),
      id: `bank-file.${id}.${index}`,
      reason: problem.code,
    });
  }
  const kind = KINDS[reports[0]?.kind ?? 'statement'];
  const days = reports.flatMap((report) => (report.kind === 'statement' ? [dayOfStatement(report)] : []));
  const day = days.toSorted().at(-1);
  const counts = { lines: facts.length, ...applied };
  const file: BankFile = { id, version: 1, key, kind, ...counts, takenAt: at, ...(day && { day }) };
  await deps.store.commit({
    creates: [{ kind: 'bank-file', entity: file }],
    event: {
      subject: `bank-file:${id}`,
      seq: 1,
      type: 'bank-file.taken',
      at,
      by: SYSTEM,
      data: { key, kind, ...counts },
    },
  });
  return file;
}

const KINDS = { 'status-report': 'status', notification: 'notification', statement: 'statement' } as const;

/** A status report says which file it answers: our order by the same id. */
const orderAnswered = async (deps: Deps, report: BankReport) =>
  report.kind === 'status-report' ? deps.store.read('order', report.originalMessageId) : undefined;

const unreadable = (id: string, key: string, error: Fault, at: string) => ({
  id: `bank-file.${id}`,
  version: 1,
  state: 'open' as const,
  reason: 'unreadable-bank-file',
  subject: `bank-file:${id}`,
  owner: 'finance.maker',
  zh: `银行文件 ${key} 无法读取：${error.detail.zh ?? ''}`,
  en: `The bank's file ${key} cannot be read: ${error.message}`,
  evidence: { key },
  openedAt: at,
});
