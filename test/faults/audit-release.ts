// What must be asked again before money goes out: nothing is sent for a firm of which the last answer was that it is dissolved or
// untrustworthy, nor on an answer that is older than declared, unless a person who saw that very answer let it go.
import type { Application } from '../../core/application/application.ts';
import type { ExceptionCase } from '../../core/kernel/exception-case.ts';
import type { Leg } from '../../core/disbursement/claim.ts';
import type { PaymentOrder } from '../../core/payment/payment-order.ts';
import type { Commit } from '../../functions/ports.ts';
import { claimName } from './audit-award.ts';
import type { Auditor } from './auditor.ts';
import { isBarred, type Standing } from './firm-facts.ts';
import type { PolicyTerms } from './policy-shapes.ts';
import type { Process } from './scheduler.ts';

type Item = keyof Standing;
interface Answer {
  readonly item: Item;
  readonly value: unknown;
  readonly atMs: number;
}

/** Two clocks, each 25 s wrong at the most, and the life of the process that went by the answer. */
const SLACK_MS = 2 * 25_000 + 60_000;

const itemsOf = ({ asksDissolved }: PolicyTerms): Item[] =>
  asksDissolved ? ['untrustworthy', 'dissolved'] : ['untrustworthy'];

export class ReleaseBook {
  readonly #auditor: Auditor;
  /** What each process was told of an application's firm. */
  readonly #heard = new WeakMap<Process, Map<string, Answer[]>>();
  /** The facts that an application's last check rests on, and when its departments said so. */
  readonly #decided = new Map<string, readonly Answer[]>();
  /** `leg item` → when it was last answered so that the leg could go into its order. */
  readonly #passedAt = new Map<string, number>();

  constructor(auditor: Auditor) {
    this.#auditor = auditor;
  }

  /** A department's answer, in the instant in which the process gets it. */
  answered(process: Process, applicationId: string, values: Readonly<Record<string, unknown>>): void {
    const atMs = this.#auditor.world.scheduler.nowMs;
    const heard = this.#heard.get(process) ?? new Map<string, Answer[]>();
    this.#heard.set(process, heard);
    const answers = heard.get(applicationId) ?? [];
    heard.set(applicationId, answers);
    for (const item of ['untrustworthy', 'dissolved'] as const)
      if (item in values) answers.push({ item, value: values[item], atMs });
  }

  /** What the decision on an application was told; a firm may have changed since. */
  standingOf(applicationId: string): Standing {
    const answers = this.#decided.get(applicationId) ?? [];
    return Object.fromEntries(answers.map(({ item, value }) => [item, value]));
  }

  /** A check's proof holds what its departments said, and nothing else. */
  decided({ id }: Application, { event }: Commit, process: Process): void {
    const facts = event.proof?.['evaluation'] === undefined ? undefined : event.proof['facts'];
    if (facts === undefined) return;
    const answers = this.#heardBy(process, id);
    const rested = Object.entries(facts as Standing).flatMap(([item, value]) => {
      if (item !== 'untrustworthy' && item !== 'dissolved') return [];
      const said = answers.findLast((one) => one.item === item && one.value === value);
      if (!said) this.#auditor.wrong(`${id} is decided by ${item} = ${String(value)}, which nobody said`);
      return said ? [said] : [];
    });
    this.#decided.set(id, rested);
  }

  /** Whoever makes, releases or sends an order goes by what he was told of each line's firm, where he asked. */
  ordered(order: PaymentOrder, process: Process): void {
    for (const { legId } of order.lines) {
      const leg = this.#auditor.legs.get(legId);
      if (!leg) continue;
      const answers = this.#heardBy(process, claimName(leg.claimId).applicationId);
      for (const item of answers.length === 0 ? [] : itemsOf(this.#termsOf(leg))) {
        const about = answers.filter((one) => one.item === item);
        const passed = about.findLast(({ value }) => value !== true) ?? this.#letThrough(leg, about.at(-1));
        if (passed) this.#passedAt.set(`${legId} ${item}`, passed.atMs);
        else if (about.length > 0)
          this.#auditor.wrong(
            `${legId} is ${order.state} by ${process.name}, which heard that it is ${item}`,
          );
      }
    }
  }

  /** In the instant of sending, each answer that lets a line go is fresh. */
  sent(order: PaymentOrder): void {
    const { scheduler, releaseFreshMs } = this.#auditor.world;
    for (const { legId } of order.lines) {
      const leg = this.#auditor.legs.get(legId);
      if (!leg) continue;
      const decided = this.#decided.get(claimName(leg.claimId).applicationId) ?? [];
      for (const item of itemsOf(this.#termsOf(leg))) {
        const atMs =
          this.#passedAt.get(`${legId} ${item}`) ?? decided.find((one) => one.item === item)?.atMs ?? 0;
        const ageMs = scheduler.nowMs - atMs;
        if (ageMs > releaseFreshMs + SLACK_MS)
          this.#auditor.wrong(
            `${legId} is sent on an answer about ${item} of ${Math.round(ageMs / 1000)} s ago`,
          );
      }
    }
  }

  /** A leg may rest where its firm is barred now, the leg held by the system, and its case open. */
  mayRest(leg: Leg, cases: readonly ExceptionCase[]): boolean {
    return (
      this.isHeld(leg.id) &&
      this.isBarredNow(leg) &&
      cases.some(({ reason, subject }) => reason === 'release-check' && subject === `leg:${leg.id}`)
    );
  }

  isHeld(legId: string): boolean {
    return this.#auditor.holds.some(({ kind, id, by }) => kind === 'leg' && id === legId && by === 'system');
  }

  hasOpenCase(legId: string): boolean {
    const isOpen = ({ state, reason, subject }: ExceptionCase) =>
      state === 'open' && reason === 'release-check' && subject === `leg:${legId}`;
    return this.#auditor.world.memory.all('exception').some(isOpen);
  }

  isBarredNow(leg: Leg): boolean {
    return isBarred(this.#termsOf(leg), this.#auditor.firmOf(leg.uscc));
  }

  #termsOf({ policyId }: Leg): PolicyTerms {
    return this.#auditor.termsOf({ policyId, policyVersion: 1 });
  }

  #heardBy(process: Process, applicationId: string): readonly Answer[] {
    return this.#heard.get(process)?.get(applicationId) ?? [];
  }

  /** @returns the answer, when a person closed the case of this leg that told it */
  #letThrough({ id }: Leg, said: Answer | undefined): Answer | undefined {
    const isSeen = ({ state, reason, subject, closedBy, evidence }: ExceptionCase) =>
      state === 'closed' &&
      reason === 'release-check' &&
      subject === `leg:${id}` &&
      closedBy !== 'system' &&
      (evidence['facts'] as Standing)[said?.item as Item] === true;
    return this.#auditor.world.memory.all('exception').some(isSeen) ? said : undefined;
  }
}
