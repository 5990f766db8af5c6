// The syntax tree of a rule: small, closed, and the only thing that is ever evaluated or compiled.
import type { Rational } from './rational.ts';
import type { RuleType } from './rule-type.ts';

/** Offsets in the text as it was written. `type` and `reads` are set by the type checker. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly type?: RuleType;
  /** The item, or `list.field`, whose value this node is. */
  readonly reads?: string;
}

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export type UnaryTest =
  | {
      readonly kind: 'interval';
      readonly low: Node;
      readonly high: Node;
      readonly lowClosed: boolean;
      readonly highClosed: boolean;
    }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly value: Node }
  | { readonly kind: 'equals'; readonly value: Node };

export interface Iterator {
  readonly name: string;
  readonly over: Node;
  /** `1..4`: counts from `over` to here. */
  readonly until?: Node;
}

export type Node = Place &
  (
    | { readonly kind: 'number'; readonly value: Rational }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | { readonly kind: 'day'; readonly day: number }
    | { readonly kind: 'duration'; readonly unit: 'months' | 'nanoseconds'; readonly count: bigint }
    /** `< 10` where a value is expected: only an `in` test can use it. */
    | { readonly kind: 'test'; readonly operator: CompareOperator; readonly value: Node }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'negate'; readonly operand: Node }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Node;
        readonly right: Node;
      }
    | {
        readonly kind: 'compare';
        readonly operator: CompareOperator;
        readonly left: Node;
        readonly right: Node;
      }
    | { readonly kind: 'in'; readonly subject: Node; readonly tests: readonly UnaryTest[] }
    | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly operands: readonly Node[] }
    | { readonly kind: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Node[] }
    | { readonly kind: 'list'; readonly items: readonly Node[] }
    | {
        readonly kind: 'range';
        readonly low: Node;
        readonly high: Node;
        readonly lowClosed: boolean;
        readonly highClosed: boolean;
      }
    | {
        readonly kind: 'quantified';
        readonly every: boolean;
        readonly iterators: readonly Iterator[];
        readonly body: Node;
      }
    | { readonly kind: 'path'; readonly target: Node; readonly field: string }
    | { readonly kind: 'filter'; readonly target: Node; readonly condition: Node }
  );

export type NodeOf<K extends Node['kind']> = Extract<Node, { kind: K }>;

const testNodes = (test: UnaryTest): readonly Node[] =>
  test.kind === 'interval' ? [test.low, test.high] : [test.value];

/** Every node directly below. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'negate':
      return [node.operand];
    case 'test':
      return [node.value];
    case 'arithmetic':
    case 'compare':
      return [node.left, node.right];
    case 'in':
      return [node.subject, ...node.tests.flatMap(testNodes)];
    case 'logic':
      return node.operands;
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'call':
      return node.arguments;
    case 'list':
      return node.items;
    case 'range':
      return [node.low, node.high];
    case 'quantified':
      return [
        ...node.iterators.flatMap((each) => (each.until ? [each.over, each.until] : [each.over])),
        node.body,
      ];
    case 'path':
      return [node.target];
    case 'filter':
      return [node.target, node.condition];
    default:
      return [];
  }
}
