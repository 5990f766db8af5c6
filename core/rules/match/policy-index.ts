// One firm against many policies: for each value of each item, the set of clauses it allows; the answer is their intersection.
import type { Facts } from '../evaluation.ts';
import { ownValue } from '../read-facts.ts';
import type { LoweredPolicy, MatchTest } from './match-test.ts';
import { codeOfBound, type ItemRanks, type RankPlan, rankOf } from './rank-plan.ts';
import { type Code, instantiate, moduleOf, newMemory, op, pagesFor } from './wasm-code.ts';

/** Answers in `match`. */
export const NO_MATCH = 0;
export const MAY_MATCH = 1;
export const MATCH = 2;

/** A policy of more clauses than this is not indexed: it may always match, and its row function decides. */
const CLAUSES_MAX = 64;
const BYTES_A_STEP = 16;

type Literal = Extract<MatchTest, { kind: 'atMost' | 'among' | 'whileMissing' }>;

/** A clause holds when all its literals do; `open` marks one that is at best unknown. */
interface Clause {
  readonly policy: number;
  readonly literals: readonly Literal[];
  readonly open: boolean;
}

const OPEN: Omit<Clause, 'policy'> = { literals: [], open: true };

/** Disjunctive form: exact in three values, as `and` distributes over `or`. undefined when it grows too large. */
function clausesOf(test: MatchTest): readonly Omit<Clause, 'policy'>[] | undefined {
  switch (test.kind) {
    case 'constant':
      return test.value === false ? [] : [{ literals: [], open: test.value === null }];
    case 'residual':
      return [OPEN];
    case 'or': {
      const parts = test.parts.map(clausesOf);
      const clauses = parts.flatMap((part) => part ?? []);
      return parts.includes(undefined) || clauses.length > CLAUSES_MAX ? undefined : clauses;
    }
    case 'and':
      return test.parts.reduce<readonly Omit<Clause, 'policy'>[] | undefined>(
        (known, part) => {
          const next = clausesOf(part);
          if (!known || !next || known.length * next.length > CLAUSES_MAX) return undefined;
          return known.flatMap((a) =>
            next.map((b) => ({ literals: [...a.literals, ...b.literals], open: a.open || b.open })),
          );
        },
        [{ literals: [], open: false }],
      );
    default:
      return [{ literals: [test], open: false }];
  }
}

interface IndexedItem {
  readonly ranks: ItemRanks;
  /** Byte address of the set of clauses for code 0; codes follow; the last is "missing". */
  readonly at: number;
  readonly codes: number;
}

/**
 * The policies of a plan, ready for one firm at a time. A clause is possible when each item allows it, a missing item
 * allowing every clause; it is sure when no missing item is among its literals.
 */
export class PolicyIndex {
  readonly #policies: number;
  readonly #undecided: readonly boolean[];
  readonly #clauses: readonly Clause[];
  readonly #items: readonly IndexedItem[];
  readonly #rowBytes: number;
  readonly #pointers: Int32Array;
  readonly #possible: Int32Array;
  readonly #sure: Int32Array;
  readonly #owners: Int32Array;
  readonly #open: Int32Array;
  readonly #intersect: (bytes: number) => void;
  readonly #everything: number;

  constructor(plan: RankPlan, policies: readonly LoweredPolicy[]) {
    this.#policies = policies.length;
    const clauses = policies.map((policy) => clausesOf(policy.test));
    this.#clauses = clauses.flatMap((known, policy) =>
      (known ?? [OPEN]).map((clause) => ({ ...clause, policy })),
    );
    this.#undecided = policies.map((policy, index) => policy.residual || clauses[index] === undefined);
    const ranks = [...plan.values()];
    this.#rowBytes = Math.max(1, Math.ceil(this.#clauses.length / 8 / BYTES_A_STEP)) * BYTES_A_STEP;
    const header = Math.ceil((ranks.length * 8) / BYTES_A_STEP) * BYTES_A_STEP;
    const possibleAt = header;
    const sureAt = header + this.#rowBytes;
    this.#everything = sureAt + this.#rowBytes;
    let at = this.#everything + this.#rowBytes;
    this.#items = ranks.map((each) => {
      const item = { ranks: each, at, codes: (each.numeric ? each.bounds.length : each.values.size) + 1 };
      at += (item.codes + 1) * this.#rowBytes;
      return item;
    });
    const memory = newMemory(at);
    const words = this.#rowBytes / 4;
    this.#pointers = new Int32Array(memory.buffer, 0, ranks.length * 2);
    this.#possible = new Int32Array(memory.buffer, possibleAt, words);
    this.#sure = new Int32Array(memory.buffer, sureAt, words);
    new Int32Array(memory.buffer, this.#everything, words).fill(-1);
    for (const item of this.#items)
      this.#fill(item, new Int32Array(memory.buffer, item.at, (item.codes + 1) * words), words);
    this.#owners = Int32Array.from(this.#clauses, (clause) => clause.policy);
    this.#open = new Int32Array(words);
    this.#clauses.forEach((clause, index) => {
      if (clause.open) this.#open[index >>> 5] = (this.#open[index >>> 5] ?? 0) | (1 << (index & 31));
    });
    this.#intersect = instantiate(intersection(ranks.length, possibleAt, sureAt, pagesFor(at)), memory);
  }

  /** Bytes of the index. */
  get bytes(): number {
    return (
      this.#everything +
      this.#rowBytes +
      this.#items.reduce((sum, item) => sum + (item.codes + 1) * this.#rowBytes, 0)
    );
  }

  /** Whether MAY_MATCH of this policy says only that its row function must decide. */
  isUndecided(policy: number): boolean {
    return this.#undecided[policy] ?? false;
  }

  #fill(item: IndexedItem, sets: Int32Array, words: number): void {
    this.#clauses.forEach((clause, index) => {
      const own = clause.literals.filter((literal) => literal.item === item.ranks.item);
      for (let code = 0; code <= item.codes; code += 1) {
        const missing = code === item.codes;
        const allowed = missing ? own.length === 0 : own.every((literal) => holds(item.ranks, literal, code));
        if (allowed)
          sets[code * words + (index >>> 5)] =
            (sets[code * words + (index >>> 5)] ?? 0) | (1 << (index & 31));
      }
    });
  }

  /** Writes NO_MATCH, MAY_MATCH or MATCH for each policy into `answers`. The facts must have passed `factErrors`. */
  match(facts: Facts, answers: Uint8Array): void {
    this.#items.forEach((item, index) => {
      const code = codeOf(item, ownValue(facts, item.ranks.item));
      const known = item.at + code * this.#rowBytes;
      this.#pointers[2 * index] = code === item.codes ? this.#everything : known;
      this.#pointers[2 * index + 1] = known;
    });
    this.#intersect(this.#rowBytes);
    answers.fill(NO_MATCH, 0, this.#policies);
    this.#collect(answers);
  }

  #collect(answers: Uint8Array): void {
    const [possible, sure, owners, open] = [this.#possible, this.#sure, this.#owners, this.#open];
    const last = owners.length;
    for (let word = 0; word < possible.length; word += 1) {
      let bits = possible[word] as number;
      if (bits === 0) continue;
      const certain = (sure[word] as number) & ~(open[word] as number);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const clause = word * 32 + bit;
        if (clause >= last) break;
        const owner = owners[clause] as number;
        const answer = (certain >>> bit) & 1 ? MATCH : MAY_MATCH;
        if (answer > (answers[owner] as number)) answers[owner] = answer;
      }
    }
  }
}

/** Whether a literal holds for a value of this code. */
function holds(ranks: ItemRanks, literal: Literal, code: number): boolean {
  if (literal.kind === 'whileMissing') return false;
  if (literal.kind === 'atMost') return code <= codeOfBound(ranks, literal.bound) !== literal.negated;
  return literal.values.some((value) => ranks.values.get(value) === code) !== literal.negated;
}

function codeOf(item: IndexedItem, value: unknown): number {
  if (value === null || value === undefined) return item.codes;
  if (typeof value === 'number') return rankOf(item.ranks.bounds, value);
  return item.ranks.values.get(value as string | boolean) ?? 0;
}

/** For each 16 bytes: the intersection of all first pointers, then of all second ones. */
function intersection(
  items: number,
  possibleAt: number,
  sureAt: number,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const [bytes, at, mask] = [0, 1, 2];
  const all = Array.from({ length: BYTES_A_STEP }, () => 0xff);
  const pass = (which: number, into: number): Code => [
    ...op.v128Const(all),
    ...op.localSet(mask),
    ...Array.from({ length: items }, (_, index): Code => [
      ...op.localGet(mask),
      ...op.i32Const(0),
      ...op.i32Load(index * 8 + which * 4),
      ...op.localGet(at),
      ...op.i32Add,
      ...op.v128Load(0),
      ...op.v128And,
      ...op.localSet(mask),
    ]).flat(),
    ...op.localGet(at),
    ...op.localGet(mask),
    ...op.v128Store(into),
  ];
  const next: Code = [...op.localGet(at), ...op.i32Const(BYTES_A_STEP), ...op.i32Add, ...op.localTee(at)];
  const body: Code = [
    ...op.loop,
    ...pass(0, possibleAt),
    ...pass(1, sureAt),
    ...next,
    ...op.localGet(bytes),
    ...op.i32LtU,
    ...op.brIf(0),
    ...op.end,
  ];
  return moduleOf(1, 1, 1, pages, body);
}
