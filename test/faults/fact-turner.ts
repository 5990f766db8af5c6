// Facts that turn between decision and release, and the people who look at what was held because of it.
import { closeException } from '../../functions/reconciliation/close-exception.ts';
import type { Auditor } from './auditor.ts';
import type { FirmFacts, Standing } from './firm-facts.ts';
import type { People } from './people.ts';
import type { Actor, Scheduler } from './scheduler.ts';

/** One firm in so many is chosen at each visit, beside the fault's own rate. */
const FIRMS_APART = 3;
const TURNS_WITHIN_MS = 45_000;
const TURNS_BACK_WITHIN_MS = 400_000;
const UNIT = { sub: 'unit.maker', roles: ['unit.maker'], actsFor: [] };

interface Turn {
  readonly atMs: number;
  readonly uscc: string;
  readonly standing: Standing;
}

export class FactTurner implements Actor {
  readonly #scheduler: Scheduler;
  readonly #people: People;
  readonly #auditor: Auditor;
  readonly #turn: (uscc: string, standing: Standing) => void;
  #turns: readonly Turn[] = [];

  constructor(
    scheduler: Scheduler,
    people: People,
    auditor: Auditor,
    turn: (uscc: string, standing: Standing) => void,
  ) {
    this.#scheduler = scheduler;
    this.#people = people;
    this.#auditor = auditor;
    this.#turn = turn;
  }

  dueMs(): number {
    return this.#turns.reduce((least, { atMs }) => Math.min(least, atMs), Infinity);
  }

  act(): void {
    const due = this.#turns.filter(({ atMs }) => atMs <= this.#scheduler.nowMs);
    this.#turns = this.#turns.filter((turn) => !due.includes(turn));
    for (const { uscc, standing } of due) {
      this.#scheduler.trace(`${uscc} ${JSON.stringify(standing)}`);
      this.#turn(uscc, standing);
    }
  }

  /** Whether every fact that was to turn, or to turn back, has done so. */
  get isDone(): boolean {
    return this.#turns.length === 0;
  }

  /** Firms get into trouble, and some out of it again; what was held for it is looked at. */
  comeBy(firms: Iterable<FirmFacts>): void {
    for (const firm of firms)
      if (this.#scheduler.strikes('fact-turns', 'firm', FIRMS_APART)) this.#plan(firm);
    this.lookAgain();
  }

  /**
   * What was held at release: it goes on when the firm is in order again, or when a person who saw the case lets it; the case may be
   * closed in either order, or not at all.
   */
  lookAgain(): void {
    for (const { kind, id, by } of this.#auditor.holds) {
      const leg = kind === 'leg' && by === 'system' ? this.#auditor.legs.get(id) : undefined;
      if (!leg) continue;
      const isOver = !this.#auditor.releases.isBarredNow(leg) || !this.#auditor.releases.hasOpenCase(id);
      if (isOver) this.#people.lift(this.#scheduler.random.int(3_000), 'leg', id);
      // What was with the bank already when it was asked about is paid: all that is left to do is to know it.
      if (leg.state === 'paid' || this.#scheduler.strikes('let-through', 'leg')) this.#letThrough(id);
    }
  }

  #plan({ uscc, untrustworthy, dissolved }: FirmFacts): void {
    const { random } = this.#scheduler;
    const item = random.chance(0.5) ? 'untrustworthy' : 'dissolved';
    if ((item === 'dissolved' ? dissolved : untrustworthy) !== false) return;
    const atMs = this.#scheduler.nowMs + random.int(TURNS_WITHIN_MS);
    this.#turns = [...this.#turns, { atMs, uscc, standing: { [item]: true } }];
    if (!this.#scheduler.strikes('fact-turns-back', 'firm')) return;
    const backMs = atMs + random.int(TURNS_BACK_WITHIN_MS);
    this.#turns = [...this.#turns, { atMs: backMs, uscc, standing: { [item]: false } }];
  }

  #letThrough(legId: string): void {
    this.#people.note(this.#scheduler.random.int(3_000), 'let-through', async (deps) => {
      for (const { id, reason, subject, state } of this.#auditor.world.memory.all('exception'))
        if (reason === 'release-check' && subject === `leg:${legId}` && state === 'open')
          await closeException(deps, id, '已核实，可以支付', UNIT);
    });
  }
}
