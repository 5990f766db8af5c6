// A predicate asks a department whether a fact meets a bound, so that the fact itself stays at home.

const OPERATORS = ['<=', '>=', '!=', '<', '>', '='] as const;
export type PredicateOperator = (typeof OPERATORS)[number];

/** `insuredStaff<=300`: an item, an operator, and a bound in the catalogue's carried form. */
export interface Predicate {
  readonly item: string;
  readonly operator: PredicateOperator;
  readonly bound: number | boolean | string;
}

const PREDICATE_TEXT = /^([a-z][A-Za-z0-9]*)\s*(<=|>=|!=|<|>|=)\s*(-?\d{1,15}|true|false|"[^"\\]{1,80}")$/;

export const predicateText = ({ item, operator, bound }: Predicate): string =>
  `${item}${operator}${JSON.stringify(bound)}`;

/** The predicate a question stands for, or undefined when it is a plain item key (or nothing readable). */
export function parsePredicate(text: string): Predicate | undefined {
  const match = PREDICATE_TEXT.exec(text);
  if (!match?.[1] || !match[3]) return undefined;
  const operator = OPERATORS.find((candidate) => candidate === match[2]);
  if (!operator) return undefined;
  return { item: match[1], operator, bound: JSON.parse(match[3]) as number | boolean | string };
}

/** True, false, or null when the fact is not held or is of another kind than the bound: unknown is never no. */
export function answerPredicate({ operator, bound }: Predicate, value: unknown): boolean | null {
  if (value === null || value === undefined || typeof value !== typeof bound) return null;
  if (operator === '=') return value === bound;
  if (operator === '!=') return value !== bound;
  if (typeof value !== 'number' || typeof bound !== 'number') return null;
  switch (operator) {
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '>':
      return value > bound;
  }
}
