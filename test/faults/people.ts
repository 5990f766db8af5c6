// People in between: they file, file again, withdraw, review, fund, cut, release, suspend, each as a request that may fail.
import { Fault } from '../../core/kernel/fault.ts';
import { fen } from '../../core/kernel/fen.ts';
import { reviewApplication } from '../../functions/application/review-application.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { withdraw } from '../../functions/application/withdraw-application.ts';
import type { BudgetRequest } from '../../core/ledger/budget.ts';
import type { Deps } from '../../functions/deps.ts';
import { approveBudget, requestBudget } from '../../functions/disbursement/fund-budget.ts';
import { askOverride, grantOverride } from '../../functions/disbursement/override-claim.ts';
import { liftHold, placeHold, type HoldAsk } from '../../functions/payment/place-hold.ts';
import { registerAccount, verifyByPerson } from '../../functions/payment/register-account.ts';
import { releaseOrder } from '../../functions/payment/release-order.ts';
import { suspend } from '../../functions/policy/change-policy.ts';
import { accountOf, otherAccountOf } from './firm-facts.ts';
import type { Actor, Process, Scheduler } from './scheduler.ts';
import { treasuryOf } from './treasury-source.ts';

export interface PeopleWatcher {
  filed(policyId: string, uscc: string, period: string): void;
  withdraws(applicationId: string): void;
  /** Told that it is withdrawn. */
  withdrew(applicationId: string, revision: number): void;
  refusedInReview(applicationId: string): void;
  defect(error: unknown, at: string): void;
}

/** What two people do to a budget; the amount counts where it is raised or cut. */
export interface BudgetDeed {
  readonly policyId: string;
  readonly source: string;
  readonly kind: BudgetRequest['kind'];
  readonly amountFen: number;
}

const REQUEST_LIMIT_MS = 15_000;
const TRIES_MAX = 4;
const TRY_AGAIN_MS = 5_000;

/** One order that may not be released keeps nobody from the next. */
function unlessForGood(error: unknown): void {
  if (!(error instanceof Fault) || error.retryable) throw error;
}

/** A diary of requests: each is a process of its own, tried again when told to come back, or when no answer came. */
export class People implements Actor {
  readonly #scheduler: Scheduler;
  readonly #depsOf: (process: Process) => Deps;
  readonly #watcher: PeopleWatcher;
  #diary: { readonly atMs: number; readonly run: () => void }[] = [];

  constructor(scheduler: Scheduler, depsOf: (process: Process) => Deps, watcher: PeopleWatcher) {
    this.#scheduler = scheduler;
    this.#depsOf = depsOf;
    this.#watcher = watcher;
  }

  dueMs(): number {
    return this.#diary.reduce((least, { atMs }) => Math.min(least, atMs), Infinity);
  }

  act(): void {
    const next = this.#diary.reduce((first, item) => (item.atMs < first.atMs ? item : first));
    this.#diary = this.#diary.filter((item) => item !== next);
    next.run();
  }

  get isDone(): boolean {
    return this.#diary.length === 0;
  }

  file(inMs: number, policyId: string, uscc: string, instalment: number | undefined): void {
    const act = async (deps: Deps) => {
      const { application } = await submit(deps, { policyId, uscc, instalment, by: `enterprise:${uscc}` });
      this.#watcher.filed(policyId, uscc, application.period);
    };
    this.note(inMs, 'submit', act);
    if (this.#scheduler.strikes('double-click', 'submit'))
      this.note(inMs + this.#scheduler.random.int(200), 'submit', act);
  }

  withdraw(inMs: number, applicationId: string, uscc: string): void {
    const principal = { sub: `enterprise:${uscc}`, roles: ['enterprise'], actsFor: [uscc] };
    this.note(inMs, 'withdraw', async (deps) => {
      this.#watcher.withdraws(applicationId);
      const { revision } = await withdraw(deps, applicationId, principal);
      this.#watcher.withdrew(applicationId, revision);
    });
  }

  /** One person asks, a second approves; `key` makes the request the same however often it is sent. */
  budget(inMs: number, key: string, { policyId, source, kind, amountFen }: BudgetDeed): void {
    const ask = {
      policyId,
      source,
      kind,
      amountFen: fen(amountFen),
      ...(kind === 'lapse' && { payBy: '2021-06-30' }),
      fiscalYear: 2020,
      budgetUnit: '财政',
      quotaNumber: '指标',
      functionClass: '215',
      economicClass: '507',
      fundNature: '一般公共预算',
      payer: {
        name: `财政${source}`,
        account: `33${source.replaceAll('-', '').toUpperCase()}`,
        clearingMember: '102331000001',
        ...treasuryOf(this.#scheduler.seed, source),
      },
    };
    this.note(inMs, kind, async (deps) => {
      const request = await requestBudget(deps, ask, 'finance.maker', `${policyId}-${source}-${key}`);
      await approveBudget(deps, request.id, 'finance.checker');
    });
  }

  suspend(inMs: number, policyId: string): void {
    this.note(inMs, 'suspend', (deps) => suspend(deps, policyId, 'staff.approver'));
  }

  /** Looks through everything that waits for review and decides it: nine in ten are accepted. */
  review(inMs: number): void {
    this.note(inMs, 'review', async (deps) => {
      const { items } = await deps.store.list('application', { by: 'state', group: 'undecided', limit: 50 });
      for (const { id } of items.filter(({ state }) => state === 'in-review')) {
        const decision = this.#scheduler.random.chance(0.9) ? 'accept' : 'refuse';
        if (decision === 'refuse') this.#watcher.refusedInReview(id);
        await reviewApplication(deps, id, { decision, reason: '审核' }, 'staff.reviewer');
      }
    });
  }

  release(inMs: number): void {
    this.note(inMs, 'release', async (deps) => {
      const { items } = await deps.store.list('order', { by: 'state', group: 'prepared', limit: 50 });
      for (const { id } of items) await releaseOrder(deps, id, 'finance.checker').catch(unlessForGood);
    });
  }

  /**
   * The enterprise confirms an account of its own or of a person on its list, and a second person verifies it: what came back
   * may go out again. `isOther` changes it.
   */
  putRight(inMs: number, uscc: string, payeeId: string, isOther: boolean): void {
    this.note(inMs, 'put-right', async (deps) => {
      const ask = { uscc, payeeId, payee: isOther ? otherAccountOf(payeeId) : accountOf(payeeId) };
      const { proposed } = await registerAccount(deps, ask, `enterprise:${uscc}`);
      if (proposed) await verifyByPerson(deps, payeeId, 'unit.maker');
    });
  }

  /** Two people let a refused application stand beside the earlier claim of its group. */
  override(inMs: number, applicationId: string): void {
    this.note(inMs, 'override', async (deps) => {
      await askOverride(deps, applicationId, '特殊情况', 'unit.maker');
      await grantOverride(deps, applicationId, 'finance.checker');
    });
  }

  hold(inMs: number, kind: HoldAsk['kind'], id: string): void {
    this.note(inMs, 'hold', (deps) => placeHold(deps, { kind, id, reason: '核查' }, 'auditor'));
  }

  lift(inMs: number, kind: HoldAsk['kind'], id: string): void {
    this.note(inMs, 'lift', (deps) => liftHold(deps, { kind, id, reason: '已核实' }, 'finance.checker'));
  }

  /** A request at some time from now: tried again when told to come back. */
  note(inMs: number, name: string, act: (deps: Deps) => Promise<unknown>, tries = 1): void {
    const again = () => {
      if (tries < TRIES_MAX) this.note(this.#scheduler.random.int(TRY_AGAIN_MS), name, act, tries + 1);
    };
    const run = () => {
      this.#scheduler.start(name, REQUEST_LIMIT_MS, (process) => act(this.#depsOf(process)), {
        done: () => undefined,
        failed: (error) => {
          this.#watcher.defect(error, name);
          if (error instanceof Fault && error.retryable) again();
        },
      });
    };
    this.#diary.push({ atMs: this.#scheduler.nowMs + inMs, run });
  }
}
