// The algebra of truth in generated code: how `and`, `or`, `not` and missing operands combine.
import type { EmitContext } from './emit-context.ts';

/**
 * Expressions of generated code: two that are true or false, for early exits; and two that give 0 false, 1 unknown or 3
 * true without branches, so that `and` is `&` and `or` is `|`, for explanations, where everything is evaluated.
 */
export interface Truth {
  readonly isTrue: string;
  readonly isFalse: string;
  readonly bits: string;
  readonly notBits: string;
}

export const YES: Truth = { isTrue: 'true', isFalse: 'false', bits: '3', notBits: '0' };
export const NO: Truth = { isTrue: 'false', isFalse: 'true', bits: '0', notBits: '3' };
export const NEVER_KNOWN: Truth = { isTrue: 'false', isFalse: 'false', bits: '1', notBits: '1' };

/** A truth whose bits have no better form than asking both. */
export const asked = (isTrue: string, isFalse: string): Truth => ({
  isTrue,
  isFalse,
  bits: `(${isFalse}?0:${isTrue}?3:1)`,
  notBits: `(${isFalse}?3:${isTrue}?0:1)`,
});

export const negated = (truth: Truth): Truth => ({
  isTrue: truth.isFalse,
  isFalse: truth.isTrue,
  bits: truth.notBits,
  notBits: truth.bits,
});

/** Kleene's and: surely true when every part is, surely false when any part is. */
export function allOf(parts: readonly Truth[]): Truth {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  const joined = (pick: (part: Truth) => string, by: string): string => `(${parts.map(pick).join(by)})`;
  return {
    isTrue: joined((part) => part.isTrue, '&&'),
    isFalse: joined((part) => part.isFalse, '||'),
    bits: joined((part) => part.bits, '&'),
    notBits: joined((part) => part.notBits, '|'),
  };
}

export const anyOf = (parts: readonly Truth[]): Truth => negated(allOf(parts.map(negated)));

/** Code of a value; null or undefined when it is missing. */
export interface Operand {
  readonly code: string;
  readonly nullable: boolean;
}

/** The bits of a test on operands: unknown when one of them is missing. */
export function bitsOf(
  context: EmitContext,
  operands: readonly Operand[],
  make: (names: readonly string[]) => string,
): Pick<Truth, 'bits' | 'notBits'> {
  const { names, checks } = named(context, operands, '==null');
  const missing = checks.join('||');
  const known = (code: string): string => (missing === '' ? `(${code})` : `(${missing}?1:${code})`);
  const code = make(names);
  return { bits: known(`0-((${code})|0)&3`), notBits: known(`((${code})|0)-1&3`) };
}

/** A test on operands that must all be there. */
export function bothPresent(
  context: EmitContext,
  operands: readonly Operand[],
  make: (names: readonly string[]) => string,
): Truth {
  const { names, checks } = named(context, operands, '!=null');
  const code = make(names);
  return {
    isTrue: `(${[...checks, `(${code})`].join('&&')})`,
    isFalse: `(${[...checks, `!(${code})`].join('&&')})`,
    ...bitsOf(context, operands, make),
  };
}

function named(
  context: EmitContext,
  operands: readonly Operand[],
  check: string,
): { readonly names: readonly string[]; readonly checks: readonly string[] } {
  const names = operands.map((operand) => (operand.nullable ? context.temporary() : operand.code));
  const checks = operands.flatMap((operand, index) =>
    operand.nullable ? [`(${names[index]}=${operand.code})${check}`] : [],
  );
  return { names, checks };
}

/** Surely one of the texts; surely none only when there is a value. */
export function oneOf(context: EmitContext, subject: Operand, texts: readonly string[]): Truth {
  const name = context.temporary();
  const read = (index: number): string => (index === 0 ? `(${name}=${subject.code})` : name);
  const one = texts.map((text, index) => `${read(index)}===${text}`).join('||');
  const none = texts.map((text, index) => `${read(index)}!==${text}`).join('&&');
  return {
    isTrue: `(${one})`,
    isFalse: subject.nullable ? `(${none}&&${name}!=null)` : `(${none})`,
    ...bitsOf(context, [subject], ([value]) => texts.map((text) => `(${value}===${text})`).join('|')),
  };
}
