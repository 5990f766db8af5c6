// Stops asking a department that keeps failing, so that its outage costs its own questions and nobody else's time.

export interface BreakerSettings {
  /** Failures in a row that open the breaker. */
  readonly failuresMax: number;
  /** How long it stays open before one trial question is let through. */
  readonly openMs: number;
}

interface BreakerState {
  failures: number;
  openUntilMs: number;
  trialUnderWay: boolean;
}

export class CircuitBreaker {
  readonly #settings: BreakerSettings;
  readonly #states = new Map<string, BreakerState>();

  constructor(settings: BreakerSettings) {
    this.#settings = settings;
  }

  /** True when a question may be sent now; a half-open breaker lets exactly one through. */
  admits(department: string, nowMs: number): boolean {
    const state = this.#states.get(department);
    if (state === undefined || state.failures < this.#settings.failuresMax) return true;
    if (nowMs < state.openUntilMs || state.trialUnderWay) return false;
    state.trialUnderWay = true;
    return true;
  }

  succeeded(department: string): void {
    this.#states.delete(department);
  }

  failed(department: string, nowMs: number): void {
    const failures = (this.#states.get(department)?.failures ?? 0) + 1;
    this.#states.set(department, {
      failures,
      openUntilMs: nowMs + this.#settings.openMs,
      trialUnderWay: false,
    });
  }
}
