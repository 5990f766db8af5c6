// Use case: what a policy would give on facts that somebody typed: no sign-in, nothing asked of anybody, nothing kept.
import { firstInstalmentOf, type FirstInstalment } from '../../core/application/instalment.ts';
import type { WrittenFacts } from '../../core/policy/policy-document.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Evaluation } from '../../core/rules/evaluation.ts';
import { carryFacts } from '../../core/rules/read-facts.ts';
import type { Deps } from '../deps.ts';

export interface Calculation extends Pick<
  Evaluation,
  'outcome' | 'amountFen' | 'missing' | 'conditions' | 'steps'
> {
  readonly asOf: DayText;
  /** Of a policy that pays in instalments; `amountFen` is the award in all. */
  readonly firstInstalment?: FirstInstalment;
}

/** Typing by hand fills some kilobytes; more is no person. */
const FACTS_BYTES_MAX = 65_536;

/** @throws Fault not-found | too-large | invalid, with a field for each fact that the catalogue cannot read */
export async function calculatePolicy(
  deps: Deps,
  policyId: string,
  written: WrittenFacts,
  asOf: DayText = deps.clock.today(),
): Promise<Calculation> {
  if (JSON.stringify(written).length > FACTS_BYTES_MAX)
    throw new Fault('too-large', { evidence: { bytesMax: FACTS_BYTES_MAX } });
  const policy = await deps.policies.head(policyId);
  if (!policy || policy.inForce === 0)
    throw new Fault('not-found', { reason: 'policy', zh: '没有这项政策', en: 'No such policy' });
  const [{ compiled, version }, catalogue] = await Promise.all([
    deps.policies.version(policyId, policy.inForce),
    deps.policies.catalogue(),
  ]);
  const { facts, errors } = carryFacts(catalogue.items, written);
  if (errors.length > 0) throw new Fault('invalid', { reason: 'facts', fields: errors });
  const { outcome, amountFen, missing, conditions, steps } = compiled.evaluate(facts, {
    asOfDay: parseDay(asOf) ?? 0,
  });
  const firstInstalment = firstInstalmentOf(version.document, amountFen);
  return {
    asOf,
    outcome,
    amountFen,
    missing,
    conditions,
    steps,
    ...(firstInstalment && { firstInstalment }),
  };
}
