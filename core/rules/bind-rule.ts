// Names and types: a parsed tree becomes one in which every name is known, every type fits and enum words are codes.
import { BOOLEAN, type RecordField, type RuleType } from './rule-type.ts';
import type { Iterator, Node, NodeOf, UnaryTest } from './node.ts';
import { parseDay } from '../kernel/day.ts';
import { dayText } from './civil-day.ts';
import { bindCall } from './bind-call.ts';
import { encodeFor, mismatch, sameKind, unite, arithmeticType } from './type-rules.ts';
import { RuleError } from './rule-error.ts';
import { nearest } from './nearest-name.ts';

export interface Binding {
  /** What the interpreter and the compiler read it by. */
  readonly slot: string;
  readonly type: RuleType;
  /** The item or `list.field` behind it, if it is one. */
  readonly reads?: string | undefined;
}

export interface BindScope {
  /** undefined when there is no such name. Throws RuleError for a name that cannot be used here. */
  readonly find: (name: string) => Binding | undefined;
  /** Every name, for suggestions. */
  readonly names: () => Iterable<string>;
}

/** @throws RuleError at the first thing that does not fit */
export function bind(node: Node, scope: BindScope): Node {
  switch (node.kind) {
    case 'number':
      return { ...node, type: { is: 'number' } };
    case 'text':
      return { ...node, type: { is: 'text' } };
    case 'boolean':
      return { ...node, type: BOOLEAN };
    case 'day':
      checkYear(node);
      return { ...node, type: { is: 'date' } };
    case 'duration':
      return { ...node, type: { is: node.unit === 'months' ? 'months' : 'days' } };
    case 'null':
      throw nullWritten(node.from);
    case 'name':
      return bindName(node, scope);
    case 'negate': {
      const operand = bind(node.operand, scope);
      expect(operand, ['number', 'money', 'months', 'days']);
      return { ...node, operand, type: typeOf(operand) };
    }
    case 'arithmetic': {
      const [left, right] = [bind(node.left, scope), bind(node.right, scope)];
      return { ...node, left, right, type: arithmeticType(node, left, right) };
    }
    case 'compare':
      return bindCompare(node, scope);
    case 'in':
      return bindIn(node, scope);
    case 'logic':
      return {
        ...node,
        operands: node.operands.map((operand) => bindBoolean(operand, scope)),
        type: BOOLEAN,
      };
    case 'if': {
      const condition = bindBoolean(node.condition, scope);
      const [then, otherwise] = [bind(node.then, scope), bind(node.otherwise, scope)];
      return { ...node, condition, then, otherwise, type: unite(then, otherwise) };
    }
    case 'call':
      return bindCall(
        node,
        node.arguments.map((argument) => bind(argument, scope)),
      );
    case 'list': {
      const items = node.items.map((item) => bind(item, scope));
      const [first, ...rest] = items;
      const of = first
        ? rest.reduce((type, item) => unite({ ...first, type }, item), typeOf(first))
        : ({ is: 'any' } as const);
      return { ...node, items, type: { is: 'list', of } };
    }
    case 'test':
      throw nothingLeft(node.from);
    case 'range':
      throw strayRange(node.from);
    case 'quantified':
      return bindQuantified(node, scope);
    case 'path':
      return bindPath(node, scope);
    case 'filter':
      return bindFilter(node, scope);
  }
}

const nullWritten = (at: number): RuleError =>
  new RuleError(
    at,
    { zh: '规则中不写 null', en: 'null is not written in a rule' },
    { zh: '缺少的数据自动按“未知”处理', en: 'Missing data is treated as unknown by itself' },
  );

/** Years with four digits: what facts, files and forms can carry. */
function checkYear(node: NodeOf<'day'>): void {
  if (parseDay(dayText(node.day)) !== undefined) return;
  throw new RuleError(node.from, {
    zh: '年份须在 1000 与 9999 之间',
    en: 'the year must be between 1000 and 9999',
  });
}

const strayRange = (at: number): RuleError =>
  new RuleError(
    at,
    { zh: '区间只能写在 in 之后', en: 'a range is only written after in' },
    { zh: '例如 参保人数 in [1..300]', en: 'For example insuredStaff in [1..300]' },
  );

const nothingLeft = (at: number): RuleError =>
  new RuleError(
    at,
    { zh: '比较的左边缺少内容', en: 'a comparison needs something on its left' },
    { zh: '相等写作一个 =，例如 参保人数 = 3', en: 'Equality is a single =, such as insuredStaff = 3' },
  );

/** The type set by `bind`. */
export function typeOf(node: Node): RuleType {
  if (!node.type) throw new Error('assertion failed: the node has been bound');
  return node.type;
}

function expect(node: Node, kinds: readonly RuleType['is'][]): void {
  const type = typeOf(node);
  if (type.is !== 'any' && !kinds.includes(type.is)) throw mismatch(node, kinds);
}

export function bindBoolean(node: Node, scope: BindScope): Node {
  const bound = bind(node, scope);
  expect(bound, ['boolean']);
  return bound;
}

function bindName(node: NodeOf<'name'>, scope: BindScope): Node {
  const binding = scope.find(node.name);
  if (!binding) throw unknownName(node.from, node.name, scope.names());
  return {
    ...node,
    name: binding.slot,
    type: binding.type,
    ...(binding.reads ? { reads: binding.reads } : {}),
  };
}

function unknownName(at: number, name: string, known: Iterable<string>): RuleError {
  const near = nearest(name, known);
  const hint = near
    ? { zh: `是否想写“${near}”？`, en: `Did you mean "${near}"?` }
    : {
        zh: '请先在目录、参数或计算项中定义',
        en: 'Define it in the catalogue, the parameters or the values first',
      };
  const negated = /^(.+) not$/.exec(name)?.[1];
  return new RuleError(
    at,
    { zh: `没有名为“${name.slice(0, 60)}”的数据项`, en: `there is nothing named "${name.slice(0, 60)}"` },
    negated ? { zh: `否定请写 not(${negated} in …)`, en: `Write not(${negated} in …)` } : hint,
  );
}

function bindCompare(node: NodeOf<'compare'>, scope: BindScope): Node {
  const [left, right] = [bind(node.left, scope), bind(node.right, scope)];
  const pair = { left: encodeFor(typeOf(right), left), right: encodeFor(typeOf(left), right) };
  sameKind(pair.left, pair.right);
  if (node.operator !== '=' && node.operator !== '!=') {
    expect(pair.left, ['number', 'money', 'date', 'months', 'days']);
    expect(pair.right, ['number', 'money', 'date', 'months', 'days']);
  }
  return { ...node, ...pair, type: BOOLEAN };
}

function bindIn(node: NodeOf<'in'>, scope: BindScope): Node {
  const subject = bind(node.subject, scope);
  const fit = (value: Node): Node => {
    const bound = encodeFor(typeOf(subject), bind(value, scope));
    const type = typeOf(bound);
    sameKind(
      subject,
      type.is === 'list' && typeOf(subject).is !== 'list' ? { ...bound, type: type.of } : bound,
    );
    return bound;
  };
  const tests = node.tests.map((test): UnaryTest => {
    if (test.kind !== 'interval') return { ...test, value: fit(test.value) };
    expect(subject, ['number', 'money', 'date', 'months', 'days']);
    return { ...test, low: fit(test.low), high: fit(test.high) };
  });
  return { ...node, subject, tests, type: BOOLEAN };
}

/** A scope with some names of its own; shadowing an outer name would mislead a reader, so it is refused. */
function withNames(scope: BindScope, own: ReadonlyMap<string, Binding>): BindScope {
  return {
    find: (name) => own.get(name) ?? scope.find(name),
    names: () => [...own.keys(), ...scope.names()],
  };
}

function bindQuantified(node: NodeOf<'quantified'>, scope: BindScope): Node {
  let inner = scope;
  const iterators = node.iterators.map((each): Iterator => {
    const over = bind(each.over, inner);
    const type = typeOf(over);
    if (inner.find(each.name)) {
      throw new RuleError(node.from, {
        zh: `“${each.name}”已有含义，请换一个名称`,
        en: `"${each.name}" already means something; choose another name`,
      });
    }
    if (each.until) {
      expect(over, ['number']);
      const until = bind(each.until, inner);
      expect(until, ['number']);
      inner = withNames(inner, new Map([[each.name, { slot: each.name, type: { is: 'number' } }]]));
      return { ...each, over, until };
    }
    if (type.is !== 'list') throw mismatch(over, ['list']);
    inner = withNames(inner, new Map([[each.name, { slot: each.name, type: type.of }]]));
    return { ...each, over };
  });
  return { ...node, iterators, body: bindBoolean(node.body, inner), type: BOOLEAN };
}

const DATE_PARTS = ['year', 'month', 'day', 'weekday'];
const MONTH_PARTS = ['years', 'months'];
const DAY_PARTS = ['days', 'hours', 'minutes', 'seconds'];

function bindPath(node: NodeOf<'path'>, scope: BindScope): Node {
  const target = bind(node.target, scope);
  const type = typeOf(target);
  const parts =
    type.is === 'date'
      ? DATE_PARTS
      : type.is === 'months'
        ? MONTH_PARTS
        : type.is === 'days'
          ? DAY_PARTS
          : undefined;
  if (parts) {
    if (!parts.includes(node.field)) throw unknownName(node.from, node.field, parts);
    return { ...node, target, type: { is: 'number' } };
  }
  const record = type.is === 'list' ? type.of : type;
  if (record.is !== 'record') throw mismatch(target, ['record', 'list']);
  const field = fieldNamed(record, node.field);
  if (!field) throw unknownName(node.from, node.field, record.fields.keys());
  const own = field.type;
  return {
    ...node,
    target,
    field: field.key,
    reads: `${record.list}.${field.key}`,
    type: type.is === 'list' ? { is: 'list', of: own } : own,
  };
}

const fieldNamed = (record: RuleType & { is: 'record' }, name: string): RecordField | undefined =>
  record.fields.get(name);

function bindFilter(node: NodeOf<'filter'>, scope: BindScope): Node {
  const target = bind(node.target, scope);
  const type = typeOf(target);
  if (type.is !== 'list' || type.of.is !== 'record') throw mismatch(target, ['list']);
  const record = type.of;
  const own = new Map<string, Binding>();
  for (const [name, field] of record.fields)
    own.set(name, { slot: field.key, type: field.type, reads: `${record.list}.${field.key}` });
  return { ...node, target, condition: bindBoolean(node.condition, withNames(scope, own)), type };
}
