// Types of function calls: what each function takes and gives.
import type { Node, NodeOf } from './node.ts';
import { isBuiltin } from './builtin.ts';
import { mismatch, unite } from './type-rules.ts';
import { ANY, BOOLEAN, NUMBER, type RuleType, TEXT } from './rule-type.ts';
import { RuleError } from './rule-error.ts';

type Kind = RuleType['is'];

interface Signature {
  readonly takes: readonly (readonly Kind[])[];
  readonly gives: (values: readonly Node[]) => RuleType;
}

const NUMERIC: readonly Kind[] = ['number', 'money'];
const ofFirst = (values: readonly Node[]): RuleType => values[0]?.type ?? ANY;
const always = (type: RuleType) => (): RuleType => type;

const SIGNATURES: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['not', { takes: [['boolean']], gives: always(BOOLEAN) }],
  ['floor', { takes: [NUMERIC], gives: ofFirst }],
  ['ceiling', { takes: [NUMERIC], gives: ofFirst }],
  ...['decimal', 'round up', 'round down', 'round half up', 'round half down'].map(
    (name): [string, Signature] => [name, { takes: [NUMERIC, ['number']], gives: ofFirst }],
  ),
  ['abs', { takes: [['number', 'money', 'months', 'days']], gives: ofFirst }],
  ['modulo', { takes: [NUMERIC, NUMERIC], gives: ofFirst }],
  ['count', { takes: [['list']], gives: always(NUMBER) }],
  ['all', { takes: [['list']], gives: always(BOOLEAN) }],
  ['any', { takes: [['list']], gives: always(BOOLEAN) }],
  ['years and months duration', { takes: [['date'], ['date']], gives: always({ is: 'months' }) }],
  ['contains', { takes: [['text'], ['text']], gives: always(BOOLEAN) }],
  ['starts with', { takes: [['text'], ['text']], gives: always(BOOLEAN) }],
  ['ends with', { takes: [['text'], ['text']], gives: always(BOOLEAN) }],
  ['string length', { takes: [['text']], gives: always(NUMBER) }],
  ['upper case', { takes: [['text']], gives: always(TEXT) }],
  ['lower case', { takes: [['text']], gives: always(TEXT) }],
]);

/** Functions over many values, given as a list or one by one. */
const AGGREGATES: ReadonlySet<string> = new Set(['min', 'max', 'sum', 'mean']);

/** A bound call. @throws RuleError */
export function bindCall(node: NodeOf<'call'>, values: readonly Node[]): Node {
  const bound = { ...node, arguments: values };
  if (AGGREGATES.has(node.name)) return { ...bound, type: aggregateType(node, values) };
  if (node.name === 'date' || node.name === '@' || node.name === 'duration')
    return bindTemporal(node, values);
  if (node.name === 'list contains') return { ...bound, type: listContains(node, values) };
  const signature = SIGNATURES.get(node.name);
  if (!signature) throw unknownFunction(node);
  if (values.length !== signature.takes.length) throw arity(node, signature.takes.length);
  values.forEach((value, index) => {
    const kinds = signature.takes[index] ?? [];
    const { is } = value.type ?? ANY;
    if (is !== 'any' && !kinds.includes(is)) throw mismatch(value, kinds);
  });
  if (node.name === 'modulo') checkModulo(values);
  if (signature.takes.length === 2 && signature.takes[1]?.[0] === 'number' && signature.takes[1].length === 1)
    checkPlaces(values[1]);
  return { ...bound, type: signature.gives(values) };
}

function unknownFunction(node: NodeOf<'call'>): RuleError {
  const hints: Readonly<Record<string, { zh: string; en: string }>> = {
    matches: {
      zh: '不支持正则表达式；请用 contains、starts with、ends with',
      en: 'No regular expressions; use contains, starts with or ends with',
    },
    today: { zh: '请用 asOf（核定日）', en: 'Use asOf, the day of the evaluation' },
    now: { zh: '请用 asOf（核定日）', en: 'Use asOf, the day of the evaluation' },
  };
  const known = isBuiltin(node.name);
  return new RuleError(
    node.from,
    {
      zh: `不支持函数 ${node.name.slice(0, 40)}`,
      en: `the function ${node.name.slice(0, 40)} is not in the subset`,
    },
    hints[node.name] ??
      (known
        ? { zh: '数据项已有类型，不必转换', en: 'Items have types; nothing needs converting' }
        : undefined),
  );
}

const arity = (node: Node & { readonly name: string }, count: number): RuleError =>
  new RuleError(node.from, {
    zh: `${node.name} 需要 ${count} 个参数`,
    en: `${node.name} takes ${count} argument${count === 1 ? '' : 's'}`,
  });

function checkPlaces(places: Node | undefined): void {
  if (places?.kind === 'number' && places.value.d === 1n && places.value.n >= -12n && places.value.n <= 12n)
    return;
  if (places?.kind === 'negate' && places.operand.kind === 'number' && places.operand.value.n <= 12n) return;
  throw new RuleError(places?.from ?? 0, {
    zh: '小数位数须写成 -12 到 12 的整数',
    en: 'the number of places must be a written whole number from -12 to 12',
  });
}

function checkModulo(values: readonly Node[]): void {
  const [left, right] = values;
  if (left && right) unite(left, right);
  if (right?.kind === 'number' && right.value.n === 0n) {
    throw new RuleError(right.from, { zh: '不能除以零', en: 'division by zero' });
  }
}

function aggregateType(node: NodeOf<'call'>, values: readonly Node[]): RuleType {
  const [first, ...rest] = values;
  if (!first) throw arity(node, 1);
  const list = first.type?.is === 'list' && rest.length === 0 ? first.type.of : undefined;
  const type =
    list ?? rest.reduce((united, value) => unite({ ...first, type: united }, value), first.type ?? ANY);
  const ordered: readonly Kind[] =
    node.name === 'min' || node.name === 'max' ? ['number', 'money', 'date', 'months', 'days'] : NUMERIC;
  if (type.is !== 'any' && !ordered.includes(type.is)) throw mismatch({ ...first, type }, ordered);
  return type;
}

/** `date("…")` that reached here is no day that exists; `date(item)` of a date is the date itself. */
function bindTemporal(node: NodeOf<'call'>, values: readonly Node[]): Node {
  const [only] = values;
  if (only?.kind === 'text') {
    throw new RuleError(
      only.from,
      node.name === 'duration'
        ? { zh: `“${only.value.slice(0, 40)}”不是时长`, en: `"${only.value.slice(0, 40)}" is no duration` }
        : {
            zh: `“${only.value.slice(0, 40)}”不是存在的日期`,
            en: `"${only.value.slice(0, 40)}" is no day that exists`,
          },
      node.name === 'duration'
        ? { zh: '时长写作 P1Y、P6M 或 P30D', en: 'A duration is written P1Y, P6M or P30D' }
        : { zh: '日期写作 2020-03-02', en: 'A date is written 2020-03-02' },
    );
  }
  if (node.name === 'date' && values.length === 1 && only) {
    if (only.type?.is !== 'date') throw mismatch(only, ['date']);
    return only;
  }
  throw new RuleError(
    node.from,
    {
      zh: '日期和时长须直接写出，如 date("2020-03-02")',
      en: 'dates and durations are written out, such as date("2020-03-02")',
    },
    undefined,
  );
}

function listContains(node: NodeOf<'call'>, values: readonly Node[]): RuleType {
  const [list, wanted] = values;
  if (!list || !wanted || values.length !== 2) throw arity(node, 2);
  if (list.type?.is !== 'list') throw mismatch(list, ['list']);
  unite({ ...list, type: list.type.of }, wanted);
  return BOOLEAN;
}
