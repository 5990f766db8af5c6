// Checking a decision's receipt as an auditor would: the rule, every signature, where each fact comes from, and the fen again.
import type { KeyObject } from 'node:crypto';
import { answerIsGenuine, type SignedAnswer } from '../hub/signed-answer.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { Fault } from '../kernel/fault.ts';
import type { Evaluation, EvaluationContext, Facts } from '../rules/evaluation.ts';

export interface ReceiptProof {
  readonly policyHash?: string | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly receipts?: readonly SignedAnswer[] | undefined;
  readonly evaluation?: Pick<Evaluation, 'outcome' | 'conditions' | 'amountFen'> | undefined;
}

export interface ReceiptGround {
  /** The hash under which the policy's version is published. */
  readonly policyHash: string;
  /** Items that stand in the public register: no department signs for them. */
  readonly registerItems: ReadonlySet<string>;
  /** The public keys of the departments. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly context: EvaluationContext;
  evaluate(facts: Facts, context: EvaluationContext): Evaluation;
}

/** `rule`, `signatures`, `sources`, `result`: each with what was found wrong, named. */
export interface ReceiptCheck {
  readonly name: 'rule' | 'signatures' | 'sources' | 'result';
  readonly ok: boolean;
  /** Departments, or items, that fail the check; empty when it holds. */
  readonly failing: readonly string[];
}

/** Pure: the same receipt on the same ground is always judged alike, with or without a network. */
export function verifyReceipt(proof: ReceiptProof, ground: ReceiptGround): ReceiptCheck[] {
  const receipts = proof.receipts ?? [];
  const forged = receipts.filter((receipt) => !isGenuine(receipt, ground.keys));
  const facts = Object.entries(proof.facts ?? {}).filter(([, value]) => value !== null);
  const unsourced = facts
    .filter(
      ([item, value]) => !ground.registerItems.has(item) && !receipts.some((it) => gives(it, item, value)),
    )
    .map(([item]) => item);
  const check = (name: ReceiptCheck['name'], ok: boolean, failing: readonly string[] = []) => ({
    name,
    ok,
    failing,
  });
  return [
    check('rule', proof.policyHash === ground.policyHash),
    check(
      'signatures',
      forged.length === 0,
      forged.map(({ department }) => department),
    ),
    check('sources', unsourced.length === 0, unsourced),
    check('result', isReproduced(proof, ground)),
  ];
}

function isGenuine(receipt: SignedAnswer, keys: ReceiptGround['keys']): boolean {
  const key = keys.get(receipt.department);
  return key !== undefined && answerIsGenuine(receipt, key);
}

function gives(receipt: SignedAnswer, item: string, value: unknown): boolean {
  if (!Object.hasOwn(receipt.values, item)) return false;
  const given = receipt.values[item];
  // A list may have been narrowed to whom the enterprise claimed for, but nobody may stand on it whom no department named.
  if (!Array.isArray(value) || !Array.isArray(given)) return canonicalJson(given) === canonicalJson(value);
  const records = new Set(given.map((record) => canonicalJson(record)));
  return value.every((record) => records.has(canonicalJson(record)));
}

function isReproduced({ facts, evaluation }: ReceiptProof, ground: ReceiptGround): boolean {
  if (!evaluation) return false;
  try {
    const again = ground.evaluate((facts ?? {}) as Facts, ground.context);
    return (
      again.outcome === evaluation.outcome &&
      again.amountFen === evaluation.amountFen &&
      canonicalJson(again.conditions) === canonicalJson(evaluation.conditions)
    );
  } catch (error) {
    // Facts that the rule cannot read are no ground for what the receipt says.
    if (error instanceof Fault) return false;
    throw error;
  }
}
