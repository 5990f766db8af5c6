// One adjustment's step as one commit: its new state, the money that moves with it, and what happened.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import { closeCase, type ExceptionCase } from '../../core/kernel/exception-case.ts';
import { movesOf, type Transfer } from '../../core/ledger/transfer.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Recovery } from '../../core/recovery/recovery.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';

/** @throws Fault not-found */
export async function findRecovery(deps: Deps, id: string): Promise<Recovery> {
  const recovery = await deps.store.read('recovery', id);
  if (recovery) return recovery;
  throw new Fault('not-found', { reason: 'recovery', zh: '没有这项追补事项', en: 'No such adjustment' });
}

export interface RecoveryStep {
  readonly type: EventType;
  readonly by: string;
  readonly notMadeBy?: string;
  readonly transfers?: readonly Transfer[];
  readonly legs?: readonly Leg[];
  /** The award that the step changes, as it was read: two steps about one award cannot both count on what they read. */
  readonly application?: Application | undefined;
}

/** @returns false where a first version was refused: mostly it stands already @throws Fault lost-race */
export async function commitRecovery(
  deps: Deps,
  recovery: Recovery,
  { type, by, notMadeBy, transfers = [], legs = [], application }: RecoveryStep,
): Promise<boolean> {
  const isNew = recovery.version === 1;
  const write = { kind: 'recovery', entity: recovery } as const;
  const solved = await casesOf(deps, legs);
  const result = await deps.store.commit({
    ...(isNew && { creates: [write] }),
    replaces: [
      ...(isNew ? [] : [{ ...write, ...(notMadeBy !== undefined && { notMadeBy }) }]),
      ...legs.map((entity) => ({ kind: 'leg', entity }) as const),
      ...solved.map((entity) => ({ kind: 'exception', entity }) as const),
      ...(application
        ? [{ kind: 'application', entity: { ...application, version: application.version + 1 } } as const]
        : []),
    ],
    moves: movesOf(transfers),
    event: {
      subject: `recovery:${recovery.id}`,
      seq: recovery.version,
      type,
      at: instantOf(deps.clock),
      by,
      data: {
        recoveryId: recovery.id,
        applicationId: recovery.applicationId,
        policyId: recovery.policyId,
        state: recovery.state,
        differenceFen: recovery.differenceFen,
      },
      ...(transfers.length > 0 && { transfers }),
    },
  });
  if (!result.committed && !isNew) throw new Fault('lost-race');
  return result.committed;
}

/** What keeps a payment from being made. */
const WAITS_FOR: readonly string[] = ['payment-returned', 'account-missing', 'release-check'];
const CASES_MAX = 100;

/** A payment that will not be made needs no account, no answer and no look at its firm: its open cases, closed. */
async function casesOf(deps: Deps, legs: readonly Leg[]): Promise<ExceptionCase[]> {
  const pages = await Promise.all(
    legs
      .filter(({ state }) => state === 'void')
      .map(({ id }) => deps.store.list('exception', { by: 'owner', group: `leg:${id}`, limit: CASES_MAX })),
  );
  return pages
    .flatMap(({ items }) => items)
    .filter(({ state, reason }) => state === 'open' && WAITS_FOR.includes(reason))
    .map((it) =>
      closeCase(it, SYSTEM, instantOf(deps.clock), '款项不再支付 / The payment is not made any more'),
    );
}
