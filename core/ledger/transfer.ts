// Money moves only by these transfers; each names the accounts it takes from and gives to, and nothing else may touch a budget.
import { addFen, fen, type Fen } from '../kernel/fen.ts';
import type { Account, Balance, SideAccount } from './budget.ts';

/**
 * `appropriation` is the treasury outside the budget: it feeds `available` and takes cuts back. `payee` is whoever was paid too
 * much: what they owe and give back stands beside the budget's own accounts.
 */
export type Side = Account | SideAccount | 'appropriation' | 'payee';

/**
 * The whole list of what may happen to money. `reserve` and `send` are the two pending phases, `settle` posts,
 * `reject` and `return` bring the money back to held: the claim stays open until its payee is put right or it is voided.
 */
export const TRANSFERS = {
  fund: { from: 'appropriation', to: 'available' },
  cut: { from: 'available', to: 'appropriation' },
  lapse: { from: 'available', to: 'appropriation' },
  reserve: { from: 'available', to: 'held' },
  void: { from: 'held', to: 'available' },
  send: { from: 'held', to: 'inTransit' },
  settle: { from: 'inTransit', to: 'paid' },
  reject: { from: 'inTransit', to: 'held' },
  return: { from: 'paid', to: 'held' },
  'claim-back': { from: 'payee', to: 'receivable' },
  repay: { from: 'receivable', to: 'recovered' },
  'write-off': { from: 'receivable', to: 'writtenOff' },
  restore: { from: 'paid', to: 'available' },
} as const satisfies Record<string, { from: Side; to: Side }>;
export type TransferKind = keyof typeof TRANSFERS;

/** One immutable transfer; its id is derived from claim, leg, round and kind, so a repeat is the same transfer. */
export interface Transfer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly budgetId: string;
  readonly amountFen: Fen;
}

/** What a group of transfers does to one budget: signed changes, and the least each account must hold before. */
export interface BudgetMove {
  readonly budgetId: string;
  readonly add: Readonly<Partial<Record<Balance, number>>>;
  readonly atLeast: Readonly<Partial<Record<Balance, number>>>;
}

/**
 * Folds transfers, in their order, into one guarded move per budget: what one of them brings, a later one may take on, as when
 * a payment is settled and returned at once. Amounts must be positive.
 */
export function movesOf(transfers: readonly Transfer[]): BudgetMove[] {
  const moves = new Map<string, { add: Record<string, number>; atLeast: Record<string, number> }>();
  for (const { budgetId, kind, amountFen } of transfers) {
    if (!(amountFen > 0)) throw new RangeError(`a transfer moves a positive amount: ${kind} ${amountFen}`);
    const move = moves.get(budgetId) ?? { add: {}, atLeast: {} };
    moves.set(budgetId, move);
    const { from, to } = TRANSFERS[kind];
    const bump = (of: Record<string, number>, key: string, amount: number) =>
      (of[key] = fen((of[key] ?? 0) + amount));
    if (from === 'appropriation') bump(move.add, 'appropriated', amountFen);
    else if (from !== 'payee') {
      bump(move.add, from, -amountFen);
      const least = -(move.add[from] ?? 0);
      if (least > (move.atLeast[from] ?? 0)) move.atLeast[from] = fen(least);
    }
    if (to === 'appropriation') bump(move.add, 'appropriated', -amountFen);
    else bump(move.add, to, amountFen);
  }
  return [...moves].map(([budgetId, { add, atLeast }]) => ({ budgetId, add, atLeast }));
}

/**
 * `claim/number` of the leg a transfer is about; undefined for those about a budget as a whole. A payment's money passes `held`
 * or `inTransit`; what is given back to a budget out of `paid` leaves the payment as it was: paid, and refunded beside it.
 */
export function legOfTransfer({ id, kind }: Transfer): string | undefined {
  const { from, to } = TRANSFERS[kind];
  const isOfLeg = [from, to].some((side: Side) => side === 'held' || side === 'inTransit');
  return isOfLeg ? /[^/]+\/[^/]+/.exec(id)?.[0] : undefined;
}

export const sumOf = (transfers: readonly Transfer[]): Fen =>
  addFen(...transfers.map((transfer) => transfer.amountFen));
