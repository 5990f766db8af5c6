// A register of random firms with gaps, and what departments released of them, for the tests of trials.
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { formatDay } from '../../core/kernel/day.ts';
import { fen } from '../../core/kernel/fen.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { boundsOf } from '../../core/rules/candidate-values.ts';
import type { Catalogue, CatalogueItem } from '../../core/rules/catalogue.ts';
import type { Facts, FactValue } from '../../core/rules/evaluation.ts';
import { readExample } from '../../local/example/read-example.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const MISSING = 0.08;

/** mulberry32: the same seed, the same register. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: () => number, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T;

/** Small numbers are likelier than large ones, and round ones occur: thresholds are met exactly now and then. */
function randomValue(random: () => number, item: CatalogueItem): FactValue {
  switch (item.type) {
    case 'boolean':
      return random() < 0.8;
    case 'enum':
      return pick(random, item.values ?? []).code;
    case 'date':
      return Math.floor(15_000 + random() * 3_300);
    case 'text':
      return `t${Math.floor(random() * 5)}`;
    default: {
      const [low, high] = boundsOf(item);
      const size = pick(random, item.type === 'money' ? [1e4, 1e6, 1e8, 1e9] : [2, 13, 40, 600]);
      return Math.max(low, Math.min(high, Math.floor(random() * size)));
    }
  }
}

export interface TrialWorld {
  readonly world: FlowWorld;
  readonly catalogue: Catalogue;
  readonly policies: readonly PolicyDocument[];
  /** uscc → what register and departments let be known of it. */
  readonly known: ReadonlyMap<string, Facts>;
  example(id: string): PolicyDocument;
}

/** The example's catalogue and policies over `firms` random firms. */
export async function createTrialWorld(firms: number, seed = 7): Promise<TrialWorld> {
  const { catalogue, policies } = await readExample();
  const world = await createFlowWorld(catalogue);
  const random = randomOf(seed);
  const columns = catalogue.items.filter(({ released, type }) => released && type !== 'list');
  const known = new Map<string, Facts>();
  const enterprises: Enterprise[] = [];
  for (let index = 0; index < firms; index += 1) {
    const uscc = `91330100${String(index).padStart(10, '0')}`;
    const facts = Object.fromEntries(
      columns.flatMap((item) => (random() < MISSING ? [] : [[item.key, randomValue(random, item)]])),
    );
    const { legalForm, district, registeredOn = 17_000, registeredCapital } = facts as Record<string, never>;
    known.set(uscc, { ...facts, registeredOn });
    enterprises.push({
      id: uscc,
      uscc,
      name: `企业${index}`,
      registeredOn: formatDay(registeredOn),
      ...(legalForm !== undefined && { legalForm }),
      ...(district !== undefined && { districtCode: district }),
      ...(registeredCapital !== undefined && { capitalFen: fen(registeredCapital) }),
    } as Enterprise);
  }
  await world.store.put('enterprise', enterprises);
  await release(world, columns, known);
  const example = (id: string) => policies.find((policy) => policy.id === id) as PolicyDocument;
  return { world, catalogue, policies, known, example };
}

async function release(
  world: FlowWorld,
  columns: readonly CatalogueItem[],
  known: ReadonlyMap<string, Facts>,
): Promise<void> {
  const released = columns.filter(({ fromRegister }) => fromRegister !== true);
  for (const department of new Set(released.map((item) => item.department))) {
    const own = released.filter((item) => item.department === department);
    const rows = [...known].map(([uscc, facts]) => {
      const values = Object.fromEntries(own.flatMap(({ key }) => (key in facts ? [[key, facts[key]]] : [])));
      return JSON.stringify({ uscc, asOf: '2020-03-01', expiresOn: '2030-01-01', values });
    });
    await world.files.put('files', `released/${department}.jsonl`, rows.join('\n'));
  }
}

/** A policy with a threshold that differs by district and by date, a rate, and an amount that some firms reach the cap of. */
export function headcountPolicy(base: PolicyDocument, change: object = {}): PolicyDocument {
  return readPolicyDocument({
    ...base,
    id: 'trial-headcount',
    title: { zh: '人数补贴', en: 'Headcount grant' },
    items: ['legalForm', 'district', 'businessStatus', 'insuredStaff'],
    values: [],
    tables: [],
    parameters: [
      {
        name: '人数上限',
        zh: '参保人数上限',
        en: 'limit',
        unit: '人',
        values: [
          { until: '2020-12-31', value: 300 },
          { from: '2021-01-01', value: 100 },
          { district: '330109', value: 500 },
        ],
      },
      { name: '每人标准', zh: '每人标准', en: 'rate a head', values: [{ value: 400 }] },
    ],
    conditions: [
      {
        name: '规模',
        when: '参保人数 > 0 and 参保人数 <= 人数上限',
        zh: '规模符合',
        en: 'of a supported size',
      },
      { name: '登记正常', when: '登记状态 = "存续"', zh: '存续', en: 'open' },
    ],
    amount: {
      formula: '参保人数 * 每人标准',
      rounding: { mode: 'down', toFen: 1 },
      caps: [{ scope: 'case', limit: 50_000, zh: '不超过5万元', en: 'at most ¥50,000' }],
    },
    examples: [
      {
        name: '甲',
        facts: { legalForm: 'legal-person', businessStatus: 'open', insuredStaff: 10, district: '330102' },
        expect: { outcome: 'eligible', amountFen: 400_000 },
      },
      {
        name: '乙',
        facts: { legalForm: 'legal-person', businessStatus: 'revoked', insuredStaff: 10, district: '330102' },
        expect: { outcome: 'ineligible' },
      },
    ],
    ...change,
  });
}
