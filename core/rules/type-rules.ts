// Which types go together, and what comes of it: money with money, persons with persons, never persons with months.
import { ANY, MONEY, NUMBER, type RuleType, typeWords } from './rule-type.ts';
import type { Node, NodeOf } from './node.ts';
import { RuleError } from './rule-error.ts';

const of = (node: Node): RuleType => node.type ?? ANY;

const KIND_HINTS: Partial<Record<RuleType['is'], { zh: string; en: string }>> = {
  boolean: {
    zh: '此处须是一个是非判断，例如 参保人数 > 0',
    en: 'A test with a yes or no is needed here, such as insuredStaff > 0',
  },
  date: { zh: '日期写作 date("2020-03-02")', en: 'A date is written date("2020-03-02")' },
};

/** The error for a node that should have been of another kind. */
export function mismatch(node: Node, wanted: readonly RuleType['is'][]): RuleError {
  const names = wanted.map((is) => typeWords({ is } as RuleType));
  const found = typeWords(of(node));
  return new RuleError(
    node.from,
    {
      zh: `应为${names.map((name) => name.zh).join('或')}，实为${found.zh}`,
      en: `expected ${names.map((name) => name.en).join(' or ')}, found ${found.en}`,
    },
    wanted.length === 1 && wanted[0] ? KIND_HINTS[wanted[0]] : undefined,
  );
}

/** Text written where an enum is meant becomes its code; zh and en words are accepted. @throws RuleError for no value of it */
export function encodeFor(type: RuleType, node: Node): Node {
  if (type.is !== 'enum') return node;
  if (node.kind === 'list')
    return {
      ...node,
      items: node.items.map((item) => encodeFor(type, item)),
      type: { is: 'list', of: type },
    };
  if (node.kind !== 'text') return node;
  const value = type.values.find(
    (each) => each.code === node.value || each.zh === node.value || each.en === node.value,
  );
  if (value) return { ...node, value: value.code, type };
  const listed = type.values
    .slice(0, 12)
    .map((each) => `"${each.zh}"`)
    .join(' ');
  throw new RuleError(
    node.from,
    {
      zh: `“${node.value.slice(0, 40)}”不是此项的取值`,
      en: `"${node.value.slice(0, 40)}" is no value of this item`,
    },
    { zh: `取值有 ${listed}`, en: `Its values are ${listed}` },
  );
}

/** @throws RuleError unless the two can be compared */
export function sameKind(left: Node, right: Node): void {
  unite(left, right);
}

/** The type that fits both, for `if`, lists, `min` and comparisons. @throws RuleError when there is none */
export function unite(left: Node, right: Node): RuleType {
  const [a, b] = [of(left), of(right)];
  const united = uniteTypes(a, b);
  if (united) return united;
  const [first, second] = [typeWords(a), typeWords(b)];
  throw new RuleError(
    right.from,
    {
      zh: `${first.zh}与${second.zh}不能放在一起比较或计算`,
      en: `${first.en} and ${second.en} do not go together`,
    },
    KIND_HINTS[a.is] ?? KIND_HINTS[b.is],
  );
}

function uniteTypes(a: RuleType, b: RuleType): RuleType | undefined {
  if (a.is === 'any') return b;
  if (b.is === 'any') return a;
  if (a.is === 'number' && b.is === 'number') {
    if (a.unit && b.unit && a.unit !== b.unit) return undefined;
    return a.unit ? a : b;
  }
  if (a.is === 'money' && b.is === 'number') return b.unit ? undefined : a;
  if (a.is === 'number' && b.is === 'money') return a.unit ? undefined : b;
  if (a.is === 'list' && b.is === 'list') {
    const element = uniteTypes(a.of, b.of);
    return element && { is: 'list', of: element };
  }
  if (a.is === 'enum' && b.is === 'enum') return a.values === b.values ? a : undefined;
  return a.is === b.is ? a : undefined;
}

/** The type of `left operator right`. @throws RuleError */
export function arithmeticType(node: NodeOf<'arithmetic'>, left: Node, right: Node): RuleType {
  const [a, b] = [of(left), of(right)];
  const numeric = (type: RuleType): boolean =>
    type.is === 'number' || type.is === 'money' || type.is === 'any';
  if (!numeric(a) || !numeric(b)) return temporalType(node, left, right);
  switch (node.operator) {
    case '+':
    case '-':
      return unite(left, right);
    case '*':
      if (a.is === 'money' && b.is === 'money')
        throw refused(node, '金额不能乘以金额', 'money cannot be multiplied by money');
      return a.is === 'money' || b.is === 'money' ? MONEY : NUMBER;
    case '/':
      if (right.kind === 'number' && right.value.n === 0n)
        throw refused(node, '不能除以零', 'division by zero');
      if (b.is === 'money' && a.is !== 'money')
        throw refused(node, '数字不能除以金额', 'a number cannot be divided by money');
      return a.is === 'money' && b.is !== 'money' ? MONEY : NUMBER;
    case '**':
      if (
        right.kind !== 'number' ||
        right.value.d !== 1n ||
        right.value.n < 0n ||
        right.value.n > 20n ||
        a.is === 'money'
      ) {
        throw refused(
          node,
          '乘方的指数须为 0 到 20 的整数，底数为数字',
          'the exponent must be a whole number from 0 to 20, of a number',
        );
      }
      return NUMBER;
  }
}

const refused = (node: Node, zh: string, en: string): RuleError => new RuleError(node.from, { zh, en });

function temporalType(node: NodeOf<'arithmetic'>, left: Node, right: Node): RuleType {
  const [a, b] = [of(left).is, of(right).is];
  const duration = (is: string): boolean => is === 'months' || is === 'days';
  const { operator } = node;
  if (operator === '-' && a === 'date' && b === 'date') return { is: 'days' };
  if ((operator === '+' || operator === '-') && a === 'date' && duration(b)) return { is: 'date' };
  if (operator === '+' && duration(a) && b === 'date') return { is: 'date' };
  if ((operator === '+' || operator === '-') && duration(a) && a === b) return of(left);
  if ((operator === '*' || operator === '/') && duration(a) && b === 'number') return of(left);
  if (operator === '+' && a === 'text' && b === 'text') return { is: 'text' };
  const [first, second] = [typeWords(of(left)), typeWords(of(right))];
  throw refused(
    node,
    `不能计算 ${first.zh} ${operator} ${second.zh}`,
    `cannot compute ${first.en} ${operator} ${second.en}`,
  );
}
