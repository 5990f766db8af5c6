// One run of a program on one firm's facts: names get values, each computed once; the reference for the compiled form.
import { Fault } from '../kernel/fault.ts';
import { formatDay } from '../kernel/day.ts';
import type { EvaluationContext, FactRecord, Facts, FactValue } from './evaluation.ts';
import { type Closure, type Scope, toClosure } from './interpret.ts';
import type { Node } from './node.ts';
import { AS_OF_SLOT, type Definition, LINE_TOTAL_SLOT, type Program, type ProgramEntry } from './program.ts';
import { ownValue, recordValue, toValue } from './read-facts.ts';
import { Day, type Value } from './value.ts';

const CLOSURES = new WeakMap<Node, Closure>();

export function closureOf(node: Node): Closure {
  const known = CLOSURES.get(node);
  if (known) return known;
  const made = toClosure(node);
  CLOSURES.set(node, made);
  return made;
}

/** Values of names for one firm on one day. */
export class Run implements Scope {
  readonly program: Program;
  readonly facts: Facts;
  readonly context: EvaluationContext;
  readonly #known = new Map<string, Value>();

  constructor(program: Program, facts: Facts, context: EvaluationContext) {
    this.program = program;
    this.facts = facts;
    this.context = context;
  }

  /** An arrow, so that closures can take it along. */
  readonly read = (slot: string): Value | undefined => {
    const known = this.#known.get(slot);
    if (known !== undefined) return known;
    const value = this.#compute(slot);
    if (value !== undefined) this.#known.set(slot, value);
    return value;
  };

  value(node: Node, scope: Scope = this): Value {
    return closureOf(node)(scope);
  }

  setLineTotal(total: Value): void {
    this.#known.set(LINE_TOTAL_SLOT, total);
  }

  /** A scope that also reads the fields of one record of a list, as `list.field`. */
  recordScope(record: FactRecord): Scope {
    const list = this.program.lines?.list;
    if (!list) throw new Error('assertion failed: the program has lines');
    const fields = recordValue(list, record);
    const prefix = `${list.key}.`;
    return {
      read: (slot) => (slot.startsWith(prefix) ? fields.get(slot.slice(prefix.length)) : this.read(slot)),
    };
  }

  /** The carried fact; the district may come from the context. */
  fact(key: string): FactValue | null {
    const fact = ownValue(this.facts, key) ?? null;
    return fact === null && key === this.program.districtItem?.key ? (this.context.district ?? null) : fact;
  }

  #compute(slot: string): Value | undefined {
    const item = this.program.items.get(slot);
    if (item) return toValue(item, this.fact(slot));
    if (slot === AS_OF_SLOT) return new Day(this.context.asOfDay);
    const definition = this.program.definitions.get(slot);
    if (!definition) return undefined;
    if (definition.kind !== 'parameter') return this.value(definition.node);
    const entry = this.entryFor(definition);
    return entry ? this.value(entry.node) : null;
  }

  /** The entry in force for the firm; undefined while its district is unknown and matters. @throws Fault when there is none */
  entryFor(parameter: Definition & { kind: 'parameter' }): ProgramEntry | undefined {
    const inForce = entriesOn(parameter.entries, this.context.asOfDay);
    const general = inForce.find((entry) => entry.district === undefined);
    const byDistrict = inForce.filter((entry) => entry.district !== undefined);
    if (byDistrict.length === 0 && general) return general;
    const districtKey = this.program.districtItem?.key;
    const district = districtKey === undefined ? (this.context.district ?? null) : this.fact(districtKey);
    if (district === null && byDistrict.length > 0) return undefined;
    const entry = byDistrict.find((each) => each.district === district) ?? general;
    if (entry) return entry;
    const day = formatDay(this.context.asOfDay);
    throw new Fault('unprocessable', {
      reason: 'parameter-not-in-force',
      zh: `参数“${parameter.name}”在 ${day} 没有适用的取值`,
      en: `The parameter "${parameter.name}" has no value in force on ${day}`,
    });
  }
}

/** Entries in force on a day. */
export const entriesOn = (entries: readonly ProgramEntry[], day: number): ProgramEntry[] =>
  entries.filter((entry) => (entry.from ?? -Infinity) <= day && day <= (entry.until ?? Infinity));
