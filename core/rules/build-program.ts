// Turns the rules of a document into a program, gathering every error instead of stopping at the first.
import { parseDay } from '../kernel/day.ts';
import type { FieldError } from '../kernel/fault.ts';
import { bind, bindBoolean, type Binding, type BindScope } from './bind-rule.ts';
import { buildTable } from './build-table.ts';
import type { Catalogue, CatalogueItem } from './catalogue.ts';
import { itemBindings, typeOfItem } from './catalogue-scope.ts';
import { AS_OF_NAMES } from './names.ts';
import type { Node } from './node.ts';
import { allNodes, parseExpression } from './parse-rule.ts';
import {
  AS_OF_SLOT,
  type Definition,
  LINE_TOTAL_SLOT,
  type Program,
  type ProgramAmount,
  type ProgramCondition,
  type ProgramEntry,
  type ProgramLines,
  slotOfName,
} from './program.ts';
import type {
  AmountSource,
  ConditionSource,
  Formula,
  ParameterSource,
  RuleDocument,
  TableSource,
  ValueSource,
} from './rule-document.ts';
import { RuleError, toFieldError } from './rule-error.ts';
import { ANY, DATE, MONEY, type RuleType } from './rule-type.ts';
import { mismatch, unite } from './type-rules.ts';

export interface BuildResult {
  /** undefined when there are errors. */
  readonly program: Program | undefined;
  readonly errors: readonly FieldError[];
}

const MONEY_UNITS: ReadonlySet<string> = new Set(['元', 'yuan', 'CNY']);

type Source =
  | { readonly kind: 'parameter'; readonly index: number; readonly source: ParameterSource }
  | { readonly kind: 'value'; readonly index: number; readonly source: ValueSource }
  | { readonly kind: 'table'; readonly index: number; readonly source: TableSource };

/** Parses, binds and resolves everything; definitions may stand in any order, in no circle. */
export function buildProgram(document: RuleDocument, catalogue: Catalogue): BuildResult {
  return new Builder(document, catalogue).build();
}

export class Builder {
  readonly #document: RuleDocument;
  readonly #catalogue: Catalogue;
  readonly #items;
  readonly #sources = new Map<string, Source>();
  readonly #bindings = new Map<string, Binding>();
  readonly #resolving: string[] = [];
  readonly #definitions = new Map<string, Definition>();
  readonly errors: FieldError[] = [];

  constructor(document: RuleDocument, catalogue: Catalogue) {
    this.#document = document;
    this.#catalogue = catalogue;
    this.#items = itemBindings(catalogue);
    document.parameters.forEach((source, index) =>
      this.#sources.set(source.name, { kind: 'parameter', index, source }),
    );
    document.values.forEach((source, index) =>
      this.#sources.set(source.name, { kind: 'value', index, source }),
    );
    document.tables.forEach((source, index) =>
      this.#sources.set(source.name, { kind: 'table', index, source }),
    );
  }

  build(): BuildResult {
    const document = this.#document;
    for (const [name, source] of this.#sources) {
      if (this.#items.has(name))
        this.report(
          `${source.kind}s.${source.index}.name`,
          `名称“${name}”是目录中的数据项`,
          `"${name}" is an item of the catalogue`,
        );
      this.#resolve(name, source);
    }
    const conditions = [
      ...this.#placeConditions(),
      ...this.#conditions(document.conditions, 'conditions', this.scope),
    ];
    const lines = this.#lines();
    const total = lines
      ? new Map([['lineTotal', { slot: LINE_TOTAL_SLOT, type: MONEY }]])
      : new Map<string, Binding>();
    const amount = this.#amount(document.amount, 'amount', this.#extended(total));
    if (this.errors.length > 0 || !amount) return { program: undefined, errors: this.errors };
    const districtItem = this.#roleItem('district');
    const program: Omit<Program, 'items'> = {
      conditions,
      amount,
      lines,
      definitions: this.#definitions,
      districtItem,
    };
    return { program: { ...program, items: this.#itemsRead(program) }, errors: [] };
  }

  report(path: string, zh: string, en: string): void {
    this.errors.push({ path, zh, en });
  }

  /** Runs `work` on an expression's text; an error in it is noted at `path`. */
  guard<T>(path: string, text: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      this.errors.push(toFieldError(error, path, text));
      return undefined;
    }
  }

  expression(path: string, formula: Formula, scope: BindScope): Node | undefined {
    const text = String(formula);
    return this.guard(path, text, () => bind(parseExpression(text), scope));
  }

  /** Names of the catalogue and of the document. */
  readonly scope: BindScope = {
    find: (name) => {
      if (AS_OF_NAMES.includes(name)) return { slot: AS_OF_SLOT, type: DATE };
      const source = this.#sources.get(name);
      return source ? this.#resolve(name, source) : this.#items.get(name)?.binding;
    },
    names: () => [...this.#items.keys(), ...this.#sources.keys(), ...AS_OF_NAMES],
  };

  /** A parameter may only be computed from parameters: it must not differ from firm to firm. */
  readonly #parameterScope: BindScope = {
    find: (name) => {
      const source = this.#sources.get(name);
      return source?.kind === 'parameter' ? this.#resolve(name, source) : undefined;
    },
    names: () => [...this.#sources].filter(([, source]) => source.kind === 'parameter').map(([name]) => name),
  };

  #extended(own: ReadonlyMap<string, Binding>): BindScope {
    return {
      find: (name) => own.get(name) ?? this.scope.find(name),
      names: () => [...own.keys(), ...this.scope.names()],
    };
  }

  #resolve(name: string, source: Source): Binding {
    const known = this.#bindings.get(name);
    if (known) return known;
    if (this.#resolving.includes(name)) {
      const circle = [...this.#resolving.slice(this.#resolving.indexOf(name)), name].join(' → ');
      throw new RuleError(
        0,
        { zh: `循环引用：${circle}`, en: `a circle of references: ${circle}` },
        { zh: '请断开其中一环', en: 'Break it at one place' },
      );
    }
    this.#resolving.push(name);
    const definition = this.#define(source);
    this.#resolving.pop();
    const binding = { slot: slotOfName(name), type: definition?.type ?? ANY };
    this.#bindings.set(name, binding);
    if (definition) this.#definitions.set(binding.slot, definition);
    return binding;
  }

  #define(source: Source): Definition | undefined {
    const { name, zh, en } = source.source;
    if (source.kind === 'parameter') return this.#parameter(source.source, `parameters.${source.index}`);
    if (source.kind === 'table') return buildTable(this, source.source, `tables.${source.index}`);
    const node = this.expression(`values.${source.index}.is`, source.source.is, this.scope);
    return node && { kind: 'value', name, zh, en, node, type: node.type ?? ANY };
  }

  #parameter(source: ParameterSource, path: string): Definition | undefined {
    const entries = source.values.flatMap((entry, index): ProgramEntry[] => {
      const node = this.expression(`${path}.values.${index}.value`, entry.value, this.#parameterScope);
      const [from, until] = [entry.from, entry.until].map((day) =>
        day === undefined ? undefined : parseDay(day),
      );
      return node ? [{ from, until, district: entry.district, node }] : [];
    });
    const [first, ...rest] = entries;
    if (!first || entries.length < source.values.length) return undefined;
    const type = this.guard(path, source.name, () =>
      rest.reduce(
        (united, entry) => unite({ ...first.node, type: united }, entry.node),
        first.node.type ?? ANY,
      ),
    );
    return (
      type && {
        kind: 'parameter',
        name: source.name,
        zh: source.zh,
        en: source.en,
        entries,
        type: this.#withUnit(type, source, path),
      }
    );
  }

  #withUnit(type: RuleType, source: ParameterSource, path: string): RuleType {
    if (source.unit === undefined || type.is === 'money') return type;
    if (type.is !== 'number') {
      this.report(`${path}.unit`, '只有数字才有单位', 'only a number has a unit');
      return type;
    }
    return MONEY_UNITS.has(source.unit) ? MONEY : { is: 'number', unit: source.unit };
  }

  #conditions(sources: readonly ConditionSource[], path: string, scope: BindScope): ProgramCondition[] {
    return sources.flatMap((source, index) => {
      const place = `${path}.${index}.when`;
      const text = String(source.when);
      const node = this.guard(place, text, () => bindBoolean(parseExpression(text), scope));
      return node
        ? [{ name: source.name, zh: source.zh, en: source.en, node, path: place, clause: source.clause }]
        : [];
    });
  }

  #roleItem(role: CatalogueItem['role']): CatalogueItem | undefined {
    return this.#catalogue.items.find((item) => item.role === role);
  }

  /** What level, district and claimants say, as conditions like any other. */
  #placeConditions(): ProgramCondition[] {
    const document = this.#document;
    const found: (ProgramCondition | undefined)[] = [
      this.#oneOf('legal-form', document.claimants, 'claimants', {
        name: '申报主体',
        zh: '申报主体类型符合规定',
        en: 'The kind of claimant is admitted',
      }),
    ];
    if (document.district !== undefined) {
      found.push(
        this.#oneOf('district', [document.district], 'district', {
          name: '所属区县',
          zh: '企业在本区县',
          en: 'The firm is of this district',
        }),
      );
    }
    return found.filter((condition) => condition !== undefined);
  }

  #oneOf(
    role: 'legal-form' | 'district',
    codes: readonly string[],
    path: string,
    words: { name: string; zh: string; en: string },
  ): ProgramCondition | undefined {
    const item = this.#roleItem(role);
    if (!item) {
      this.report(
        path,
        `目录中没有角色为 ${role} 的数据项`,
        `the catalogue has no item with the role ${role}`,
      );
      return undefined;
    }
    const literal = (value: string): Node => ({ kind: 'text', value, from: 0, to: 0 });
    const list: Node = { kind: 'list', items: codes.map(literal), from: 0, to: 0 };
    const test: Node = {
      kind: 'in',
      subject: { kind: 'name', name: item.key, from: 0, to: 0 },
      tests: [{ kind: 'equals', value: list }],
      from: 0,
      to: 0,
    };
    const node = this.guard(path, '', () => bind(test, this.scope));
    return node && { ...words, node, path, clause: undefined };
  }

  #amount(source: AmountSource, path: string, scope: BindScope): ProgramAmount | undefined {
    const formula = this.#money(`${path}.formula`, source.formula, scope);
    const caps = source.caps.flatMap((cap, index) => {
      const limit = this.#money(
        `${path}.caps.${index}.limit`,
        cap.limit,
        cap.scope === 'case' ? scope : this.scope,
      );
      return limit ? [{ ...cap, limit }] : [];
    });
    return formula && { path, formula, rounding: source.rounding, caps };
  }

  /** An amount in yuan: money, or a number without a unit. */
  #money(path: string, formula: Formula, scope: BindScope): Node | undefined {
    const text = String(formula);
    return this.guard(path, text, () => {
      const node = bind(parseExpression(text), scope);
      const type = node.type ?? ANY;
      if (type.is !== 'any' && type.is !== 'money' && (type.is !== 'number' || type.unit))
        throw mismatch(node, ['money']);
      return node;
    });
  }

  #lines(): ProgramLines | undefined {
    const source = this.#document.lines;
    if (!source) return undefined;
    const list = this.#items.get(source.over)?.item;
    if (list?.type !== 'list') {
      this.report(
        'lines.over',
        `“${source.over}”不是目录中的列表`,
        `"${source.over}" is no list of the catalogue`,
      );
      return undefined;
    }
    const own = new Map<string, Binding>();
    for (const field of list.fields ?? []) {
      const reads = `${list.key}.${field.key}`;
      for (const name of [field.key, field.zh])
        own.set(name, { slot: reads, type: typeOfItem(field), reads });
    }
    const scope = this.#extended(own);
    const conditions = this.#conditions(source.conditions, 'lines.conditions', scope);
    const amount = this.#amount(source.amount, 'lines.amount', scope);
    const unique = source.unique.map((each, index) => ({
      ...each,
      fields: each.fields.map((name) => this.#uniqueField(name, own, `lines.unique.${index}.fields`)),
    }));
    return amount && { source, list, conditions, amount, unique };
  }

  #uniqueField(name: string, own: ReadonlyMap<string, Binding>, path: string): string {
    const binding = own.get(name);
    if (!binding) this.report(path, `记录中没有字段“${name}”`, `the records have no field "${name}"`);
    return binding?.slot ?? name;
  }

  #itemsRead(program: Omit<Program, 'items'>): Map<string, CatalogueItem> {
    const items = new Map<string, CatalogueItem>();
    const note = (reads: string | undefined): void => {
      const item = reads === undefined ? undefined : this.#items.get(reads.split('.')[0] ?? '')?.item;
      if (item) items.set(item.key, item);
    };
    for (const root of rootNodes(program)) for (const node of allNodes(root)) note(node.reads);
    const byDistrict = [...program.definitions.values()].some(
      (each) => each.kind === 'parameter' && each.entries.some((entry) => entry.district),
    );
    if (byDistrict) note(program.districtItem?.key);
    if (program.lines) note(program.lines.list.key);
    return items;
  }
}

/** The root of every expression of a program. */
export function rootNodes(program: Omit<Program, 'items'>): Node[] {
  const amounts = [program.amount, ...(program.lines ? [program.lines.amount] : [])];
  return [
    ...[...program.conditions, ...(program.lines?.conditions ?? [])].map((condition) => condition.node),
    ...amounts.flatMap((amount) => [amount.formula, ...amount.caps.map((cap) => cap.limit)]),
    ...[...program.definitions.values()].flatMap((each) =>
      each.kind === 'parameter' ? each.entries.map((entry) => entry.node) : [each.node],
    ),
  ];
}
