// A policy's conditions as tests on single items, which columns and bitsets can answer; the rest is left for row by row.
import type { CatalogueItem } from '../catalogue.ts';
import { scaleOf } from '../catalogue.ts';
import type { CompareOperator, Node, NodeOf, UnaryTest } from '../node.ts';
import { allNodes } from '../parse-rule.ts';
import type { Definition, Program } from '../program.ts';
import { floorOf, Rational, rational } from '../rational.ts';
import { entriesOn, Run } from '../run.ts';
import { isConstant } from '../candidate-values.ts';
import { Day, isList, type Value } from '../value.ts';

/** Three-valued; an item that is missing makes its test unknown. Negation has been pushed into the tests. */
export type MatchTest =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly MatchTest[] }
  /** The carried number is at most `bound`; negated: above it. */
  | { readonly kind: 'atMost'; readonly item: string; readonly bound: number; readonly negated: boolean }
  /** The code, text or boolean is one of `values`; negated: none of them. */
  | {
      readonly kind: 'among';
      readonly item: string;
      readonly values: readonly (string | boolean)[];
      readonly negated: boolean;
    }
  /** Unknown while the item is missing, else false: what an expression on a missing district parameter is. */
  | { readonly kind: 'whileMissing'; readonly item: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  /** Not about one item and a constant: unknown here, decided by the row function. */
  | { readonly kind: 'residual' };

export interface LoweredPolicy {
  readonly test: MatchTest;
  /** Whether rows that stay unknown must be asked again, one by one. */
  readonly residual: boolean;
}

/** Policies whose tests grow beyond this are decided row by row. */
const TESTS_MAX = 4000;

class TooLarge extends Error {}

/**
 * The conditions of a program on one day, all together. Items that are not released are unknown.
 * Per-person lines are unknown too: a match invites, it does not count employees.
 */
export function lowerProgram(
  program: Program,
  day: number,
  released: (item: CatalogueItem) => boolean,
): LoweredPolicy {
  const lowering = new Lowering(program, day, released);
  try {
    const parts = program.conditions.map((condition) => lowering.lower(condition.node, false));
    if (program.lines) parts.push({ kind: 'constant', value: null });
    return { test: joined('and', parts), residual: lowering.residual };
  } catch (error) {
    if (error instanceof TooLarge) return { test: { kind: 'residual' }, residual: true };
    throw error;
  }
}

/** `and` and `or` without nested ones of the same kind, decided where a part decides. */
function joined(kind: 'and' | 'or', parts: readonly MatchTest[]): MatchTest {
  const decisive = kind === 'or';
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (flat.some((part) => part.kind === 'constant' && part.value === decisive))
    return { kind: 'constant', value: decisive };
  const open = flat.filter((part) => part.kind !== 'constant' || part.value === null);
  const [first] = open;
  if (!first) return { kind: 'constant', value: !decisive };
  return open.length === 1 ? first : { kind, parts: open };
}

class Lowering {
  readonly #program: Program;
  readonly #run: Run;
  readonly #released: (item: CatalogueItem) => boolean;
  #made = 0;
  residual = false;

  constructor(program: Program, day: number, released: (item: CatalogueItem) => boolean) {
    this.#program = program;
    this.#released = released;
    this.#run = new Run(program, {}, { asOfDay: day });
  }

  lower(node: Node, negated: boolean): MatchTest {
    this.#made += 1;
    if (this.#made > TESTS_MAX) throw new TooLarge();
    switch (node.kind) {
      case 'boolean':
        return { kind: 'constant', value: node.value !== negated };
      case 'null':
        return { kind: 'constant', value: null };
      case 'logic':
        return this.#join(node.operator, node.operands, negated);
      case 'call':
        return node.name === 'not' && node.arguments[0]
          ? this.lower(node.arguments[0], !negated)
          : this.#leftOver(node);
      case 'name':
        return this.#name(node, negated);
      case 'if':
        return this.#choice(node, negated);
      case 'compare':
        return this.#compare(node.operator, node.left, node.right, negated);
      case 'in': {
        const parts = node.tests.map((test) => this.#unary(node.subject, test, negated));
        return joined(negated ? 'and' : 'or', parts);
      }
      default:
        return this.#leftOver(node);
    }
  }

  #join(operator: 'and' | 'or', operands: readonly Node[], negated: boolean): MatchTest {
    const kind = negated ? (operator === 'and' ? 'or' : 'and') : operator;
    return joined(
      kind,
      operands.map((operand) => this.lower(operand, negated)),
    );
  }

  /** Known to be unknown when it reads nothing but unreleased items; else the row function must look. */
  #leftOver(node: Node): MatchTest {
    if ([...allNodes(node)].some((each) => this.#isUnreleasedName(each)) && this.#readsOneItem(node))
      return { kind: 'constant', value: null };
    this.residual = true;
    return { kind: 'residual' };
  }

  #isUnreleasedName(node: Node): boolean {
    const item = node.kind === 'name' ? this.#program.items.get(node.name) : undefined;
    return item !== undefined && !this.#isColumn(item);
  }

  /** A comparison or a function of a missing value is unknown; logic is not, but never comes here. */
  #readsOneItem(node: Node): boolean {
    return node.kind === 'compare' && [node.left, node.right].some((side) => this.#isUnreleasedName(side));
  }

  #isColumn(item: CatalogueItem): boolean {
    return item.type !== 'list' && this.#released(item);
  }

  #name(node: NodeOf<'name'>, negated: boolean): MatchTest {
    const definition = this.#program.definitions.get(node.name);
    if (definition && definition.kind !== 'parameter') return this.lower(definition.node, negated);
    if (definition) return this.#byDistrict(definition, (entry) => this.lower(entry, negated));
    return this.#among(node.name, [true], negated);
  }

  #among(key: string, values: readonly (string | boolean)[], negated: boolean): MatchTest {
    const item = this.#program.items.get(key);
    if (!item || !this.#isColumn(item)) return { kind: 'constant', value: null };
    return { kind: 'among', item: key, values, negated };
  }

  /** Exact for three values: with an unknown condition the two branches must agree. */
  #choice(node: NodeOf<'if'>, negated: boolean): MatchTest {
    const [then, otherwise] = [this.lower(node.then, negated), this.lower(node.otherwise, negated)];
    return joined('or', [
      joined('and', [this.lower(node.condition, false), then]),
      joined('and', [this.lower(node.condition, true), otherwise]),
      joined('and', [then, otherwise]),
    ]);
  }

  #unary(subject: Node, test: UnaryTest, negated: boolean): MatchTest {
    if (test.kind === 'compare') return this.#compare(test.operator, subject, test.value, negated);
    if (test.kind === 'interval') {
      const low = this.#compare(test.lowClosed ? '>=' : '>', subject, test.low, negated);
      return joined(negated ? 'or' : 'and', [
        low,
        this.#compare(test.highClosed ? '<=' : '<', subject, test.high, negated),
      ]);
    }
    if (test.value.kind !== 'list') return this.#compare('=', subject, test.value, negated);
    const texts = test.value.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
    if (subject.kind === 'name' && subject.reads === subject.name && texts.length === test.value.items.length)
      return this.#among(subject.name, texts, negated);
    return joined(
      negated ? 'and' : 'or',
      test.value.items.map((item) => this.#compare('=', subject, item, negated)),
    );
  }

  #compare(operator: CompareOperator, left: Node, right: Node, negated: boolean): MatchTest {
    const whole: Node = { kind: 'compare', operator, left, right, from: left.from, to: right.to };
    if (left.type?.is === 'boolean') return this.#sameTruth(left, right, (operator === '=') !== negated);
    const direct = left.kind === 'name' && left.reads === left.name;
    if (!direct) {
      const flipped = right.kind === 'name' && right.reads === right.name && isConstant(this.#program, left);
      return flipped ? this.#compare(FLIPPED[operator], right, left, negated) : this.#leftOver(whole);
    }
    if (isConstant(this.#program, right))
      return this.#againstNode(left.name, operator, right, negated, whole);
    return this.#leftOver(whole);
  }

  #sameTruth(left: Node, right: Node, same: boolean): MatchTest {
    const both = (a: boolean, b: boolean): MatchTest =>
      joined('and', [this.lower(left, a), this.lower(right, b)]);
    return same
      ? joined('or', [both(false, false), both(true, true)])
      : joined('or', [both(false, true), both(true, false)]);
  }

  /** The constant may be a parameter that differs by district. */
  #againstNode(
    key: string,
    operator: CompareOperator,
    right: Node,
    negated: boolean,
    whole: Node,
  ): MatchTest {
    const definition = right.kind === 'name' ? this.#program.definitions.get(right.name) : undefined;
    if (definition?.kind === 'parameter')
      return this.#byDistrict(definition, (entry) =>
        this.#againstValue(key, operator, this.#run.value(entry), negated, whole),
      );
    return this.#againstValue(key, operator, this.#run.value(right), negated, whole);
  }

  #byDistrict(parameter: Definition & { kind: 'parameter' }, make: (entry: Node) => MatchTest): MatchTest {
    const entries = entriesOn(parameter.entries, this.#run.context.asOfDay);
    const general = entries.find((entry) => entry.district === undefined);
    const local = entries.filter((entry) => entry.district !== undefined);
    const district = this.#program.districtItem;
    if (local.length === 0 && general) return make(general.node);
    if (!district || !general || !this.#isColumn(district)) {
      this.residual = true;
      return { kind: 'residual' };
    }
    const codes = local.map((entry) => entry.district ?? '');
    const parts = local.map((entry, index) =>
      joined('and', [this.#among(district.key, [codes[index] ?? ''], false), make(entry.node)]),
    );
    const elsewhere = joined('and', [this.#among(district.key, codes, true), make(general.node)]);
    return joined('or', [...parts, elsewhere, { kind: 'whileMissing', item: district.key }]);
  }

  #againstValue(
    key: string,
    operator: CompareOperator,
    value: Value,
    negated: boolean,
    whole: Node,
  ): MatchTest {
    const item = this.#program.items.get(key);
    if (!item || !this.#isColumn(item) || value === null) return { kind: 'constant', value: null };
    if (typeof value === 'string') return this.#among(key, [value], (operator === '!=') !== negated);
    if (isList(value) || !(value instanceof Rational || value instanceof Day)) return this.#leftOver(whole);
    const unit = 10n ** BigInt(scaleOf(item));
    const scaled = value instanceof Day ? rational(BigInt(value.day)) : rational(value.n * unit, value.d);
    return numeric(key, operator, scaled, negated);
  }
}

const FLIPPED: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const OPPOSITE: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** A comparison of carried integers with a threshold that may lie between two of them. */
function numeric(item: string, written: CompareOperator, threshold: Rational, negated: boolean): MatchTest {
  const operator = negated ? OPPOSITE[written] : written;
  const below = Number(floorOf(threshold));
  const exact = threshold.d === 1n;
  const atMost = (bound: number, above: boolean): MatchTest => ({
    kind: 'atMost',
    item,
    bound,
    negated: above,
  });
  switch (operator) {
    case '<=':
      return atMost(below, false);
    case '<':
      return atMost(exact ? below - 1 : below, false);
    case '>':
      return atMost(below, true);
    case '>=':
      return atMost(exact ? below - 1 : below, true);
    case '=':
      return exact
        ? joined('and', [atMost(below, false), atMost(below - 1, true)])
        : joined('and', [atMost(below, false), atMost(below, true)]);
    case '!=':
      return exact
        ? joined('or', [atMost(below - 1, false), atMost(below, true)])
        : joined('or', [atMost(below, false), atMost(below, true)]);
  }
}
