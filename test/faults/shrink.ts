// Makes a failing plan small: fewer firms, fewer faults, as long as it still fails, so that a person can read what is left.
import { FAULTS, type FaultName, type FaultPlan } from './fault-plan.ts';
import { runSeed } from './run-seed.ts';

export interface Shrunk {
  readonly plan: FaultPlan;
  readonly violation: string;
  /** The faults that are still needed. */
  readonly faults: readonly FaultName[];
  readonly runs: number;
}

const RUNS_MAX = 120;
const ENTERPRISES_MIN = 1;

/** @returns undefined when the plan does not fail */
export async function shrink(plan: FaultPlan): Promise<Shrunk | undefined> {
  const first = (await runSeed(plan)).violation;
  if (first === undefined) return undefined;
  let smallest = plan;
  let violation = first;
  let runs = 1;
  const keepIfItFails = async (candidate: FaultPlan): Promise<boolean> => {
    if (runs >= RUNS_MAX) return false;
    runs += 1;
    const found = (await runSeed(candidate)).violation;
    if (found === undefined) return false;
    smallest = candidate;
    violation = found;
    return true;
  };
  for (const fault of FAULTS)
    if (smallest.rates[fault] > 0)
      await keepIfItFails({ ...smallest, rates: { ...smallest.rates, [fault]: 0 } });
  while (smallest.enterprises > ENTERPRISES_MIN) {
    const half = Math.max(ENTERPRISES_MIN, Math.floor(smallest.enterprises / 2));
    if (await keepIfItFails({ ...smallest, enterprises: half })) continue;
    if (!(await keepIfItFails({ ...smallest, enterprises: smallest.enterprises - 1 }))) break;
  }
  const faults = FAULTS.filter((fault) => smallest.rates[fault] > 0);
  return { plan: smallest, violation, faults, runs };
}
