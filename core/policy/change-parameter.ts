// A policy with one parameter changed: what a what-if tries, checked as a colleague would check a new value.
import { formatDay, parseDay, type DayText } from '../kernel/day.ts';
import type { FieldError } from '../kernel/fault.ts';
import { buildProgram } from '../rules/build-program.ts';
import { boundsOf, reachableNodes } from '../rules/candidate-values.ts';
import { type Catalogue, type CatalogueItem, scaleOf } from '../rules/catalogue.ts';
import { amountStrays } from '../rules/checks/check-amount.ts';
import { checkConditions } from '../rules/checks/check-conditions.ts';
import { checkTables } from '../rules/checks/check-tables.ts';
import type { Node } from '../rules/node.ts';
import { type Program, slotOfName } from '../rules/program.ts';
import { ofScaled, Rational, toText } from '../rules/rational.ts';
import type { Formula, ParameterEntry, ParameterSource } from '../rules/rule-document.ts';
import { Run } from '../rules/run.ts';
import { Day, type Value } from '../rules/value.ts';
import { claimWindow } from './claim-window.ts';
import type { PolicyDocument } from './policy-document.ts';

/** One value of one parameter. */
export interface ParameterChange {
  readonly parameter: string;
  readonly district?: string | undefined;
  readonly value: Formula;
}

/** The same day, or the nearest one on which the policy can be claimed: rules of a coming policy are tried as they will be. */
export function trialDayOf(document: Pick<PolicyDocument, 'dates'>, today: DayText): DayText {
  const { from = today, until = today } = claimWindow(document);
  if (today < from) return from;
  return today > until ? until : today;
}

/** Written days compare as text. */
const isInForce = ({ from = '', until = '9999' }: ParameterEntry, day: DayText): boolean =>
  from <= day && day <= until;

/** The entry of a parameter that is in force on a day, for a district or, without one, for all others. */
export const entryInForce = (
  { values }: Pick<ParameterSource, 'values'>,
  day: DayText,
  district?: string,
): ParameterEntry | undefined => values.find((entry) => entry.district === district && isInForce(entry, day));

/**
 * The document with another value where the day and the district say. A district without a value of its own gets one for as
 * long as the general value holds. Undefined when there is no such parameter, or no value on that day.
 */
export function withParameter<T extends Pick<PolicyDocument, 'parameters'>>(
  document: T,
  change: ParameterChange,
  day: DayText,
): T | undefined {
  const source = document.parameters.find(({ name }) => name === change.parameter);
  const own = source && entryInForce(source, day, change.district);
  const general = source && entryInForce(source, day);
  if (!source || (!own && !general)) return undefined;
  const values = own
    ? source.values.map((entry) => (entry === own ? { ...entry, value: change.value } : entry))
    : [...source.values, { ...general, district: change.district, value: change.value }];
  const parameters = document.parameters.map((each) => (each === source ? { ...source, values } : each));
  return { ...document, parameters } as T;
}

type Words = Pick<FieldError, 'zh' | 'en'>;

/**
 * Why a changed policy must not be tried: its rules cannot be read, a value lies where no firm can be, nobody can qualify, or
 * the amount strays where it did not before. The change must be one that `withParameter` can make.
 */
export function errorsOfChange(
  document: PolicyDocument,
  change: ParameterChange,
  catalogue: Catalogue,
  day: DayText,
): Words[] {
  const changed = withParameter(document, change, day);
  const { program, errors } = buildProgram(changed ?? document, catalogue);
  if (!program) return errors.map(({ zh, en }) => ({ zh, en }));
  const asOfDay = parseDay(day) ?? 0;
  const outside = outOfRange(program, change, asOfDay);
  if (outside) return [outside];
  const before = buildProgram(document, catalogue).program;
  const strays = amountStrays(program, asOfDay);
  if (strays && before && amountStrays(before, asOfDay) === undefined) return [STRAYS[strays]];
  const findings = [checkConditions(program, asOfDay), checkTables(program, asOfDay)];
  return findings.flatMap((each) => each.errors).map(({ zh, en }) => ({ zh, en }));
}

const STRAYS = {
  negative: {
    zh: '按此值金额可能为负，将按零计',
    en: 'with this value the amount can be negative and would count as zero',
  },
  overflow: {
    zh: '按此值金额可能超出可支付范围',
    en: 'with this value the amount can grow beyond what can be paid',
  },
} as const;

function outOfRange(program: Program, change: ParameterChange, asOfDay: number): Words | undefined {
  const value = valueOf(program, change, asOfDay);
  const item = itemsComparedWith(program, change.parameter).find((each) => !isWithin(each, value));
  if (!item) return undefined;
  const [low, high] = boundsOf(item).map((bound) => boundText(item, bound));
  const said = value instanceof Day ? formatDay(value.day) : toText(value as Rational);
  return {
    zh: `值 ${said} 超出数据项“${item.zh}”的取值范围（${low} 至 ${high}）`,
    en: `${said} is out of the range of "${item.en}" (${low} to ${high})`,
  };
}

function valueOf(program: Program, { parameter, district }: ParameterChange, asOfDay: number): Value {
  const definition = program.definitions.get(slotOfName(parameter));
  if (definition?.kind !== 'parameter') return null;
  const run = new Run(program, {}, { asOfDay, ...(district !== undefined && { district }) });
  const entry = district === undefined ? generalEntry(run, definition) : run.entryFor(definition);
  return entry ? run.value(entry.node) : null;
}

const generalEntry = (run: Run, definition: Parameters<Run['entryFor']>[0]) => {
  const general = definition.entries.filter(({ district }) => district === undefined);
  return run.entryFor({ ...definition, entries: general });
};

function isWithin(item: CatalogueItem, value: Value): boolean {
  const [low, high] = boundsOf(item);
  if (value instanceof Day) return value.day >= low && value.day <= high;
  if (!(value instanceof Rational)) return true;
  const carried = (Number(value.n) / Number(value.d)) * 10 ** scaleOf(item);
  return carried >= low && carried <= high;
}

function boundText(item: CatalogueItem, bound: number): string {
  if (Math.abs(bound) === Number.MAX_SAFE_INTEGER) return '…';
  return item.type === 'date' ? formatDay(bound) : toText(ofScaled(bound, scaleOf(item)));
}

/** Items that stand on the other side of a comparison with nothing but the parameter. */
export function itemsComparedWith(program: Program, parameter: string): CatalogueItem[] {
  const slot = slotOfName(parameter);
  const keys = new Set<string>();
  const note = (one: Node, other: Node): void => {
    if (one.kind === 'name' && one.name === slot && other.kind === 'name' && other.reads !== undefined)
      keys.add(other.reads);
  };
  const roots = program.conditions.map(({ node }) => node);
  for (const node of reachableNodes(program, roots)) {
    if (node.kind === 'compare') {
      note(node.left, node.right);
      note(node.right, node.left);
    }
    if (node.kind !== 'in') continue;
    for (const test of node.tests)
      for (const bound of test.kind === 'interval' ? [test.low, test.high] : [test.value])
        note(bound, node.subject);
  }
  return [...keys].flatMap((key) => program.items.get(key) ?? []);
}
