// One fault run: a seed's world lives through its faults, comes to rest without them, and is audited all the way.
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { auditAtRest } from './audit-at-rest.ts';
import { Auditor } from './auditor.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Scheduler } from './scheduler.ts';
import { World } from './world.ts';

export interface SeedResult {
  readonly seed: number;
  readonly steps: number;
  readonly faults: number;
  /** What is wrong; undefined when nothing is. */
  readonly violation: string | undefined;
  readonly traceHash: string;
  readonly hits: ReadonlyMap<string, number>;
}

const TROUBLED_MS = 420_000;
const STEPS_MAX = 60_000;
/** Longer than core/payment waits before it hands a file over again. */
const CALM_SWEEP_MS = 300_000;
const CALM_SWEEPS_MAX = 40;

export async function runSeed(plan: FaultPlan): Promise<SeedResult> {
  const world = new World(plan, new MemoryStore(), (audited) => new Auditor(audited));
  const { scheduler, auditor } = world;
  try {
    await liveThrough(world);
  } catch (error) {
    auditor.wrong(`defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return {
    seed: plan.seed,
    steps: scheduler.steps,
    faults: scheduler.faults,
    violation: auditor.violation,
    traceHash: scheduler.traceHash,
    hits: scheduler.hits,
  };
}

async function liveThrough(world: World): Promise<void> {
  const { scheduler, auditor } = world;
  const endMs = scheduler.nowMs + TROUBLED_MS;
  while (scheduler.nowMs < endMs && !auditor.violation) await step(scheduler);
  world.calmDown();
  let idle = 0;
  for (let sweep = 0; idle < 2 && !auditor.violation; sweep++) {
    if (sweep > CALM_SWEEPS_MAX) return auditor.wrong('the world does not come to rest');
    const before = auditor.commits;
    const untilMs = scheduler.nowMs + CALM_SWEEP_MS;
    world.sweepNow();
    while ((scheduler.nowMs < untilMs || !world.isQuiet) && !auditor.violation) {
      if (world.isQuiet) scheduler.nowMs = untilMs;
      else await step(scheduler);
    }
    idle = auditor.commits === before ? idle + 1 : 0;
  }
  world.noteLosses();
  if (!auditor.violation) auditAtRest(auditor, world.deeds);
  if (!auditor.violation && world.seals) for (const problem of await world.verify()) auditor.wrong(problem);
}

function step(scheduler: Scheduler): Promise<void> {
  if (scheduler.steps > STEPS_MAX) throw new Error('the world does not end');
  return scheduler.step();
}
