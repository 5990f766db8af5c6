// A generated register with items missing, its departments' released files, and the real example catalogue and policies.
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { fen } from '../../core/kernel/fen.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { releasedKey, type ReleasedRow } from '../../functions/matching/read-released.ts';
import { readExample } from '../../local/example/read-example.ts';
import { factsOf } from '../../local/sandbox/departments/facts-of.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

/** Mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RegisterWorld extends FlowWorld {
  readonly catalogue: Catalogue;
  readonly policies: readonly PolicyDocument[];
  readonly firms: Map<string, Enterprise>;
  /** Department → USCC → its row. */
  readonly released: Map<string, Map<string, ReleasedRow>>;
  rewrite(enterprise: Enterprise): Promise<void>;
  release(): Promise<void>;
  /** What is known of a firm on a day, said without the code that is tested. */
  known(uscc: string, today: DayText): Facts;
}

const FORMS = ['legal-person', 'branch', 'individual-business', undefined] as const;
const DISTRICTS = ['330106', '330108', '330182', 'hz-qiantang', undefined] as const;
/** Day on which some of the rows expire. */
export const EXPIRY = '2020-06-01';

export function makeFirm(serial: number, random: () => number): Enterprise {
  const uscc = syntheticUscc(serial, '330106');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const legalForm = pick(FORMS);
  const districtCode = pick(DISTRICTS);
  return {
    id: uscc,
    uscc,
    name: `企业${serial}`,
    registeredOn: `${1990 + Math.floor(random() * 30)}-0${1 + Math.floor(random() * 9)}-15`,
    ...(legalForm && { legalForm }),
    ...(random() < 0.9 && { capitalFen: fen(Math.floor(random() * 1e9)) }),
    ...(districtCode && { districtCode }),
  };
}

export async function createRegisterWorld(size: number, seed: number): Promise<RegisterWorld> {
  const { catalogue, policies } = await readExample();
  const world = await createFlowWorld(catalogue);
  const random = randomFrom(seed);
  const firms = new Map<string, Enterprise>();
  for (let serial = 1; serial <= size; serial += 1) {
    const firm = makeFirm(serial, random);
    firms.set(firm.uscc, firm);
  }
  const items = catalogue.items.filter((item) => item.released && item.fromRegister !== true);
  const released = new Map<string, Map<string, ReleasedRow>>();
  for (const { department } of items) released.set(department, new Map());
  for (const [uscc, firm] of firms)
    for (const [department, rows] of released) {
      const row = releasedRow(catalogue, department, firm, random);
      if (random() < 0.9) rows.set(uscc, row);
    }
  await world.store.put('enterprise', [...firms.values()]);
  const whole: RegisterWorld = Object.assign(world, {
    catalogue,
    policies,
    firms,
    released,
    async rewrite(enterprise: Enterprise) {
      firms.set(enterprise.uscc, enterprise);
      await world.store.put('enterprise', [enterprise]);
    },
    async release() {
      for (const [department, rows] of released)
        await world.files.put(
          'files',
          releasedKey(department),
          [...rows.values()].map((row) => JSON.stringify(row)).join('\n'),
        );
    },
    known: (uscc: string, today: DayText) => known(whole, uscc, today),
  });
  await whole.release();
  return whole;
}

export function releasedRow(
  catalogue: Catalogue,
  department: string,
  { uscc, districtCode, capitalFen }: Enterprise,
  random: () => number,
): ReleasedRow {
  const facts = factsOf(
    uscc,
    { registeredOn: 15_000, districtCode, capitalFen } as never,
    Math.floor(random() * 1e6),
  );
  const held = catalogue.items.filter(
    (item) =>
      item.department === department && item.released && item.fromRegister !== true && random() < 0.85,
  );
  const values = Object.fromEntries(held.map(({ key }) => [key, facts[key] ?? null]));
  return { uscc, asOf: '2020-03-01', expiresOn: random() < 0.5 ? EXPIRY : '2030-01-01', values };
}

function known({ firms, released, catalogue }: RegisterWorld, uscc: string, today: DayText): Facts {
  const firm = firms.get(uscc);
  if (!firm) throw new Error(`no firm ${uscc}`);
  const facts: Record<string, Facts[string]> = {
    legalForm: firm.legalForm ?? null,
    district: firm.districtCode ?? null,
    registeredOn: parseDay(firm.registeredOn) ?? null,
    registeredCapital: firm.capitalFen ?? null,
  };
  for (const [department, rows] of released) {
    const row = rows.get(uscc);
    if (!row || row.expiresOn <= today) continue;
    for (const item of catalogue.items)
      if (
        item.department === department &&
        item.released &&
        Object.hasOwn(row.values, item.key) &&
        item.type !== 'list'
      )
        facts[item.key] = row.values[item.key] as Facts[string];
  }
  return facts;
}
