// One sandbox department: answers questions about one enterprise, or releases columns for many, always signed.
import { randomUUID, sign } from 'node:crypto';
import * as z from 'zod';
import { purposeSchema } from '../../../core/hub/data-use.ts';
import { answerPredicate, parsePredicate } from '../../../core/hub/predicate.ts';
import { answerText, type SignedAnswer } from '../../../core/hub/signed-answer.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { usccSchema } from '../../../core/kernel/schema.ts';
import type { Facts } from '../../../core/rules/evaluation.ts';
import { parseUscc } from '../../../core/enterprise/uscc.ts';
import { departmentKeys, type DepartmentKeys } from './department-keys.ts';
import { departmentFactsOf, type RegisterFacts } from './facts-of.ts';
import type { RegisterIndex } from './register-index.ts';
import type { SandboxSettings } from './sandbox-settings.ts';
import { seededDraw } from './seeded-draw.ts';

export const questionSchema = z.strictObject({
  uscc: usccSchema,
  /** Item keys or predicates such as `insuredStaff<=300`. */
  items: z.array(z.string().min(1).max(200)).min(1).max(100),
  nonce: z.string().min(8).max(64),
  purpose: purposeSchema,
});
export type Question = z.infer<typeof questionSchema>;

export const releaseRequestSchema = z.strictObject({
  items: z.array(z.string().min(1).max(60)).min(1).max(100),
  usccs: z.array(usccSchema).min(1).max(2_000),
});

/** One column block: `rows[i]` belongs to `usccs[i]`, its values to `items` in order; null is not held. */
export interface Release {
  readonly department: string;
  readonly asOf: string;
  readonly items: readonly string[];
  readonly usccs: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly nonce: string;
  readonly signature: string;
}

/** How a request that cannot be answered ends: HTTP status and words. */
export class Unanswerable extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export class SandboxDepartment {
  readonly id: string;
  readonly keys: DepartmentKeys;
  readonly #seed: number;
  readonly #register: RegisterIndex;
  /** The keys of its facts do not depend on the enterprise. */
  readonly #itemKeys: ReadonlySet<string>;

  constructor(id: string, seed: number, register: RegisterIndex) {
    this.id = id;
    this.keys = departmentKeys(id, seed);
    this.#seed = seed;
    this.#register = register;
    this.#itemKeys = new Set(Object.keys(departmentFactsOf(id, '91330100000000000A', {}, seed)));
  }

  get items(): string[] {
    return [...this.#itemKeys];
  }

  /** @throws Unanswerable 422 for an item that this department does not keep; a firm it does not know gets signed nulls */
  answer({ uscc, items, nonce }: Question, settings: SandboxSettings): SignedAnswer {
    const facts = this.#factsOf(uscc, settings);
    const values = Object.fromEntries(items.map((item) => [item, this.#valueOf(item, facts)]));
    const answer = { department: this.id, uscc, values, asOf: settings.asOf, nonce };
    return { ...answer, signature: this.#sign(answerText(answer)) };
  }

  /** Columns for matching; signed as one block. @throws Unanswerable 422 */
  release(request: z.infer<typeof releaseRequestSchema>, settings: SandboxSettings): Release {
    const rows = request.usccs.map((uscc) => {
      const facts = this.#factsOf(uscc, settings);
      return request.items.map((item) => this.#valueOf(item, facts));
    });
    const block = {
      department: this.id,
      asOf: settings.asOf,
      items: request.items,
      usccs: request.usccs,
      rows,
      nonce: randomUUID(),
    };
    return { ...block, signature: this.#sign(canonicalJson(block)) };
  }

  #factsOf(uscc: string, settings: SandboxSettings): Facts {
    if (!parseUscc(uscc).ok) return {};
    const register: RegisterFacts = this.#register.get(uscc) ?? {};
    const facts = departmentFactsOf(this.id, uscc, register, this.#seed);
    if (settings.notHeldRate === 0) return facts;
    const draw = seededDraw(this.#seed, uscc);
    return Object.fromEntries(
      Object.entries(facts).filter(([item]) => !draw.chance(`not-held/${item}`, settings.notHeldRate)),
    );
  }

  #valueOf(item: string, facts: Facts): SignedAnswer['values'][string] {
    const predicate = parsePredicate(item);
    const key = predicate?.item ?? item;
    if (!this.#itemKeys.has(key)) throw new Unanswerable(422, `${this.id} keeps no item ${key}`);
    const value = (facts[key] ?? null) as SignedAnswer['values'][string];
    return predicate ? answerPredicate(predicate, value) : value;
  }

  #sign(text: string): string {
    return sign(null, Buffer.from(text), this.keys.privateKey).toString('base64url');
  }
}
