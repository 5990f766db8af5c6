// Text to tree: the FEEL grammar parses, and only the nodes of our subset come through.
import {
  type Node,
  type CompareOperator,
  type ArithmeticOperator,
  type UnaryTest,
  type Iterator,
  childrenOf,
} from './node.ts';
import { NumberTooLarge, parseRational } from './rational.ts';
import { dayLiteral, durationLiteral } from './temporal-literal.ts';
import { RuleError } from './rule-error.ts';
import {
  allChildren,
  childAt,
  children,
  DEPTH_MAX,
  parseTree,
  placeIn,
  refuse,
  type Source,
  textOf,
  tooDeep,
  type Tree,
} from './read-syntax.ts';

/** Parses an expression into the subset. @throws RuleError with the offset in the text as written */
export function parseExpression(text: string): Node {
  const { source, tree } = parseTree(text, 'expression');
  return convert(source, childAt(source, tree, 0));
}

/** Parses a table cell: unary tests on `subject`, or `-` for any (undefined). @throws RuleError */
export function parseUnaryTests(text: string, subject: Node): Node | undefined {
  if (/^\s*[-－]\s*$/.test(text)) return undefined;
  const { source, tree } = parseTree(text, 'unaryTests');
  const parts = children(tree);
  const negated = parts[0]?.name === 'not';
  const list = parts[negated ? 1 : 0];
  if (list?.name !== 'PositiveUnaryTests') throw refuse(source, tree);
  const place = placeIn(source, tree);
  const test: Node = {
    kind: 'in',
    subject,
    tests: children(list).map((each) => convertTest(source, each)),
    ...place,
  };
  return negated ? { kind: 'call', name: 'not', arguments: [test], ...place } : test;
}

function convert(parent: Source, tree: Tree): Node {
  const source: Source = { normalised: parent.normalised, depth: parent.depth + 1 };
  if (source.depth > DEPTH_MAX) throw tooDeep(source.normalised.originalOffset(tree.from));
  const place = placeIn(source, tree);
  const sub = (index: number): Node => convert(source, childAt(source, tree, index));
  switch (tree.name) {
    case 'ParenthesizedExpression':
    case 'PositiveUnaryTest':
      return sub(0);
    case 'SimplePositiveUnaryTest':
      return convertBareTest(source, tree);
    case 'Conjunction':
    case 'Disjunction':
      return convertLogic(source, tree);
    case 'Comparison':
      return convertComparison(source, tree);
    case 'ArithmeticExpression':
      return convertArithmetic(source, tree);
    case 'NumericLiteral':
      return convertNumber(source, tree);
    case 'StringLiteral':
      return { kind: 'text', value: unescape(textOf(source, tree)), ...place };
    case 'BooleanLiteral':
      return { kind: 'boolean', value: textOf(source, tree) === 'true', ...place };
    case 'null':
      return { kind: 'null', ...place };
    case 'VariableName':
    case '?':
      return { kind: 'name', name: textOf(source, tree).replace(/\s+/g, ' '), ...place };
    case 'List':
      return { kind: 'list', items: children(tree).map((each) => convert(source, each)), ...place };
    case 'Interval':
      return { ...convertInterval(source, tree), kind: 'range', ...place };
    case 'IfExpression':
      return { kind: 'if', condition: sub(1), then: sub(3), otherwise: sub(5), ...place };
    case 'FunctionInvocation':
    case 'DateTimeLiteral':
      return convertCall(source, tree);
    case 'QuantifiedExpression':
      return convertQuantified(source, tree);
    case 'PathExpression':
      return { kind: 'path', target: sub(0), field: textOf(source, childAt(source, tree, 2)), ...place };
    case 'FilterExpression':
      return { kind: 'filter', target: sub(0), condition: sub(1), ...place };
    default:
      throw refuse(source, tree);
  }
}

function convertNumber(source: Source, tree: Tree): Node {
  const written = textOf(source, tree).replace(/\s/g, '');
  let value;
  try {
    value = parseRational(written);
  } catch (error) {
    if (!(error instanceof NumberTooLarge)) throw error;
  }
  if (value) return { kind: 'number', value, ...placeIn(source, tree) };
  throw new RuleError(source.normalised.originalOffset(tree.from), {
    zh: `数字过大或写法不对：${written.slice(0, 40)}`,
    en: `not a number, or one beyond reason: ${written.slice(0, 40)}`,
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The content of a string literal, quotes taken off. */
const unescape = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs,
      (whole, short?: string, long?: string, one?: string) => {
        const code = Number.parseInt(short ?? long ?? '', 16);
        if (Number.isNaN(code)) return ESCAPES[one ?? ''] ?? one ?? whole;
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );

interface Term {
  readonly node: Node;
  /** The operator that joins this term to the one before. */
  readonly joinedBy?: 'and' | 'or';
}

/** A piece of a chain still to be taken apart; `wrap` is what its first term belongs into. */
interface Piece {
  readonly tree: Tree;
  readonly joinedBy?: 'and' | 'or';
  readonly wrap?: (first: Node) => Node;
}

/**
 * The terms of a chain of `and` and `or` in the order written. The grammar reads `x in [..] and y` as `x in ([..] and y)`:
 * here the chain inside the test is taken out again, so that `in` binds tighter than `and`, as everyone reads it. A loop,
 * not a recursion, because a flat list of conditions may be long.
 */
function logicTerms(source: Source, root: Tree): Term[] {
  const terms: Term[] = [];
  const waiting: Piece[] = [{ tree: root }];
  for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
    const { tree, joinedBy, wrap } = piece;
    const joined = joinedBy ? { joinedBy } : {};
    if (isChain(tree)) {
      waiting.push({ tree: childAt(source, tree, 2), joinedBy: tree.name === 'Conjunction' ? 'and' : 'or' });
      waiting.push({ tree: childAt(source, tree, 0), ...joined, ...(wrap ? { wrap } : {}) });
      continue;
    }
    const trapped = trappedChain(source, tree);
    const outer = wrap ?? ((first: Node): Node => first);
    if (trapped)
      waiting.push({ tree: trapped.chain, ...joined, wrap: (first) => outer(trapped.rebuild(first)) });
    else terms.push({ node: outer(convert(source, tree)), ...joined });
  }
  return terms;
}

/** The chain that the grammar put inside the last test of an `in`, or of a comparison such as `x in > 5 and y`. */
function trappedChain(
  source: Source,
  tree: Tree,
): { chain: Tree; rebuild: (first: Node) => Node } | undefined {
  const parts = children(tree);
  const test = parts[2];
  if (tree.name !== 'Comparison' || parts[1]?.name !== 'in' || test?.name !== 'PositiveUnaryTest')
    return undefined;
  const inner = childAt(source, test, 0);
  const subject = (): Node => convert(source, childAt(source, tree, 0));
  const place = placeIn(source, tree);
  if (isChain(inner)) {
    return {
      chain: inner,
      rebuild: (first) => ({ kind: 'in', subject: subject(), tests: [asTest(first)], ...place }),
    };
  }
  const operator = children(inner)[0];
  const value = children(inner)[1];
  if (inner.name !== 'SimplePositiveUnaryTest' || operator?.name !== 'CompareOp' || !value || !isChain(value))
    return undefined;
  const written = textOf(source, operator) as CompareOperator;
  return {
    chain: value,
    rebuild: (first) => ({
      kind: 'in',
      subject: subject(),
      tests: [{ kind: 'compare', operator: written, value: first }],
      ...place,
    }),
  };
}

const isChain = (tree: Tree): boolean => tree.name === 'Conjunction' || tree.name === 'Disjunction';

function asTest(node: Node): UnaryTest {
  if (node.kind === 'range') return { ...node, kind: 'interval' };
  return node.kind === 'test'
    ? { kind: 'compare', operator: node.operator, value: node.value }
    : { kind: 'equals', value: node };
}

function convertLogic(source: Source, tree: Tree): Node {
  return groupTerms(logicTerms(source, tree));
}

/** `a or b and c` is `a or (b and c)`. */
function groupTerms(terms: readonly Term[]): Node {
  const groups: Node[][] = [];
  for (const { node, joinedBy } of terms) {
    if (joinedBy === 'and') groups.at(-1)?.push(node);
    else groups.push([node]);
  }
  return joinNodes(
    'or',
    groups.map((group) => joinNodes('and', group)),
  );
}

function joinNodes(operator: 'and' | 'or', operands: Node[]): Node {
  const [first, ...rest] = operands;
  const last = rest.at(-1);
  if (!first) throw new Error('assertion failed: a chain has terms');
  return last ? { kind: 'logic', operator, operands, from: first.from, to: last.to } : first;
}

function convertComparison(source: Source, tree: Tree): Node {
  const place = placeIn(source, tree);
  const parts = children(tree);
  const operator = parts[1]?.name;
  if (operator === 'CompareOp') {
    const written = textOf(source, childAt(source, tree, 1)) as CompareOperator;
    return {
      kind: 'compare',
      operator: written,
      left: convert(source, childAt(source, tree, 0)),
      right: convert(source, childAt(source, tree, 2)),
      ...place,
    };
  }
  if (operator === 'between') {
    const test: UnaryTest = {
      kind: 'interval',
      low: convert(source, childAt(source, tree, 2)),
      high: convert(source, childAt(source, tree, 4)),
      lowClosed: true,
      highClosed: true,
    };
    return { kind: 'in', subject: convert(source, childAt(source, tree, 0)), tests: [test], ...place };
  }
  const tested = parts[2];
  if (operator !== 'in' || !tested) throw refuse(source, tree);
  if (trappedChain(source, tree)) return groupTerms(logicTerms(source, tree));
  const tests = tested.name === 'PositiveUnaryTests' ? children(tested) : [tested];
  return {
    kind: 'in',
    subject: convert(source, childAt(source, tree, 0)),
    tests: tests.map((each) => convertTest(source, each)),
    ...place,
  };
}

function convertTest(source: Source, tree: Tree): UnaryTest {
  const inner = tree.name === 'PositiveUnaryTest' ? childAt(source, tree, 0) : tree;
  if (inner.name !== 'SimplePositiveUnaryTest') return asTest(convert(source, inner));
  const head = childAt(source, inner, 0);
  if (head.name !== 'CompareOp') return asTest(convert(source, head));
  return {
    kind: 'compare',
    operator: textOf(source, head) as CompareOperator,
    value: convert(source, childAt(source, inner, 1)),
  };
}

/** A range or `< 10` in a place where the grammar wants a value. */
function convertBareTest(source: Source, tree: Tree): Node {
  const head = childAt(source, tree, 0);
  if (head.name !== 'CompareOp') return convert(source, head);
  const operator = textOf(source, head) as CompareOperator;
  return {
    kind: 'test',
    operator,
    value: convert(source, childAt(source, tree, 1)),
    ...placeIn(source, tree),
  };
}

function convertInterval(
  source: Source,
  tree: Tree,
): { low: Node; high: Node; lowClosed: boolean; highClosed: boolean } {
  const raw = allChildren(tree);
  const [open, low, , high, close] = raw;
  if (raw.length !== 5 || !open || !low || !high || !close) throw refuse(source, tree);
  return {
    low: convert(source, low),
    high: convert(source, high),
    lowClosed: textOf(source, open) === '[',
    highClosed: textOf(source, close) === ']',
  };
}

/** Walks the left spine in a loop, so that a long sum does not nest the converter. */
function convertArithmetic(source: Source, tree: Tree): Node {
  const spine: Tree[] = [];
  let left = tree;
  while (left.name === 'ArithmeticExpression' && children(left).length === 3) {
    spine.unshift(left);
    left = childAt(source, left, 0);
  }
  if (spine.length > DEPTH_MAX) throw tooDeep(source.normalised.originalOffset(tree.from));
  const first: Node =
    left.name === 'ArithmeticExpression'
      ? { kind: 'negate', operand: convert(source, childAt(source, left, 1)), ...placeIn(source, left) }
      : convert(source, left);
  return spine.reduce<Node>((sum, each) => {
    const operator = textOf(source, childAt(source, each, 1)) as ArithmeticOperator;
    return {
      kind: 'arithmetic',
      operator,
      left: sum,
      right: convert(source, childAt(source, each, 2)),
      ...placeIn(source, each),
    };
  }, first);
}

function convertCall(source: Source, tree: Tree): Node {
  const place = placeIn(source, tree);
  const head = childAt(source, tree, 0);
  const name = head.name === 'AtLiteral' ? '@' : textOf(source, head).replace(/\s+/g, ' ');
  const parameters = head.name === 'AtLiteral' ? head : children(tree)[1];
  if (parameters && parameters.name !== 'PositionalParameters' && parameters !== head)
    throw refuse(source, parameters);
  const values = parameters ? children(parameters).map((each) => convert(source, each)) : [];
  const only = values[0];
  if (values.length === 1 && only?.kind === 'text') {
    const day = name === 'date' || name === '@' ? dayLiteral(only.value) : undefined;
    if (day !== undefined) return { kind: 'day', day, ...place };
    const duration = name === 'duration' || name === '@' ? durationLiteral(only.value) : undefined;
    if (duration) return { kind: 'duration', ...duration, ...place };
  }
  return { kind: 'call', name, arguments: values, ...place };
}

function convertQuantified(source: Source, tree: Tree): Node {
  const parts = children(tree);
  const iterators = children(childAt(source, tree, 1)).map((each): Iterator => {
    const [name, , context] = children(each);
    if (!name || !context) throw refuse(source, each);
    const bounds = children(context).filter((part) => part.name !== '..');
    const over = convert(source, childAt(source, context, 0));
    const until = bounds[1];
    return { name: textOf(source, name), over, ...(until ? { until: convert(source, until) } : {}) };
  });
  return {
    kind: 'quantified',
    every: parts[0]?.name === 'every',
    iterators,
    body: convert(source, childAt(source, tree, 3)),
    ...placeIn(source, tree),
  };
}

/** Every node of a tree, parents first, without recursion. */
export function* allNodes(root: Node): Generator<Node> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node));
  }
}
