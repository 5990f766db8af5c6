// One policy against many firms: rank-coded columns in one memory, sixteen firms an instruction.
import type { MatchTest } from './match-test.ts';
import { codeOfBound, type ItemRanks, type RankPlan, writeRanks } from './rank-plan.ts';
import type { Segment } from './segment.ts';
import { type Code, instantiate, moduleOf, newMemory, op, pagesFor, type WasmMemory } from './wasm-code.ts';

/** Firms that one step of the loop answers for. */
const LANES = 16;

/** Bitsets over the firms loaded: bit n is firm n. Views of shared memory: read them before the next match. */
export interface MatchBits {
  readonly rows: number;
  /** Surely eligible. */
  readonly eligible: Uint8Array;
  /** Not surely ineligible: eligible or unknown. */
  readonly possible: Uint8Array;
}

/** A policy made ready for a matcher. */
export type MatchKernel = (rows: number) => void;

export class ColumnMatcher {
  readonly #plan: RankPlan;
  readonly #memory: WasmMemory;
  readonly #bytes: number;
  readonly #capacity: number;
  readonly #offsets = new Map<string, number>();
  readonly #eligibleAt: number;
  readonly #possibleAt: number;
  #rows = 0;

  /** Room for `capacity` firms. */
  constructor(plan: RankPlan, capacity: number) {
    this.#plan = plan;
    this.#capacity = Math.max(LANES, Math.ceil(capacity / LANES) * LANES);
    let at = 0;
    for (const ranks of plan.values()) {
      this.#offsets.set(ranks.item, at);
      at += this.#capacity * ranks.width;
    }
    const bitset = Math.ceil(this.#capacity / 8 / LANES) * LANES;
    [this.#eligibleAt, this.#possibleAt] = [at, at + bitset];
    this.#bytes = at + 2 * bitset;
    this.#memory = newMemory(this.#bytes);
    for (const ranks of plan.values()) this.#column(ranks).fill(ranks.missing);
  }

  /** Bytes held for the firms. */
  get bytes(): number {
    return pagesFor(this.#bytes) * 65_536;
  }

  get rows(): number {
    return this.#rows;
  }

  #column(ranks: ItemRanks): Uint8Array | Uint16Array {
    const at = this.#offsets.get(ranks.item) ?? 0;
    const { buffer } = this.#memory;
    return ranks.width === 1
      ? new Uint8Array(buffer, at, this.#capacity)
      : new Uint16Array(buffer, at, this.#capacity);
  }

  /** Adds a segment's firms after those that are there. @throws RangeError when there is no room */
  append(segment: Segment): void {
    if (this.#rows + segment.rows > this.#capacity) throw new RangeError('no room for the segment');
    for (const ranks of this.#plan.values()) {
      writeRanks(ranks, segment, this.#column(ranks).subarray(this.#rows, this.#rows + segment.rows));
    }
    this.#rows += segment.rows;
  }

  /** Forgets the firms and keeps the memory. */
  clear(): void {
    for (const ranks of this.#plan.values()) this.#column(ranks).fill(ranks.missing, 0, this.#rows);
    this.#rows = 0;
  }

  /** Compiles a test whose thresholds are in the plan. */
  prepare(test: MatchTest): MatchKernel {
    const kernel = new KernelWriter(this.#plan, this.#offsets);
    const truth = kernel.write(test);
    const body: Code = [
      ...op.loop,
      ...kernel.code,
      ...bitsTo(this.#eligibleAt, truth.sure),
      ...bitsTo(this.#possibleAt, truth.possible),
      ...op.localGet(0),
      ...op.i32Const(LANES),
      ...op.i32Add,
      ...op.localTee(0),
      ...op.localGet(1),
      ...op.i32LtU,
      ...op.brIf(0),
      ...op.end,
    ];
    const run = instantiate(moduleOf(2, 0, kernel.vectors, pagesFor(this.#bytes), body), this.#memory);
    return (rows) => {
      if (rows > 0) run(0, rows);
    };
  }

  match(kernel: MatchKernel): MatchBits {
    kernel(this.#rows);
    const length = Math.ceil(this.#rows / 8);
    const { buffer } = this.#memory;
    const eligible = new Uint8Array(buffer, this.#eligibleAt, length);
    const possible = new Uint8Array(buffer, this.#possibleAt, length);
    if (this.#rows % 8 !== 0) {
      const mask = (1 << (this.#rows % 8)) - 1;
      for (const bits of [eligible, possible]) bits[length - 1] = (bits[length - 1] ?? 0) & mask;
    }
    return { rows: this.#rows, eligible, possible };
  }
}

/** Stores the sixteen bits of a mask at the place of firm `i`. */
const bitsTo = (offset: number, local: number): Code => [
  ...op.localGet(0),
  ...op.i32Const(3),
  ...op.i32ShrU,
  ...op.localGet(local),
  ...op.i8x16Bitmask,
  ...op.i32Store16(offset),
];

/** Locals that hold a byte mask each: surely true, and not surely false. */
interface TruthLocals {
  readonly sure: number;
  readonly possible: number;
}

const ALL = Array.from({ length: LANES }, () => 0xff);
const NONE = Array.from({ length: LANES }, () => 0);

/** Writes straight code; parameters are locals 0 and 1, vectors follow. */
class KernelWriter {
  readonly #plan: RankPlan;
  readonly #offsets: ReadonlyMap<string, number>;
  readonly #loaded = new Map<string, number>();
  readonly #missing = new Map<string, number>();
  readonly code: number[] = [];
  vectors = 0;

  constructor(plan: RankPlan, offsets: ReadonlyMap<string, number>) {
    this.#plan = plan;
    this.#offsets = offsets;
  }

  #set(value: Code): number {
    const local = 2 + this.vectors;
    this.vectors += 1;
    for (const byte of value) this.code.push(byte);
    for (const byte of op.localSet(local)) this.code.push(byte);
    return local;
  }

  write(test: MatchTest): TruthLocals {
    switch (test.kind) {
      case 'constant': {
        const [sure, possible] = [test.value === true ? ALL : NONE, test.value === false ? NONE : ALL];
        return { sure: this.#set(op.v128Const(sure)), possible: this.#set(op.v128Const(possible)) };
      }
      case 'residual':
        return this.write({ kind: 'constant', value: null });
      case 'and':
      case 'or':
        return this.#join(test.kind === 'and' ? op.v128And : op.v128Or, test.parts);
      case 'whileMissing':
        return { sure: this.#set(op.v128Const(NONE)), possible: this.#missingOf(this.#ranks(test.item)) };
      case 'atMost':
        return this.#atMost(this.#ranks(test.item), test.bound, test.negated);
      case 'among':
        return this.#among(this.#ranks(test.item), test.values, test.negated);
    }
  }

  #ranks(item: string): ItemRanks {
    const ranks = this.#plan.get(item);
    if (!ranks) throw new Error(`assertion failed: ${item} is in the plan`);
    return ranks;
  }

  #join(operator: Code, parts: readonly MatchTest[]): TruthLocals {
    const [first, ...rest] = parts.map((part) => this.write(part));
    if (!first) throw new Error('assertion failed: a junction has parts');
    const fold = (pick: (truth: TruthLocals) => number): number =>
      rest.length === 0
        ? pick(first)
        : this.#set(
            rest.reduce<Code>(
              (sum, part) => [...sum, ...op.localGet(pick(part)), ...operator],
              op.localGet(pick(first)),
            ),
          );
    return { sure: fold((truth) => truth.sure), possible: fold((truth) => truth.possible) };
  }

  /** Sixteen codes of one byte. */
  #load(ranks: ItemRanks, half = 0): number {
    const key = `${ranks.item}/${half}`;
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const offset = (this.#offsets.get(ranks.item) ?? 0) + half * LANES;
    const address: Code =
      ranks.width === 1 ? op.localGet(0) : [...op.localGet(0), ...op.i32Const(1), ...op.i32Shl];
    const local = this.#set([...address, ...op.v128Load(offset)]);
    this.#loaded.set(key, local);
    return local;
  }

  /** A mask of sixteen bytes from comparing each code with a constant. */
  #compare(ranks: ItemRanks, byte: Code, word: Code, constant: number): Code {
    if (ranks.width === 1)
      return [...op.localGet(this.#load(ranks)), ...op.v128Const(ALL.map(() => constant)), ...byte];
    const words = op.v128Const(
      Array.from({ length: LANES }, (_, index) => (index % 2 === 0 ? constant & 0xff : constant >> 8)),
    );
    const half = (index: number): Code => [...op.localGet(this.#load(ranks, index)), ...words, ...word];
    const [low, high] = [half(0), half(1)];
    return [...low, ...high, ...op.i8x16NarrowI16x8S];
  }

  #missingOf(ranks: ItemRanks): number {
    const known = this.#missing.get(ranks.item);
    if (known !== undefined) return known;
    const local = this.#set(this.#compare(ranks, op.i8x16Eq, op.i16x8Eq, ranks.missing));
    this.#missing.set(ranks.item, local);
    return local;
  }

  /** The code for missing is the highest: above every bound, so it must be taken out of one mask and put into the other. */
  #atMost(ranks: ItemRanks, bound: number, negated: boolean): TruthLocals {
    const code = codeOfBound(ranks, bound);
    const missing = this.#missingOf(ranks);
    if (!negated) {
      const sure = this.#set(this.#compare(ranks, op.i8x16LeU, op.i16x8LeU, code));
      return { sure, possible: this.#set([...op.localGet(sure), ...op.localGet(missing), ...op.v128Or]) };
    }
    const possible = this.#set(this.#compare(ranks, op.i8x16GtU, op.i16x8GtU, code));
    return {
      sure: this.#set([...op.localGet(possible), ...op.localGet(missing), ...op.v128Andnot]),
      possible,
    };
  }

  #among(ranks: ItemRanks, values: readonly (string | boolean)[], negated: boolean): TruthLocals {
    const codes = values.map((value) => ranks.values.get(value) ?? 0);
    const missing = this.#missingOf(ranks);
    const one = this.#set(this.#membership(ranks, codes));
    if (!negated)
      return { sure: one, possible: this.#set([...op.localGet(one), ...op.localGet(missing), ...op.v128Or]) };
    const possible = this.#set([...op.localGet(one), ...op.v128Not]);
    return {
      sure: this.#set([...op.localGet(possible), ...op.localGet(missing), ...op.v128Andnot]),
      possible,
    };
  }

  /** One code is compared; more are looked up, sixteen codes a table. */
  #membership(ranks: ItemRanks, codes: readonly number[]): Code {
    const [first, ...rest] = codes;
    if (first === undefined) return op.v128Const(NONE);
    if (ranks.width === 2 || rest.length === 0) {
      const each = codes.map((code) => this.#compare(ranks, op.i8x16Eq, op.i16x8Eq, code));
      return each.flatMap((code, index) => (index === 0 ? code : [...code, ...op.v128Or]));
    }
    const tables = new Map<number, number[]>();
    for (const code of codes) {
      const table = tables.get(code >> 4) ?? [...NONE];
      table[code & 15] = 0xff;
      tables.set(code >> 4, table);
    }
    const local = this.#load(ranks);
    return [...tables].flatMap(([page, table], index) => {
      const shifted: Code = page === 0 ? [] : [...op.v128Const(ALL.map(() => page * 16)), ...op.i8x16Sub];
      const looked: Code = [...op.v128Const(table), ...op.localGet(local), ...shifted, ...op.i8x16Swizzle];
      return index === 0 ? looked : [...looked, ...op.v128Or];
    });
  }
}
