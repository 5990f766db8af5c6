// Use cases: place and lift holds and emergency stops, list them with their age, and the check that money's transactions make.
import {
  BOARD_IDS,
  boardCopyFor,
  withHold,
  withoutHold,
  type BoardHold,
  type HoldBoard,
  type HoldKind,
} from '../../core/payment/hold-board.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { Check, Commit } from '../ports.ts';

const RACES_MAX = 5;
const DAY_MS = 86_400_000;

/** The board as it stands, and the check that a transaction about `id` makes so that it stands when it commits. */
export async function readBoard(
  deps: Pick<Deps, 'store'>,
  id: string,
): Promise<{ board: HoldBoard | undefined; check: Check }> {
  const copy = boardCopyFor(id);
  const board = await deps.store.read('hold-board', copy);
  return { board, check: { kind: 'hold-board', id: copy, version: board?.version ?? 0 } };
}

type Also = Pick<Commit, 'creates' | 'replaces' | 'checks'>;

export interface HoldAsk {
  readonly kind: HoldKind;
  readonly id: string;
  readonly reason: string;
}

/** @param also what is written, or must stand, in the same commit @throws Fault unprocessable when it is held already */
export async function placeHold(
  deps: Pick<Deps, 'store' | 'clock'>,
  { kind, id, reason }: HoldAsk,
  by: string,
  also: Also = {},
): Promise<BoardHold> {
  const hold: BoardHold = { kind, id, reason, since: instantOf(deps.clock), by };
  await changeBoard(deps, 'hold.placed', hold, by, (board) => withHold(board, hold), also);
  return hold;
}

/** @throws Fault not-found, forbidden for a stop lifted by who pulled it */
export async function liftHold(deps: Deps, { kind, id, reason }: HoldAsk, by: string): Promise<BoardHold> {
  const board = await deps.store.read('hold-board', BOARD_IDS[0] as string);
  const { lifted } = withoutHold(board, kind, id, by);
  const told = { ...lifted, reason };
  await changeBoard(deps, 'hold.lifted', told, by, (current) => withoutHold(current, kind, id, by).holds);
  return lifted;
}

/** All copies change together, so that each of them tells the whole truth. */
async function changeBoard(
  deps: Pick<Deps, 'store' | 'clock'>,
  type: 'hold.placed' | 'hold.lifted',
  hold: BoardHold,
  by: string,
  change: (board: HoldBoard | undefined) => BoardHold[],
  { creates = [], replaces = [], checks = [] }: Also = {},
): Promise<void> {
  for (let race = 0; race < RACES_MAX; race++) {
    const at = instantOf(deps.clock);
    const current = await deps.store.read('hold-board', BOARD_IDS[0] as string);
    const next = { version: (current?.version ?? 0) + 1, holds: change(current), changedAt: at };
    const copies = BOARD_IDS.map((id) => ({ kind: 'hold-board', entity: { id, ...next } }) as const);
    const { committed } = await deps.store.commit({
      creates: [...(current ? [] : copies), ...creates],
      replaces: [...(current ? copies : []), ...replaces],
      checks,
      event: {
        subject: `hold:${hold.kind}.${hold.id}`,
        seq: next.version,
        type,
        at,
        by,
        data: { kind: hold.kind, id: hold.id, reason: hold.reason },
      },
    });
    if (committed) return;
  }
  throw new Fault('lost-race');
}

export interface ShownHold extends BoardHold {
  /** Whole days since it was placed. */
  readonly ageDays: number;
}

/** Oldest first: an old hold is somebody's unpaid money. */
export async function listHolds(deps: Deps, stops: boolean): Promise<ShownHold[]> {
  const board = await deps.store.read('hold-board', BOARD_IDS[0] as string);
  return (board?.holds ?? [])
    .filter(({ kind }) => kind.startsWith('stop-') === stops)
    .map((hold) => ({
      ...hold,
      ageDays: Math.floor((deps.clock.nowMs() - Date.parse(hold.since)) / DAY_MS),
    }))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}
