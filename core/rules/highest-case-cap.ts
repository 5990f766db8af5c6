// The most that one case of a policy can be awarded, whoever files it and on whichever day: what is set aside for the undecided.
import { Fault } from '../kernel/fault.ts';
import { minFen, type Fen } from '../kernel/fen.ts';
import { isConstant, reachableNodes } from './candidate-values.ts';
import type { Node } from './node.ts';
import { AS_OF_SLOT, type Definition, type Program } from './program.ts';
import { Rational } from './rational.ts';
import { Run } from './run.ts';
import { roundMoney } from './run-amount.ts';

/** Beyond so many pairs of a day and a district, a cap is taken for none: then nobody overtakes an earlier application. */
const CONTEXTS_MAX = 2000;
/** No district has this code: it stands for all that a parameter does not name. */
const OTHER_DISTRICT = '';

const KNOWN = new WeakMap<Program, { readonly highest: Fen | undefined }>();

/**
 * The lowest of the caps on a case, each at its highest over the days and districts on which its parameters differ; a cap that
 * reads a firm's facts, or the day itself, is none. Not below what any single case can be awarded.
 * @returns undefined when nothing bounds a case
 */
export function highestCaseCapFen(program: Program): Fen | undefined {
  const known = KNOWN.get(program);
  if (known) return known.highest;
  const highest = program.amount.caps
    .flatMap((cap) => (cap.scope === 'case' ? (highestOf(program, cap.limit) ?? []) : []))
    .reduce<Fen | undefined>((least, cap) => (least === undefined ? cap : minFen(least, cap)), undefined);
  KNOWN.set(program, { highest });
  return highest;
}

function highestOf(program: Program, limit: Node): Fen | undefined {
  const nodes = reachableNodes(program, [limit]);
  const readsDay = nodes.some((node) => node.kind === 'name' && node.name === AS_OF_SLOT);
  if (readsDay || !isConstant(program, limit)) return undefined;
  const contexts = contextsOf(parametersOf(program, nodes));
  if (contexts.length > CONTEXTS_MAX) return undefined;
  let highest: Fen | undefined;
  for (const context of contexts) {
    const value = limitIn(program, limit, context);
    if (value === undefined) continue;
    if (value === 'unknown') return undefined;
    if (highest === undefined || value > highest) highest = value;
  }
  return highest;
}

/** @returns undefined on a day without a value: nobody is awarded anything by the rule then */
function limitIn(program: Program, limit: Node, context: Context): Fen | 'unknown' | undefined {
  try {
    const value = new Run(program, {}, context).value(limit);
    return value instanceof Rational ? roundMoney(value, { mode: 'down', toFen: 1 }) : 'unknown';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.detail.reason === 'parameter-not-in-force' ? undefined : 'unknown';
  }
}

interface Context {
  readonly asOfDay: number;
  readonly district: string;
}
type Parameter = Definition & { kind: 'parameter' };

const parametersOf = (program: Program, nodes: readonly Node[]): Parameter[] =>
  nodes.flatMap((node) => {
    const definition = node.kind === 'name' ? program.definitions.get(node.name) : undefined;
    return definition?.kind === 'parameter' ? [definition] : [];
  });

/** A day of each stretch between two changes, with each district that is named, and one for all others. */
function contextsOf(parameters: readonly Parameter[]): Context[] {
  const entries = parameters.flatMap((parameter) => parameter.entries);
  const changes = entries.flatMap(({ from, until }) =>
    [from ?? [], until === undefined ? [] : until + 1].flat(),
  );
  const days = new Set([Math.min(0, ...changes) - 1, ...changes]);
  const districts = new Set([OTHER_DISTRICT, ...entries.flatMap(({ district }) => district ?? [])]);
  return [...days].flatMap((asOfDay) => [...districts].map((district) => ({ asOfDay, district })));
}
