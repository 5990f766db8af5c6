// Use case: prove the books from the journal alone: balances, claims, the chain of entries, and the roots anchored each day.
import { legAgrees } from '../../core/disbursement/leg-agrees.ts';
import type { Budget } from '../../core/ledger/budget.ts';
import { differencesOf, JournalFold, type BalanceDifference } from '../../core/ledger/fold-journal.ts';
import { anchorKey, JOURNAL_PARTITIONS, type Anchor, type SealBlock } from '../../core/ledger/journal.ts';
import { ChainVerifier, type LedgerProblem } from '../../core/ledger/verify-chain.ts';
import { dayOfInstant, formatDay } from '../../core/kernel/day.ts';
import type { Deps } from '../deps.ts';
import { everyItem, everyPage } from '../every-page.ts';
import { SEAL_DEFAULTS } from './seal-journal.ts';

export interface LedgerVerification {
  /** Everything below holds. */
  readonly verified: boolean;
  /** The budgets alone: their accounts sum up and equal the journal's. */
  readonly balanced: boolean;
  readonly budgets: number;
  readonly transfers: number;
  readonly paidFen: number;
  /** Budgets whose accounts do not sum up, or differ from their journal. */
  readonly wrong: readonly BalanceDifference[];
  readonly claimLegs: number;
  readonly chains: readonly { partition: number; entries: number; unsealed: number; root: string }[];
  readonly anchors: number;
  readonly problems: readonly LedgerProblem[];
}

const PAGE = 500;
const LEGS_AT_ONCE = 800;
const TRIES_MAX = 3;
/** Anchors are looked for this many days back from today. */
const ANCHOR_DAYS = 400;
/** A platform anchors every day it runs: after so many days without one there is nothing older. */
const ANCHORLESS_DAYS = 31;

/** Money that moves meanwhile looks like a difference: such a run is made again, at most three times. */
export async function verifyLedger(deps: Deps): Promise<LedgerVerification> {
  for (let attempt = 1; ; attempt++) {
    const before = await allBudgets(deps);
    const verification = await verifyOnce(deps, before);
    if (verification.verified || attempt === TRIES_MAX) return verification;
    if (JSON.stringify(before) === JSON.stringify(await allBudgets(deps))) return verification;
  }
}

async function verifyOnce(deps: Deps, budgets: readonly Budget[]): Promise<LedgerVerification> {
  const fold = new JournalFold();
  const anchors = await allAnchors(deps);
  const chains: ChainVerifier[] = [];
  for (let partition = 0; partition < JOURNAL_PARTITIONS; partition++)
    chains.push(await verifyPartition(deps, partition, anchors, fold));
  const stored = new Map(budgets.map((budget) => [budget.id, budget]));
  // A budget may be gone, or never have been funded: each side is held against the other.
  const wrong = [...new Set([...stored.keys(), ...fold.balances.keys()])].flatMap((id) =>
    differencesOf(id, stored.get(id), fold.balances.get(id)),
  );
  const problems = [
    ...chains.flatMap((chain) => chain.problems),
    ...fold.problems,
    ...wrong.map(told),
    ...(await claimProblems(deps, fold)),
  ];
  return {
    verified: problems.length === 0,
    balanced: wrong.length === 0,
    budgets: budgets.length,
    transfers: fold.transfers,
    paidFen: budgets.reduce((sum, budget) => sum + budget.paid, 0),
    wrong,
    claimLegs: fold.legs.size,
    chains: chains.map((chain) => chain.summary),
    anchors: anchors.length,
    problems,
  };
}

async function verifyPartition(
  deps: Deps,
  partition: number,
  anchors: readonly Anchor[],
  fold: JournalFold,
): Promise<ChainVerifier> {
  const chain = new ChainVerifier(partition);
  const head = await deps.store.read('seal', String(partition));
  const seals = everyPage((cursor) => deps.store.events(`seal:${partition}`, { limit: PAGE, cursor }));
  // What was sealed since the head was read is the next run's.
  for await (const events of seals)
    for (const { data, seq } of events)
      if (seq <= (head?.version ?? 0)) chain.block(data as unknown as SealBlock);
  chain.head(head);
  const { lookbackMs, settleMs } = SEAL_DEFAULTS;
  const sealedBefore = new Date(deps.clock.nowMs() - lookbackMs - settleMs).toISOString();
  const journal = everyPage((cursor) => deps.store.journal(partition, { limit: PAGE, cursor }));
  for await (const entries of journal)
    for (const entry of entries) {
      chain.entry(entry, sealedBefore);
      fold.add(`${entry.subject}/${entry.seq}`, entry.transfers ?? []);
    }
  for (const anchor of anchors) chain.anchor(anchor);
  chain.end();
  return chain;
}

/** Every leg of every claim stands where the journal says its money is. */
async function claimProblems(deps: Deps, fold: JournalFold): Promise<LedgerProblem[]> {
  const expected = [...fold.legs];
  const problems: LedgerProblem[] = [];
  for (let from = 0; from < expected.length; from += LEGS_AT_ONCE) {
    const slice = expected.slice(from, from + LEGS_AT_ONCE);
    const legs = await deps.store.readMany(
      'leg',
      slice.map(([id]) => id),
    );
    slice.forEach(([id, money], index) => {
      const leg = legs[index];
      if (legAgrees(leg, money)) return;
      problems.push({
        code: 'claim-differs',
        entry: `leg:${id}`,
        zh: `权益 ${id} 的状态与账簿不符（${leg?.state ?? '不存在'}）`,
        en: `The leg ${id} (${leg?.state ?? 'absent'}) does not stand where the journal says its money is`,
      });
    });
  }
  return problems;
}

const allBudgets = (deps: Deps): Promise<Budget[]> =>
  everyItem((cursor) => deps.store.list('budget', { by: 'all', limit: PAGE, cursor }));

async function allAnchors(deps: Deps): Promise<Anchor[]> {
  const today = dayOfInstant(deps.clock.nowMs());
  const found: Anchor[] = [];
  for (let back = 0, absent = 0; back < ANCHOR_DAYS && absent < ANCHORLESS_DAYS; back++) {
    const content = await deps.files.get('anchors', anchorKey(formatDay(today - back)));
    if (content) found.push(JSON.parse(new TextDecoder().decode(content)) as Anchor);
    absent = content ? 0 : absent + 1;
  }
  return found;
}

const told = ({ budgetId, account, storedFen, journalFen }: BalanceDifference): LedgerProblem => ({
  code: 'balance-differs',
  entry: `budget:${budgetId}`,
  zh: `预算 ${budgetId} 的 ${account} 为 ${storedFen} 分，账簿为 ${journalFen} 分`,
  en: `The budget ${budgetId} holds ${storedFen} fen as ${account}; its journal says ${journalFen}`,
});
