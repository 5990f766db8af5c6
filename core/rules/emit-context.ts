// What code generation shares: temporaries, constants, definitions, and the one way to say "not in the compiled form".
import type { CatalogueItem } from './catalogue.ts';
import type { Node } from './node.ts';
import type { Program, ProgramEntry } from './program.ts';
import { entriesOn } from './run.ts';

/** Thrown where the compiled form has no way to say something exactly: the closures answer there instead. */
export class NotCompiled extends Error {}

/** More code than this is not worth compiling: a document that builds it doubles its values again and again. */
const CODE_MAX = 40_000;

/** Keys become properties in generated code; anything else than letters and digits is refused. */
const KEY = /^[a-z][A-Za-z0-9]*$/;

/**
 * Names in generated code: `e` facts, `o` truths, `s` amounts, `h` half-even, `c` constants, `F` closures, `bail` set when a value is out of its proven bounds, `t0…` temporaries. Nothing else can appear but literals.
 */
export class EmitContext {
  readonly program: Program;
  readonly day: number;
  readonly constants: unknown[] = [];
  /** Tests that are answered by closures. */
  readonly closures: Node[] = [];
  /** Items that stand in a variable already, known to be there and within their bounds. */
  readonly hoisted = new Map<string, string>();
  readonly #emitTest: (context: EmitContext, node: Node) => string;
  #temporaries = 0;
  #length = 0;

  /** @param emitTest how a test becomes code: numbers hold tests and tests hold numbers, so one of the two is told of the other */
  constructor(program: Program, day: number, emitTest: (context: EmitContext, node: Node) => string) {
    this.program = program;
    this.day = day;
    this.#emitTest = emitTest;
  }

  test(node: Node): string {
    return this.#emitTest(this, node);
  }

  temporary(): string {
    const name = `t${this.#temporaries}`;
    this.#temporaries += 1;
    return name;
  }

  declarations(): string {
    return this.#temporaries === 0
      ? ''
      : `let ${Array.from({ length: this.#temporaries }, (_, index) => `t${index}`).join(',')};`;
  }

  /** Notes generated code, so that it cannot grow without bound. */
  spend(code: string): string {
    this.#length += code.length;
    if (this.#length > CODE_MAX) throw new NotCompiled('too much code');
    return code;
  }

  constant(value: unknown): string {
    this.constants.push(value);
    return `c[${this.constants.length - 1}]`;
  }

  /** Code that reads an item; null or undefined when it is missing. */
  read(item: CatalogueItem): string {
    if (!KEY.test(item.key)) throw new NotCompiled(item.key);
    return `e.${item.key}`;
  }

  /** Code of a test answered by the closures, once a row. */
  askClosures(node: Node): string {
    this.closures.push(node);
    const name = this.temporary();
    return `(${name}===undefined?${name}=F(${this.closures.length - 1},e):${name})`;
  }

  item(key: string): CatalogueItem {
    const item = this.program.items.get(key);
    if (!item || item.type === 'list') throw new NotCompiled(key);
    return item;
  }

  entries(entries: readonly ProgramEntry[]): ProgramEntry[] {
    return entriesOn(entries, this.day);
  }
}

/** A text as a literal of generated code. */
export const textLiteral = (value: string): string =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (mark) => (mark === '\u2028' ? '\\u2028' : '\\u2029'));
