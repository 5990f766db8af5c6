// One adjustment's step as one commit: its new state, the money that moves with it, and what happened.
import type { Application } from '../../core/application/application.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import { movesOf, type Transfer } from '../../core/ledger/transfer.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { accountMissingId, returnedId } from '../../core/payment/account-missing.ts';
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

/** A payment that will not be made needs no account and no answer: its open cases, closed. */
async function casesOf(deps: Deps, legs: readonly Leg[]): Promise<ExceptionCase[]> {
  const ids = legs
    .filter(({ state }) => state === 'void')
    .flatMap((leg) => [returnedId(leg), accountMissingId(leg)]);
  const found = ids.length === 0 ? [] : await deps.store.readMany('exception', ids);
  return found.flatMap((it) =>
    it?.state === 'open'
      ? [
          {
            ...it,
            version: it.version + 1,
            state: 'closed' as const,
            closedAt: instantOf(deps.clock),
            closedBy: SYSTEM,
            resolution: '款项不再支付 / The payment is not made any more',
          },
        ]
      : [],
  );
}
