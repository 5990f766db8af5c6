// The reference evaluator: a tree becomes closures over exact values, with three truth values.
import type { ArithmeticOperator, CompareOperator, Iterator, Node, NodeOf, UnaryTest } from './node.ts';
import { callBuiltin } from './builtin.ts';
import { addMonths } from './civil-day.ts';
import { NANOSECONDS_A_DAY } from './temporal-literal.ts';
import * as exact from './rational.ts';
import {
  allOf,
  anyOf,
  Comparison,
  Day,
  Duration,
  equals,
  isList,
  isRecord,
  type NullRule,
  order,
  Range,
  type Value,
} from './value.ts';

/** Where names get their values; undefined is a name that does not exist, which evaluates as unknown. */
export interface Scope {
  readonly read: (name: string) => Value | undefined;
}

export type Closure = (scope: Scope) => Value;

/** A list may have this many elements, a `1..n` iteration this many steps. */
const STEPS_MAX = 100_000;

/** A closure for a tree. Errors within a rule (division by zero, wrong types) give null, as FEEL has it. */
export function toClosure(node: Node, rule: NullRule = 'kleene'): Closure {
  const sub = (each: Node): Closure => toClosure(each, rule);
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean': {
      const { value } = node;
      return () => value;
    }
    case 'null':
      return () => null;
    case 'day': {
      const value = new Day(node.day);
      return () => value;
    }
    case 'duration': {
      const value = new Duration(node.unit, node.count);
      return () => value;
    }
    case 'name': {
      const { name } = node;
      return (scope) => scope.read(name) ?? null;
    }
    case 'test': {
      const value = sub(node.value);
      return (scope) => new Comparison(node.operator, value(scope));
    }
    case 'negate': {
      const operand = sub(node.operand);
      return (scope) => negated(operand(scope));
    }
    case 'arithmetic':
      return binary(sub(node.left), sub(node.right), (left, right) => arithmetic(node.operator, left, right));
    case 'compare':
      return comparison(node, rule);
    case 'in':
      return membership(node, rule);
    case 'logic':
      return logic(node.operator, node.operands.map(sub));
    case 'if':
      return conditional(sub(node.condition), sub(node.then), sub(node.otherwise), rule);
    case 'call': {
      const parts = node.arguments.map(sub);
      return (scope) =>
        callBuiltin(
          node.name,
          parts.map((part) => part(scope)),
          rule,
        );
    }
    case 'list': {
      const items = node.items.map(sub);
      return (scope) => items.map((item) => item(scope));
    }
    case 'range':
      return binary(
        sub(node.low),
        sub(node.high),
        (low, high) => new Range(low, high, node.lowClosed, node.highClosed),
      );
    case 'quantified':
      return quantified(node, rule);
    case 'path': {
      const target = sub(node.target);
      return (scope) => fieldOf(target(scope), node.field);
    }
    case 'filter':
      return filtered(node, rule);
  }
}

const binary =
  (left: Closure, right: Closure, combine: (left: Value, right: Value) => Value): Closure =>
  (scope) =>
    combine(left(scope), right(scope));

const truth = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null);

function logic(operator: 'and' | 'or', operands: readonly Closure[]): Closure {
  const decisive = operator === 'or';
  return (scope) => {
    let result: boolean | null = !decisive;
    for (const operand of operands) {
      const value = truth(operand(scope));
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
}

/** An unknown condition gives a known result only when both branches agree; FEEL itself takes `else`. */
function conditional(condition: Closure, then: Closure, otherwise: Closure, rule: NullRule): Closure {
  return (scope) => {
    const known = condition(scope);
    if (known === true) return then(scope);
    if (known !== null || rule === 'feel') return otherwise(scope);
    const [first, second] = [then(scope), otherwise(scope)];
    return equals(first, second, 'kleene') === true ? first : null;
  };
}

/** Comparing with a written `null` asks whether a value is there, so it always has an answer. */
function comparison(node: NodeOf<'compare'>, rule: NullRule): Closure {
  const written = node.left.kind === 'null' || node.right.kind === 'null';
  const asked = written ? 'feel' : rule;
  return binary(toClosure(node.left, rule), toClosure(node.right, rule), (left, right) =>
    compareValues(node.operator, left, right, asked),
  );
}

export function compareValues(
  operator: CompareOperator,
  left: Value,
  right: Value,
  rule: NullRule,
): boolean | null {
  if (operator === '=') return equals(left, right, rule);
  if (operator === '!=') {
    const equal = equals(left, right, rule);
    return equal === null ? null : !equal;
  }
  const ordered = order(left, right);
  if (ordered === null) return null;
  switch (operator) {
    case '<':
      return ordered < 0;
    case '<=':
      return ordered <= 0;
    case '>':
      return ordered > 0;
    case '>=':
      return ordered >= 0;
  }
}

type Test = (subject: Value, scope: Scope) => boolean | null;

function membership(node: NodeOf<'in'>, rule: NullRule): Closure {
  const subject = toClosure(node.subject, rule);
  const tests = node.tests.map((test) => toTest(test, rule));
  return (scope) => {
    const value = subject(scope);
    const inner: Scope = { read: (name) => (name === '?' ? value : scope.read(name)) };
    return anyOf(tests.map((test) => test(value, inner)));
  };
}

function toTest(test: UnaryTest, rule: NullRule): Test {
  if (test.kind === 'interval') {
    const [low, high] = [toClosure(test.low, rule), toClosure(test.high, rule)];
    return (subject, scope) =>
      within(subject, new Range(low(scope), high(scope), test.lowClosed, test.highClosed), rule);
  }
  const value = toClosure(test.value, rule);
  const asked = test.value.kind === 'null' ? 'feel' : rule;
  if (test.kind === 'compare')
    return (subject, scope) => compareValues(test.operator, subject, value(scope), asked);
  return (subject, scope) => matches(subject, value(scope), asked);
}

/** A value is in a list when it equals a member or lies in a range of it; `?` tests are true or false by themselves. */
function matches(subject: Value, tested: Value, rule: NullRule): boolean | null {
  if (tested instanceof Range) return within(subject, tested, rule);
  if (tested instanceof Comparison) return compareValues(tested.operator, subject, tested.value, rule);
  if (!isList(tested)) return equals(subject, tested, rule);
  if (isList(subject) && equals(subject, tested, rule) === true) return true;
  return anyOf(tested.map((member) => isMember(subject, member, rule)));
}

/** A member of another type is not the subject: false, as the standard has it, while a missing one is unknown. */
function isMember(subject: Value, member: Value, rule: NullRule): boolean | null {
  if (member instanceof Range) return within(subject, member, rule);
  if (member instanceof Comparison) return compareValues(member.operator, subject, member.value, rule);
  return subject === null || member === null
    ? equals(subject, member, rule)
    : (equals(subject, member, rule) ?? false);
}

function within(subject: Value, range: Range, rule: NullRule): boolean | null {
  return allOf([
    compareValues(range.lowClosed ? '>=' : '>', subject, range.low, rule),
    compareValues(range.highClosed ? '<=' : '<', subject, range.high, rule),
  ]);
}

function negated(value: Value): Value {
  if (value instanceof exact.Rational) return exact.negate(value);
  return value instanceof Duration ? new Duration(value.unit, -value.count) : null;
}

function arithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (left instanceof exact.Rational && right instanceof exact.Rational)
    return numeric(operator, left, right);
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : null;
  return temporal(operator, left, right);
}

function numeric(operator: ArithmeticOperator, left: exact.Rational, right: exact.Rational): Value {
  switch (operator) {
    case '+':
      return exact.add(left, right);
    case '-':
      return exact.subtract(left, right);
    case '*':
      return exact.multiply(left, right);
    case '/':
      return exact.divide(left, right) ?? null;
    case '**':
      return right.d === 1n ? (exact.power(left, right.n) ?? null) : root(left, right);
  }
}

/** A fractional power, to the digits of a double: policies cannot write one, the standard's own cases do. */
function root(base: exact.Rational, exponent: exact.Rational): Value {
  const approximate = Number(exact.toText(base)) ** Number(exact.toText(exponent));
  return Number.isFinite(approximate) ? (exact.parseRational(String(approximate)) ?? null) : null;
}

function temporal(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (left instanceof Day && right instanceof Day) {
    return operator === '-'
      ? new Duration('nanoseconds', BigInt(left.day - right.day) * NANOSECONDS_A_DAY)
      : null;
  }
  if (left instanceof Day && right instanceof Duration) return moved(operator, left, right);
  if (left instanceof Duration && right instanceof Day)
    return operator === '+' ? moved('+', right, left) : null;
  if (left instanceof Duration && right instanceof Duration) return durations(operator, left, right);
  if (left instanceof Duration && right instanceof exact.Rational)
    return scaledDuration(operator, left, right);
  if (left instanceof exact.Rational && right instanceof Duration && operator === '*')
    return scaledDuration('*', right, left);
  return null;
}

function moved(operator: ArithmeticOperator, day: Day, by: Duration): Value {
  if (operator !== '+' && operator !== '-') return null;
  const count = operator === '+' ? by.count : -by.count;
  const size = Number(count < 0n ? -count : count);
  if (size > (by.unit === 'months' ? MONTHS_MAX : Number(NANOSECONDS_A_DAY) * DAYS_MAX)) return null;
  if (by.unit === 'months') return new Day(addMonths(day.day, Number(count)));
  return new Day(day.day + Number(exact.floorOf(exact.rational(count, NANOSECONDS_A_DAY))));
}

/** Durations that a date may be moved by: beyond, the calendar ends. */
const MONTHS_MAX = 12 * 999_999_999;
const DAYS_MAX = 366 * 999_999_999;

function durations(operator: ArithmeticOperator, left: Duration, right: Duration): Value {
  if (left.unit !== right.unit) return null;
  switch (operator) {
    case '+':
      return new Duration(left.unit, left.count + right.count);
    case '-':
      return new Duration(left.unit, left.count - right.count);
    case '/':
      return right.count === 0n ? null : exact.rational(left.count, right.count);
    default:
      return null;
  }
}

function scaledDuration(operator: ArithmeticOperator, duration: Duration, factor: exact.Rational): Value {
  if (operator !== '*' && operator !== '/') return null;
  const count = exact.rational(duration.count);
  const result = operator === '*' ? exact.multiply(count, factor) : exact.divide(count, factor);
  return result ? new Duration(duration.unit, exact.roundToWhole(result, 'down')) : null;
}

function quantified(node: NodeOf<'quantified'>, rule: NullRule): Closure {
  const iterators = node.iterators.map((each) => ({ name: each.name, values: iteration(each, rule) }));
  const body = toClosure(node.body, rule);
  const walk = (depth: number, scope: Scope): boolean | null => {
    const iterator = iterators[depth];
    if (!iterator) return truth(body(scope));
    const values = iterator.values(scope);
    if (values === null) return null;
    const results = values.map((value) =>
      walk(depth + 1, { read: (name) => (name === iterator.name ? value : scope.read(name)) }),
    );
    return node.every ? allOf(results) : anyOf(results);
  };
  return (scope) => walk(0, scope);
}

function iteration(iterator: Iterator, rule: NullRule): (scope: Scope) => readonly Value[] | null {
  const over = toClosure(iterator.over, rule);
  const until = iterator.until ? toClosure(iterator.until, rule) : undefined;
  return (scope) => {
    const first = over(scope);
    if (!until) return isList(first) ? first : first === null ? null : [first];
    const last = until(scope);
    if (
      !(first instanceof exact.Rational) ||
      !(last instanceof exact.Rational) ||
      first.d !== 1n ||
      last.d !== 1n
    )
      return null;
    const step = first.n <= last.n ? 1n : -1n;
    const length = Number((last.n - first.n) * step) + 1;
    if (length > STEPS_MAX) return null;
    return Array.from({ length }, (_, index) => exact.rational(first.n + BigInt(index) * step));
  };
}

function fieldOf(target: Value, field: string): Value {
  if (isRecord(target)) return target.get(field) ?? null;
  if (isList(target)) return target.map((item) => fieldOf(item, field));
  if (target instanceof Day || target instanceof Duration)
    return callBuiltin(`.${field}`, [target], 'kleene');
  return null;
}

/** Records for which the condition holds; unknown for one makes the whole list unknown, since its length is. */
function filtered(node: NodeOf<'filter'>, rule: NullRule): Closure {
  const target = toClosure(node.target, rule);
  const condition = toClosure(node.condition, rule);
  return (scope) => {
    const list = target(scope);
    if (!isList(list)) return null;
    const kept: Value[] = [];
    for (const item of list) {
      const read = (name: string): Value | undefined =>
        name === 'item' ? item : isRecord(item) && item.has(name) ? item.get(name) : scope.read(name);
      const holds = truth(condition({ read }));
      if (holds === null && rule === 'kleene') return null;
      if (holds === true) kept.push(item);
    }
    return kept;
  };
}
