// Which names a rule may use, and which words the language keeps for itself.

/** Letters of any script, digits, underscore; no blank, so that a name is one word in the text. */
export const NAME_PATTERN = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The day of the evaluation, in expressions. */
export const AS_OF_NAMES: readonly string[] = ['asOf', '核定日'];

const RESERVED: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'if',
    'then',
    'else',
    'in',
    'between',
    'some',
    'every',
    'satisfies',
    'for',
    'return',
  ],
  ...[
    'true',
    'false',
    'null',
    'function',
    'external',
    'instance',
    'of',
    'date',
    'time',
    'duration',
    'item',
    'partial',
  ],
  ...[
    'min',
    'max',
    'sum',
    'count',
    'floor',
    'ceiling',
    'decimal',
    'abs',
    'modulo',
    'mean',
    'all',
    'any',
    'number',
    'string',
  ],
  ...[
    'years',
    'months',
    'today',
    'now',
    'contains',
    'list',
    'round',
    'up',
    'down',
    'half',
    'range',
    'context',
  ],
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', ...AS_OF_NAMES],
]);

export const isReservedName = (name: string): boolean => RESERVED.has(name);
