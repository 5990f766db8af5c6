// Truth in generated code: for each test, when it is surely true and when surely false; neither is unknown.
import { type EmitContext, NotCompiled, textLiteral } from './emit-context.ts';
import { emitNumeric, isRatio, leastCommonMultiple, type Num, type Ratio } from './emit-number.ts';
import type { CompareOperator, Node, NodeOf, UnaryTest } from './node.ts';
import {
  allOf,
  anyOf,
  asked,
  bitsOf,
  bothPresent,
  negated,
  NEVER_KNOWN,
  NO,
  oneOf,
  type Operand,
  type Truth,
  YES,
} from './truth-code.ts';

/** Code of a test. What has no exact form in code is answered by the closures. */
export function emitTruth(context: EmitContext, node: Node): Truth {
  try {
    const truth = truthOf(context, node);
    context.spend(truth.isTrue + truth.isFalse);
    return truth;
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    const answer = context.askClosures(node);
    return asked(`${answer}===2`, `${answer}===0`);
  }
}

/** 0 false, 1 unknown, 2 true, as one value. */
export function emitTest(context: EmitContext, node: Node): string {
  const { isTrue, isFalse } = emitTruth(context, node);
  return `(${isFalse}?0:${isTrue}?2:1)`;
}

function truthOf(context: EmitContext, node: Node): Truth {
  switch (node.kind) {
    case 'boolean':
      return node.value ? YES : NO;
    case 'null':
      return NEVER_KNOWN;
    case 'name':
      return nameTruth(context, node);
    case 'logic': {
      const parts = node.operands.map((operand) => emitTruth(context, operand));
      return node.operator === 'and' ? allOf(parts) : negated(allOf(parts.map(negated)));
    }
    case 'call':
      return callTruth(context, node);
    case 'compare':
      return compareTruth(context, node.operator, node.left, node.right);
    case 'in':
      return membershipTruth(context, node);
    case 'if':
      return choiceTruth(context, node);
    default:
      throw new NotCompiled(node.kind);
  }
}

function nameTruth(context: EmitContext, node: NodeOf<'name'>): Truth {
  const definition = context.program.definitions.get(node.name);
  if (definition && definition.kind !== 'parameter') return emitTruth(context, definition.node);
  if (definition) {
    const entries = context.entries(definition.entries);
    const [entry] = entries;
    if (entries.length !== 1 || !entry || entry.district !== undefined) throw new NotCompiled('by district');
    return emitTruth(context, entry.node);
  }
  const read = context.read(context.item(node.name));
  return {
    isTrue: `${read}===true`,
    isFalse: `${read}===false`,
    ...bitsOf(context, [{ code: read, nullable: true }], ([value]) => `${value}===true`),
  };
}

function callTruth(context: EmitContext, node: NodeOf<'call'>): Truth {
  const [operand] = node.arguments;
  if (node.name !== 'not' || !operand) throw new NotCompiled(node.name);
  return negated(emitTruth(context, operand));
}

/** With an unknown condition, known only where both branches agree. */
function choiceTruth(context: EmitContext, node: NodeOf<'if'>): Truth {
  const [test, then, otherwise] = [node.condition, node.then, node.otherwise].map((each) =>
    emitTest(context, each),
  );
  const [known, one, other, answer] = [
    context.temporary(),
    context.temporary(),
    context.temporary(),
    context.temporary(),
  ];
  const branches = `(${known}=${test})!==2&&(${other}=${otherwise},0),${known}!==0&&(${one}=${then},0)`;
  const code = `(${answer}=(${branches},${known}===2?${one}:${known}===0||${one}===${other}?${other}:1))`;
  return asked(`${code}===2`, `${code}===0`);
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'enum']);

function compareTruth(context: EmitContext, operator: CompareOperator, left: Node, right: Node): Truth {
  const type = left.type?.is === 'any' ? right.type?.is : left.type?.is;
  if (type === 'boolean') return booleanCompare(context, operator, left, right);
  if (type !== undefined && TEXTS.has(type)) return textCompare(context, operator, left, right);
  return numberCompare(context, operator, emitNumeric(context, left), emitNumeric(context, right));
}

function booleanCompare(context: EmitContext, operator: CompareOperator, left: Node, right: Node): Truth {
  const [a, b] = [emitTruth(context, left), emitTruth(context, right)];
  const same = anyOf([allOf([a, b]), allOf([negated(a), negated(b)])]);
  return operator === '=' ? same : negated(same);
}

/** Code of a text or code; null or undefined when missing. */
function emitText(context: EmitContext, node: Node): Operand {
  if (node.kind === 'text') return { code: textLiteral(node.value), nullable: false };
  if (node.kind !== 'name' || context.program.definitions.has(node.name)) throw new NotCompiled(node.kind);
  return { code: context.read(context.item(node.name)), nullable: true };
}

function textCompare(context: EmitContext, operator: CompareOperator, left: Node, right: Node): Truth {
  const [a, b] = [emitText(context, left), emitText(context, right)];
  const same =
    a.nullable && b.nullable
      ? bothPresent(context, [a, b], ([x, y]) => `${x}===${y}`)
      : oneOf(context, a.nullable ? a : b, [a.nullable ? b.code : a.code]);
  return operator === '=' ? same : negated(same);
}

const OPERATORS: Readonly<Record<CompareOperator, string>> = {
  '=': '===',
  '!=': '!==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const FLIPPED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const OPPOSITE: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function numberCompare(
  context: EmitContext,
  operator: CompareOperator,
  left: Num | Ratio,
  right: Num | Ratio,
): Truth {
  if (isRatio(left) && isRatio(right)) throw new NotCompiled('two ratios');
  if (isRatio(left)) return ratioCompare(context, operator, left, right as Num);
  if (isRatio(right)) return ratioCompare(context, FLIPPED[operator], right, left);
  if (isConstant(right)) return constantCompare(context, operator, left, right);
  if (isConstant(left)) return constantCompare(context, FLIPPED[operator], right, left);
  const [a, b] = aligned(left, right);
  return bothPresent(
    context,
    [left, right],
    ([x, y]) => `${times(x, a)}${OPERATORS[operator]}${times(y, b)}`,
  );
}

const isConstant = (num: Num): boolean => !num.nullable && num.low === num.high;

/** `value op constant`, with the constant moved onto the steps in which the value is carried. */
function constantCompare(context: EmitContext, operator: CompareOperator, value: Num, constant: Num): Truth {
  const scaledUp = constant.low * value.den;
  const whole = floorDivide(scaledUp, constant.den);
  const exact = whole * constant.den === scaledUp;
  const operand = { code: value.unguarded ?? value.code, nullable: value.nullable };
  if (exact) return sided(context, operator, operand, whole);
  if (operator === '=' || operator === '!=') {
    const known = value.nullable ? `${operand.code}!=null` : 'true';
    return operator === '=' ? asked('false', known) : asked(known, 'false');
  }
  return sided(context, operator === '<' || operator === '<=' ? '<=' : '>', operand, whole);
}

function sided(context: EmitContext, operator: CompareOperator, operand: Operand, bound: bigint): Truth {
  const side = `${OPERATORS[operator]}${integer(bound)}`;
  return {
    isTrue: presentSide(context, operator, operand, bound),
    isFalse: presentSide(context, OPPOSITE[operator], operand, bound),
    ...bitsOf(context, [operand], ([value]) => `${value}${side}`),
  };
}

const integer = (bound: bigint): string => (bound < 0n ? `(${bound})` : String(bound));

/** `undefined` compares as false by itself; `null` compares as 0, so it is asked for only where 0 would pass. */
function presentSide(
  context: EmitContext,
  operator: CompareOperator,
  { code, nullable }: Operand,
  bound: bigint,
): string {
  const side = `${OPERATORS[operator]}${integer(bound)}`;
  if (!nullable || operator === '=') return `${code}${side}`;
  if (operator !== '!=' && !zeroPasses(operator, bound)) return `${code}${side}`;
  const name = context.temporary();
  return `((${name}=${code})${side}&&${name}${operator === '!=' ? '!=null' : '!==null'})`;
}

function zeroPasses(operator: CompareOperator, bound: bigint): boolean {
  switch (operator) {
    case '<':
      return 0n < bound;
    case '<=':
      return 0n <= bound;
    case '>':
      return 0n > bound;
    default:
      return 0n >= bound;
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n ? quotient - 1n : quotient;
}

/** Factors that bring two numbers over one denominator. @throws NotCompiled when that could lose digits */
function aligned(a: Num, b: Num): readonly [bigint, bigint] {
  const den = leastCommonMultiple(a.den, b.den);
  const factors = [den / a.den, den / b.den] as const;
  guard(a.low * factors[0], a.high * factors[0], b.low * factors[1], b.high * factors[1]);
  return factors;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function guard(...bounds: readonly bigint[]): void {
  if (bounds.some((bound) => bound > SAFE || bound < -SAFE)) throw new NotCompiled('bounds');
}

const times = (code: string | undefined, factor: bigint): string =>
  factor === 1n ? `${code}` : `${code}*${factor}`;

/** `a / b op c` as `a op c × b`: exact, for a divisor that is never negative; divided by zero it is unknown. */
function ratioCompare(
  context: EmitContext,
  operator: CompareOperator,
  { over, under }: Ratio,
  other: Num,
): Truth {
  if (under.low < 0n) throw new NotCompiled('divisor may be negative');
  const left = under.den * other.den;
  const right = over.den;
  const divisor = greatestCommonDivisor(left, right);
  const [a, b] = [left / divisor, right / divisor];
  const products = [
    other.low * under.low,
    other.low * under.high,
    other.high * under.low,
    other.high * under.high,
  ];
  guard(over.low * a, over.high * a, ...products.map((product) => product * b));
  const name = context.temporary();
  const divided = { code: `((${name}=${under.code})===0?null:${name})`, nullable: true };
  return bothPresent(
    context,
    [over, divided, other],
    ([x, y, z]) => `${times(x, a)}${OPERATORS[operator]}${times(`${z}*${y}`, b)}`,
  );
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);

function membershipTruth(context: EmitContext, node: NodeOf<'in'>): Truth {
  const texts = node.tests.flatMap((test) =>
    test.kind === 'equals' && test.value.kind === 'text' ? [test.value] : [],
  );
  if (texts.length === node.tests.length) return memberTruth(context, node.subject, texts);
  return anyOf(node.tests.map((test) => unaryTruth(context, node.subject, test)));
}

function unaryTruth(context: EmitContext, subject: Node, test: UnaryTest): Truth {
  if (test.kind === 'compare') return compareTruth(context, test.operator, subject, test.value);
  if (test.kind === 'interval') {
    const low = compareTruth(context, test.lowClosed ? '>=' : '>', subject, test.low);
    return allOf([low, compareTruth(context, test.highClosed ? '<=' : '<', subject, test.high)]);
  }
  return test.value.kind === 'list'
    ? memberTruth(context, subject, test.value.items)
    : compareTruth(context, '=', subject, test.value);
}

/** Beyond this many texts a set is faster than a chain of comparisons. */
const CHAIN_MAX = 16;

function memberTruth(context: EmitContext, subject: Node, items: readonly Node[]): Truth {
  if (items.length === 0) return NO;
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
  if (texts.length < items.length)
    return anyOf(items.map((item) => compareTruth(context, '=', subject, item)));
  const operand = emitText(context, subject);
  if (texts.length <= CHAIN_MAX) return oneOf(context, operand, texts.map(textLiteral));
  return bothPresent(context, [operand], ([value]) => `${context.constant(new Set(texts))}.has(${value})`);
}
