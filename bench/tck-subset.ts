// Which cases of the TCK are within the declared subset: by the grammar's nodes and the functions called.
import { parser } from '@bpmn-io/lezer-feel';
import type { TckCase } from './tck-cases.ts';

/** Functions of the subset. `today` is left out: its answer changes every day. */
const FUNCTIONS = new Set([
  ...[
    'not',
    'min',
    'max',
    'sum',
    'count',
    'floor',
    'ceiling',
    'round up',
    'round down',
    'round half up',
    'round half down',
  ],
  ...[
    'decimal',
    'abs',
    'modulo',
    'date',
    'duration',
    'years and months duration',
    'list contains',
    'all',
    'any',
    'mean',
    '@',
  ],
  ...['number', 'string'],
]);

/** Constructs of the subset, as the grammar names them. */
const NODES = new Set([
  ...[
    'Expression',
    'Conjunction',
    'Disjunction',
    'Comparison',
    'CompareOp',
    'ArithmeticExpression',
    'ArithOp',
    'VariableName',
  ],
  ...[
    'Identifier',
    'AdditionalIdentifier',
    'AdditionalNameSymbol',
    'NumericLiteral',
    'StringLiteral',
    'BooleanLiteral',
    'List',
    'Interval',
  ],
  ...[
    'IfExpression',
    'FunctionInvocation',
    'PositionalParameters',
    'PositiveUnaryTest',
    'PositiveUnaryTests',
    'SimplePositiveUnaryTest',
  ],
  ...[
    'ParenthesizedExpression',
    'DateTimeLiteral',
    'DateTimeConstructor',
    'AtLiteral',
    'QuantifiedExpression',
    'InExpressions',
  ],
  ...[
    'InExpression',
    'Name',
    'IterationContext',
    'SpecialFunctionName',
    'PathExpression',
    'PathName',
    'UnaryTests',
    'Wildcard',
  ],
  ...['LineComment', 'BlockComment'],
]);

const CONSTRUCTORS = new Set(['date', 'duration', 'years and months duration']);

/** Cases whose answer depends on the declared type of the decision, which a bare expression does not have. */
const NEEDS_TYPE = '0082';

const grammar = parser.configure({ top: 'Expression' });

export function inSubset({ folder, expression }: TckCase): boolean {
  if (folder.startsWith(NEEDS_TYPE)) return false;
  let inside = true;
  grammar.parse(expression).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) inside = false;
      else if (/^[A-Z]/.test(node.name) && !NODES.has(node.name)) inside = false;
      else if (node.name === 'FunctionInvocation') {
        const head = node.node.firstChild;
        if (!head || !FUNCTIONS.has(expression.slice(head.from, head.to).replace(/\s+/g, ' ')))
          inside = false;
      } else if (node.name === 'AtLiteral' && /:|T\d|\dT|PT/.test(text)) inside = false;
      else if (node.name === 'DateTimeConstructor' && !CONSTRUCTORS.has(text)) inside = false;
    },
  });
  return inside;
}
