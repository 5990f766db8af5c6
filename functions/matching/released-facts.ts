// The indicators that departments agreed to release for matching: one file a department, with the day each row expires.
import * as z from 'zod';
import { answeredFacts } from '../../core/hub/answered-facts.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import type { DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';

/** `released/<department>.jsonl`: one row an enterprise, values in the catalogue's carried form. */
export const releasedKey = (department: string): string => `released/${department}.jsonl`;

export const releasedRowSchema = z.strictObject({
  uscc: z.string(),
  asOf: z.string(),
  /** From this day on the row is unknown again. */
  expiresOn: z.string(),
  values: z.record(z.string(), z.unknown()),
});
export type ReleasedRow = z.infer<typeof releasedRowSchema>;

interface Loaded {
  readonly loadedAtMs: number;
  readonly rows: ReadonlyMap<string, ReleasedRow>;
}
/** A department's file is read at most this often by one process. */
const KEEP_MS = 60_000;
const kept = new WeakMap<Deps['files'], Map<string, Promise<Loaded>>>();

interface ReleasedItems {
  readonly items: readonly string[];
  readonly rows: ReadonlyMap<string, ReleasedRow>;
}

export class ReleasedFacts {
  readonly #byDepartment: readonly ReleasedItems[];
  readonly #catalogue: Catalogue;

  private constructor(byDepartment: readonly ReleasedItems[], catalogue: Catalogue) {
    this.#byDepartment = byDepartment;
    this.#catalogue = catalogue;
  }

  /** Loads what the named items need, and only of items that are released. */
  static async load(deps: Deps, items: readonly string[]): Promise<ReleasedFacts> {
    const catalogue = await deps.policies.catalogue();
    const released = catalogue.items.filter(
      (item) => item.released && item.fromRegister !== true && items.includes(item.key),
    );
    const departments = [...new Set(released.map((item) => item.department))];
    const loaded = await Promise.all(
      departments.map(async (department) => ({
        items: released.filter((item) => item.department === department).map((item) => item.key),
        rows: (await rowsOf(deps, department)).rows,
      })),
    );
    return new ReleasedFacts(loaded, catalogue);
  }

  /** What is known of an enterprise on a day; expired rows and values of the wrong kind are unknown. */
  of(uscc: string, today: DayText): Facts {
    let facts: Facts = {};
    for (const { items, rows } of this.#byDepartment) {
      const row = rows.get(uscc);
      if (!row || row.expiresOn <= today) continue;
      const held = items.filter((item) => Object.hasOwn(row.values, item));
      facts = { ...facts, ...answeredFacts(held, row.values, this.#catalogue).facts };
    }
    return facts;
  }
}

function rowsOf(deps: Deps, department: string): Promise<Loaded> {
  const files = kept.get(deps.files) ?? new Map<string, Promise<Loaded>>();
  kept.set(deps.files, files);
  const known = files.get(department);
  const fresh = async (): Promise<Loaded> => {
    const before = await known?.catch(() => undefined);
    return before && deps.clock.nowMs() - before.loadedAtMs < KEEP_MS ? before : read(deps, department);
  };
  const loading = fresh();
  files.set(department, loading);
  loading.catch(() => files.delete(department));
  return loading;
}

async function read(deps: Deps, department: string): Promise<Loaded> {
  const content = await deps.files.get('files', releasedKey(department));
  const rows = new Map<string, ReleasedRow>();
  if (content) {
    const lines = new TextDecoder().decode(content).split('\n');
    for (const [index, line] of lines.entries()) {
      if (line === '') continue;
      const row = releasedRowSchema.safeParse(JSON.parse(line));
      if (!row.success) {
        throw new Fault('invalid', {
          reason: 'released-file',
          zh: `部门 ${department} 的共享指标文件第 ${index + 1} 行有误`,
          en: `Line ${index + 1} of the released indicators of ${department} is wrong`,
        });
      }
      rows.set(row.data.uscc, row.data);
    }
  }
  return { loadedAtMs: deps.clock.nowMs(), rows };
}
