// The amount, step by step: named values in order of use, the formula, rounding, then each cap that binds.
import { fen, type Fen } from '../kernel/fen.ts';
import { Fault } from '../kernel/fault.ts';
import type { AmountStep } from './evaluation.ts';
import type { Scope } from './interpret.ts';
import type { Node } from './node.ts';
import { allNodes } from './parse-rule.ts';
import type { ProgramAmount } from './program.ts';
import { NumberTooLarge, Rational, rational, roundToWhole } from './rational.ts';
import type { Words } from './rule-document.ts';
import type { RuleType } from './rule-type.ts';
import type { Run } from './run.ts';
import { type Value, valueText } from './value.ts';

export interface AmountResult {
  readonly amountFen: Fen | null;
  readonly steps: readonly AmountStep[];
}

/** @throws Fault unprocessable when the amount is beyond what money can be */
export function runAmount(run: Run, amount: ProgramAmount, scope: Scope): AmountResult {
  const steps = usedSteps(run, amount, scope);
  const formula = valueWithin(run, amount.formula, scope);
  steps.push(stepOf('formula', { zh: '按公式计算', en: 'By the formula' }, formula, { is: 'money' }));
  if (!(formula instanceof Rational)) return { amountFen: null, steps };
  const rounded = roundMoney(formula, amount.rounding);
  steps.push(moneyStep('rounding', { zh: '取整', en: 'Rounded' }, rounded));
  let result = rounded;
  for (const cap of amount.caps) {
    if (cap.scope !== 'case') continue;
    const limit = valueWithin(run, cap.limit, scope);
    if (!(limit instanceof Rational))
      return { amountFen: null, steps: [...steps, stepOf('cap', cap, null, { is: 'money' })] };
    const limitFen = roundMoney(limit, { mode: 'down', toFen: 1 });
    if (limitFen >= result) continue;
    result = limitFen;
    steps.push(moneyStep('cap', cap, limitFen));
  }
  if (result < 0) {
    result = fen(0);
    steps.push(moneyStep('not-negative', { zh: '不足零按零计', en: 'Below zero counts as zero' }, result));
  }
  return { amountFen: result, steps };
}

const YUAN_FEN = 100n;

/** Yuan to fen, rounded to the declared unit. */
export function roundMoney(yuan: Rational, rounding: ProgramAmount['rounding']): Fen {
  const unit = BigInt(rounding.toFen);
  const whole = roundToWhole(rational(yuan.n * YUAN_FEN, yuan.d * unit), rounding.mode) * unit;
  const amount = Number(whole);
  if (!Number.isSafeInteger(amount)) throw overflow();
  return fen(amount);
}

const overflow = (): Fault =>
  new Fault('unprocessable', {
    reason: 'amount-overflow',
    zh: '计算金额超出可支付范围',
    en: 'The amount computed is beyond what can be paid',
  });

function valueWithin(run: Run, node: Node, scope: Scope): Value {
  try {
    return run.value(node, scope);
  } catch (error) {
    if (error instanceof NumberTooLarge) throw overflow();
    throw error;
  }
}

/** Values, tables and parameters that the formula uses, each after what it uses itself. */
function usedSteps(run: Run, amount: ProgramAmount, scope: Scope): AmountStep[] {
  const steps: AmountStep[] = [];
  const seen = new Set<string>();
  const visit = (root: Node): void => {
    for (const node of allNodes(root)) {
      const definition = node.kind === 'name' ? run.program.definitions.get(node.name) : undefined;
      if (node.kind !== 'name' || !definition || seen.has(node.name)) continue;
      seen.add(node.name);
      if (definition.kind === 'parameter') run.entryFor(definition);
      else visit(definition.node);
      steps.push(stepOf(definition.name, definition, scope.read(node.name) ?? null, definition.type));
    }
  };
  visit(amount.formula);
  return steps;
}

function stepOf(name: string, words: Words, value: Value, type: RuleType): AmountStep {
  const text = valueText(value);
  const step = { name, zh: words.zh, en: words.en, text };
  if (type.is !== 'money' || !(value instanceof Rational)) return step;
  const cents = rational(value.n * YUAN_FEN, value.d);
  const number = Number(cents.n);
  return cents.d === 1n && Number.isSafeInteger(number) ? { ...step, amountFen: fen(number) } : step;
}

const moneyStep = (name: string, words: Words, amountFen: Fen): AmountStep => ({
  name,
  zh: words.zh,
  en: words.en,
  text: valueText(rational(BigInt(amountFen), YUAN_FEN)),
  amountFen,
});
