// People who adjust awards: they propose, approve, hear, enter what came back, keep it from later awards, and give it back.
import { fen } from '../../core/kernel/fen.ts';
import { CAUSES, owedFen, type Recovery } from '../../core/recovery/recovery.ts';
import { approveRecovery, proposeRecoveries } from '../../functions/recovery/propose-recovery.ts';
import {
  correctOneself,
  enterRepayment,
  hear,
  offset,
  restoreToBudget,
} from '../../functions/recovery/settle-recovery.ts';
import { grantWriteOff, requestWriteOff } from '../../functions/recovery/write-off-receivable.ts';
import { claimName } from './audit-award.ts';
import type { Auditor } from './auditor.ts';
import { reasonOf, type FirmFacts, type FirmLine } from './firm-facts.ts';
import type { People } from './people.ts';
import { lineOf } from './scene.ts';
import type { Scheduler } from './scheduler.ts';

const TAX_MAX_FEN = 500_000;
const PROPOSED_CAUSES = CAUSES.filter((cause) => cause !== 'self-correction');

export class Adjusters {
  readonly #scheduler: Scheduler;
  readonly #people: People;
  readonly #auditor: Auditor;
  #requests = 0;

  constructor(scheduler: Scheduler, people: People, auditor: Auditor) {
    this.#scheduler = scheduler;
    this.#people = people;
    this.#auditor = auditor;
  }

  /** They look at the books and do what comes to their minds. */
  comeBy(): void {
    const claims = [...this.#auditor.claims.values()];
    if (claims.length === 0) return;
    const { random } = this.#scheduler;
    if (this.#scheduler.strikes('recovery', 'claim'))
      this.#propose(claimName(random.pick(claims).id).applicationId);
    if (this.#scheduler.strikes('self-correction', 'claim')) this.#correct(random.pick(claims));
    this.decide();
    for (const recovery of this.#auditor.recoveries.recoveries.values()) {
      if (recovery.state === 'receivable') this.#settle(recovery);
      if (recovery.repayments.length > 0 && this.#scheduler.strikes('restore', 'recovery'))
        this.#people.note(random.int(9_000), 'restore', (deps) =>
          restoreToBudget(deps, recovery.id, 'finance.checker'),
        );
    }
  }

  /** What was proposed is approved, what was noticed is heard. */
  decide(): void {
    const { random } = this.#scheduler;
    for (const { id, state } of this.#auditor.recoveries.recoveries.values()) {
      if (state === 'proposed')
        this.#people.note(random.int(9_000), 'approve', (deps) =>
          approveRecovery(deps, id, 'finance.checker'),
        );
      const outcome = random.chance(0.85) ? 'uphold' : 'drop';
      if (state === 'noticed')
        this.#people.note(random.int(9_000), 'hear', (deps) =>
          hear(deps, id, { statement: '陈述', outcome }, 'staff.reviewer'),
        );
    }
  }

  /** A fact is corrected, up or down, or a rule was misread; sometimes two people find the same. */
  #propose(applicationId: string): void {
    const { random } = this.#scheduler;
    const application = this.#auditor.applications.get(applicationId)?.entity;
    if (!application) return;
    const taxFen = random.between(0, TAX_MAX_FEN);
    const lines = this.#auditor.termsOf(application).lines && this.#corrected(application.uscc);
    const facts: Partial<FirmFacts> = random.chance(0.3)
      ? { untrustworthy: true }
      : lines
        ? { lines }
        : { taxFen };
    const proposal = {
      policyId: application.policyId,
      cause: random.pick(PROPOSED_CAUSES),
      applicationIds: [applicationId],
      facts: facts.untrustworthy ? { untrustworthy: true } : lines ? { staff: lines } : { tax: taxFen },
      ...(random.chance(0.3) && { policyVersion: random.between(1, 2) }),
      reason: reasonOf(facts),
    };
    const times = random.chance(0.3) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const request = `propose-${(this.#requests += 1)}`;
      this.#people.note(random.int(3_000), 'propose', (deps) =>
        proposeRecoveries(deps, proposal, 'unit.maker', request),
      );
    }
  }

  /**
   * The list of a firm with one person more, without one, or with less pay for one. Only whoever shares no household and no asset
   * with another is corrected: else somebody whom nobody counted would come into their place.
   */
  #corrected(uscc: string): FirmFacts['lines'] | undefined {
    const { random } = this.#scheduler;
    const { lines } = this.#auditor.firmOf(uscc);
    const isAlone = (line: FirmLine) =>
      (['person', 'household', 'asset'] as const).every((key) =>
        lines.every((other) => other === line || other[key] !== line[key]),
      );
    const added = lineOf(random);
    if (random.chance(0.4)) return isAlone(added) ? [...lines, added] : undefined;
    const alone = lines.filter(isAlone);
    if (alone.length === 0) return undefined;
    const wrong = random.pick(alone);
    if (random.chance(0.5)) return lines.filter((line) => line !== wrong);
    return lines.map((line) => (line === wrong ? { ...line, wage: random.int(line.wage) } : line));
  }

  #correct(claim: { readonly id: string; readonly uscc: string; readonly amountFen: number }): void {
    const { random } = this.#scheduler;
    const amountFen = fen(random.between(1, claim.amountFen));
    const ask = { applicationId: claimName(claim.id).applicationId, amountFen, reason: reasonOf({}) };
    const request = `correct-${(this.#requests += 1)}`;
    this.#people.note(random.int(3_000), 'correct', (deps) =>
      correctOneself(deps, ask, `enterprise:${claim.uscc}`, request),
    );
  }

  /** The money comes back in parts, told twice now and then, or is kept from what the enterprise still waits for. */
  #settle(recovery: Recovery): void {
    const { random } = this.#scheduler;
    if (this.#scheduler.strikes('repayment', 'recovery')) {
      const amountFen = fen(random.between(1, Math.max(owedFen(recovery), 1)));
      const entry = { reference: `bank-${recovery.repayments.length}`, amountFen };
      const times = random.chance(0.3) ? 2 : 1;
      for (let time = 0; time < times; time++)
        this.#people.note(random.int(9_000), 'repay', (deps) =>
          enterRepayment(deps, recovery.id, entry, 'finance.maker'),
        );
    }
    if (this.#scheduler.strikes('write-off', 'recovery'))
      this.#people.note(random.int(9_000), 'write-off', async (deps) => {
        await requestWriteOff(deps, recovery.id, '无法追回', 'finance.maker');
        await grantWriteOff(deps, recovery.id, 'finance.checker');
      });
    const waiting = [...this.#auditor.legs.values()].filter(
      ({ uscc, state }) => uscc === recovery.uscc && (state === 'reserved' || state === 'returned'),
    );
    if (waiting.length > 0 && this.#scheduler.strikes('offset', 'recovery')) {
      const { id } = random.pick(waiting);
      this.#people.note(random.int(3_000), 'offset', (deps) =>
        offset(deps, recovery.id, id, 'finance.maker'),
      );
    }
  }
}
