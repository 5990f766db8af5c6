// The policies of the fault runs: small, so that thousands of seeds are cheap, and of every kind that handles money differently.
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import { policyVersionId, type Policy, type PolicyVersion } from '../../core/policy/policy.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { PolicyCache, type LoadedVersion } from '../../functions/policy/policy-cache.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';

export const DISTRICTS = ['d1', 'd2', 'd3'] as const;

const enumOf = (codes: readonly string[]) => codes.map((code) => ({ code, zh: `值${code}`, en: code }));
const item = (key: string, zh: string, type: string, department: string, costRank: number, more = {}) => ({
  key,
  zh,
  en: key,
  type,
  department,
  costRank,
  released: false,
  ...more,
});

export const CATALOGUE: Catalogue = readCatalogue({
  items: [
    item('legalForm', '主体类型', 'enum', 'market', 0, {
      fromRegister: true,
      role: 'legal-form',
      values: enumOf(['legal-person']),
    }),
    item('district', '所属区县', 'enum', 'market', 0, {
      fromRegister: true,
      role: 'district',
      values: enumOf(DISTRICTS),
    }),
    item('untrustworthy', '失信', 'boolean', 'credit', 1, { askedAtRelease: true }),
    item('tax', '纳税额', 'money', 'revenue', 2),
  ],
});

/** What the auditor holds a policy to, said apart from the document it checks. */
export interface PolicyTerms {
  readonly policyId: string;
  /** The award is the tax divided by this, rounded down to a fen, at most the cap. */
  readonly divisor: number;
  readonly capFen: number | undefined;
  readonly cityPercent: number;
  readonly group: string | undefined;
  readonly review: boolean;
  readonly instalments: number;
}

interface Shape extends PolicyTerms {
  readonly publicityDays: number;
  readonly preAuthorisedYuan: number;
  readonly version: number;
}

const words = (zh: string, en: string) => ({ zh, en });

function documentOf(shape: Shape): PolicyDocument {
  const { policyId, divisor, capFen, cityPercent, group, review, instalments, version } = shape;
  const districtPercent = 100 - cityPercent;
  return readPolicyDocument({
    schema: 'zhida-policy/1',
    id: policyId,
    version,
    title: words(`模拟政策${policyId}`, policyId),
    documentNumber: `模拟〔2020〕${policyId}`,
    legalText: '用于故障模拟。',
    department: 'revenue',
    level: 'city',
    provenance: { kind: 'composed', source: 'fault runs' },
    structure: { document: words('模拟', 'simulated'), clause: '第一条', matter: words('模拟', 'simulated') },
    dates: {
      validity: {},
      application: {},
      publicityDays: shape.publicityDays,
      paymentDays: 3,
    },
    claimants: ['legal-person'],
    approval: { steps: [{ step: 'approve', role: 'staff.approver', zh: '审批', en: 'approved' }] },
    mode: review ? 'apply' : 'confirm',
    kind: 'grant',
    period: instalments > 1 ? 'instalments' : 'once',
    ...(instalments > 1 && {
      instalments: Array.from({ length: instalments }, () => ({
        afterMonths: 0,
        percent: 100 / instalments,
        zh: '期',
        en: 'part',
      })),
    }),
    items: ['legalForm', 'district', 'untrustworthy', 'tax'],
    conditions: [{ name: '守信', when: 'not(untrustworthy)', zh: '守信', en: 'trustworthy' }],
    amount: {
      formula: `tax / ${divisor}`,
      rounding: { mode: 'down', toFen: 1 },
      caps: capFen === undefined ? [] : [{ scope: 'case', limit: capFen / 100, zh: '上限', en: 'cap' }],
    },
    payees: [{ kind: 'enterprise', percent: 100, zh: '企业', en: 'firm' }],
    stacking: group === undefined ? { rule: 'combine' } : { rule: 'exclusive', group },
    ...(version > 1 && {
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-01',
        pending: 'old-version',
        zh: '旧',
        en: 'old',
      },
    }),
    allocation: { method: 'queue' },
    funding: [
      { treasury: 'city', percent: cityPercent },
      ...(districtPercent > 0 ? [{ treasury: 'district', percent: districtPercent }] : []),
    ],
    commitment: words('承诺', 'we declare'),
    ...(review && { review: { role: 'staff.reviewer', workingDays: 5, zh: '审核', en: 'review' } }),
    recovery: { repayWithinDays: 20, hearing: true, zh: '追回', en: 'recovered' },
    preAuthorisedYuan: shape.preAuthorisedYuan,
    examples: [],
  });
}

const base = { version: 1, publicityDays: 0, preAuthorisedYuan: 1000, group: undefined, instalments: 1 };
/** Pairs of policies; a seed plays one pair. Version 2 of each is worth more and costs the treasuries otherwise. */
const PAIRS: readonly (readonly [Shape, Shape])[] = [
  [
    { ...base, policyId: 'a-shared', divisor: 3, capFen: 90_000, cityPercent: 55, review: false },
    { ...base, policyId: 'b-city', divisor: 7, capFen: 50_000, cityPercent: 100, review: false },
  ],
  [
    {
      ...base,
      policyId: 'c-parts',
      divisor: 3,
      capFen: 70_000,
      cityPercent: 35,
      review: false,
      instalments: 2,
    },
    { ...base, policyId: 'd-review', divisor: 11, capFen: 50_000, cityPercent: 100, review: true },
  ],
  [
    {
      ...base,
      policyId: 'e-either',
      divisor: 3,
      capFen: 80_000,
      cityPercent: 60,
      review: false,
      group: 'aid',
    },
    { ...base, policyId: 'f-or', divisor: 5, capFen: 60_000, cityPercent: 100, review: false, group: 'aid' },
  ],
  [
    { ...base, policyId: 'g-uncapped', divisor: 13, capFen: undefined, cityPercent: 70, review: false },
    {
      ...base,
      policyId: 'h-public',
      divisor: 7,
      capFen: 60_000,
      cityPercent: 45,
      review: false,
      publicityDays: 2,
    },
  ],
];

export interface ScenarioPolicy {
  readonly terms: readonly PolicyTerms[];
  readonly versions: readonly PolicyVersion[];
  readonly head: Policy;
}

const amended = (shape: Shape): Shape => ({
  ...shape,
  version: 2,
  divisor: shape.divisor - 1,
  capFen: shape.capFen === undefined ? undefined : shape.capFen * 2,
  cityPercent: shape.cityPercent === 100 ? 100 : shape.cityPercent + 5,
});

const scenarioPolicy = (shape: Shape): ScenarioPolicy => {
  const shapes = [shape, amended(shape)];
  return {
    terms: shapes,
    versions: shapes.map((it, index) => ({
      id: policyVersionId(it.policyId, index + 1),
      version: 1,
      policyId: it.policyId,
      number: index + 1,
      hash: `hash-of-${it.policyId}-${index + 1}`,
      document: documentOf(it),
    })),
    head: {
      id: shape.policyId,
      version: 1,
      state: 'published',
      titleZh: shape.policyId,
      titleEn: shape.policyId,
      mode: shape.review ? 'apply' : 'confirm',
      latest: 2,
      inForce: 1,
      draftedBy: 'staff.drafter',
      changedAt: '2020-03-01T00:00:00.000Z',
    },
  };
};

export const SCENARIOS: readonly (readonly [ScenarioPolicy, ScenarioPolicy])[] = PAIRS.map(
  ([first, second]) => [scenarioPolicy(first), scenarioPolicy(second)],
);

/** Compiled once for all seeds: a version never changes. */
const LOADED = new Map<string, LoadedVersion>(
  SCENARIOS.flat().flatMap(({ versions }) =>
    versions.map((version) => [
      version.id,
      { version, compiled: compilePolicy(version.document, CATALOGUE) },
    ]),
  ),
);

/** The cache of one container: heads are read from its store, versions come compiled. */
export class CompiledPolicies extends PolicyCache {
  override version(policyId: string, number: number): Promise<LoadedVersion> {
    const loaded = LOADED.get(policyVersionId(policyId, number));
    return loaded ? Promise.resolve(loaded) : super.version(policyId, number);
  }

  override catalogue(): Promise<Catalogue> {
    return Promise.resolve(CATALOGUE);
  }
}
