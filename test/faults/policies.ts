// The policies of the fault runs: small, so that thousands of seeds are cheap, and of every kind that handles money differently.
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import { policyVersionId, type Policy, type PolicyVersion } from '../../core/policy/policy.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { PolicyCache, type LoadedVersion } from '../../functions/policy/policy-cache.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import { DISTRICTS, PAIRS, type PolicyTerms, type Shape } from './policy-shapes.ts';

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
const field = (key: string, zh: string, type: string) => ({ key, zh, en: key, type });

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
    item('dissolved', '注销', 'boolean', 'market', 1, { askedAtRelease: true }),
    item('institution', '放贷机构', 'text', 'market', 2),
    item('tax', '纳税额', 'money', 'revenue', 2),
    item('staff', '名单', 'list', 'labour', 3, {
      fields: [
        field('person', '人员', 'text'),
        field('household', '户', 'text'),
        field('asset', '资产', 'text'),
        field('wage', '工资', 'money'),
      ],
    }),
  ],
});

const words = (zh: string, en: string) => ({ zh, en });
const yuan = (amountFen: number): number => amountFen / 100;

function capsOf({ capFen, enterpriseCapFen, periodCap }: Shape) {
  return [
    ...(capFen === undefined ? [] : [{ scope: 'case', limit: yuan(capFen) }]),
    ...(enterpriseCapFen === undefined ? [] : [{ scope: 'enterprise', limit: yuan(enterpriseCapFen) }]),
    ...(periodCap ? [{ scope: 'period', limit: yuan(periodCap.limitFen), months: periodCap.months }] : []),
  ].map((cap) => ({ ...cap, zh: '上限', en: 'cap' }));
}

function itemsOf({ lines, asksDissolved, thirdPartyPercent }: Shape): string[] {
  return [
    ...['legalForm', 'district', 'untrustworthy', lines ? 'staff' : 'tax'],
    ...(asksDissolved ? ['dissolved'] : []),
    ...(thirdPartyPercent === undefined ? [] : ['institution']),
  ];
}

function conditionsOf({ asksDissolved, thirdPartyPercent }: Shape) {
  const isNamed = 'string length(institution) > 0';
  return [
    { name: '守信', when: 'not(untrustworthy)', zh: '守信', en: 'trustworthy' },
    ...(asksDissolved ? [{ name: '存续', when: 'not(dissolved)', zh: '存续', en: 'in being' }] : []),
    ...(thirdPartyPercent === undefined
      ? []
      : [{ name: '机构明确', when: isNamed, zh: '机构明确', en: 'the institution is named' }]),
  ];
}

function payeesOf({ lines, thirdPartyPercent = 0 }: Shape) {
  const payee = (kind: string, percent: number, more = {}) => ({
    kind,
    percent,
    ...more,
    zh: '收款人',
    en: 'payee',
  });
  return [
    payee(lines?.paidTo ?? 'enterprise', 100 - thirdPartyPercent),
    payee('third-party', thirdPartyPercent, { identifiedBy: 'institution' }),
  ].filter(({ percent }) => percent > 0);
}

/** The parts of a document that are about who gets how much. */
function moneyOf(shape: Shape) {
  const { divisor, lines } = shape;
  const rounding = { mode: 'down', toFen: 1 };
  return {
    items: itemsOf(shape),
    amount: { formula: lines ? 'lineTotal' : `tax / ${divisor}`, rounding, caps: capsOf(shape) },
    ...(lines && {
      lines: {
        over: '名单',
        amount: { formula: `wage / ${divisor}`, rounding },
        unique: lines.keys.map((key) => ({ name: key, zh: key, en: key, fields: [key] })),
      },
    }),
    payees: payeesOf(shape),
  };
}

function documentOf(shape: Shape): PolicyDocument {
  const { policyId, cityPercent, group, stacking, review, instalments, version, proRataUntil } = shape;
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
      application: proRataUntil === undefined ? {} : { until: proRataUntil },
      publicityDays: shape.publicityDays,
      paymentDays: 3,
    },
    claimants: ['legal-person'],
    approval: { steps: [{ step: 'approve', role: 'staff.approver', zh: '审批', en: 'approved' }] },
    mode: review ? 'apply' : 'confirm',
    kind: 'grant',
    period: instalments > 1 ? 'instalments' : 'once',
    ...(instalments > 1 && {
      instalments: Array.from({ length: instalments }, (_, index) => ({
        afterMonths: 0,
        percent: Math.floor(100 / instalments) + (index === 0 ? 100 % instalments : 0),
        zh: '期',
        en: 'part',
      })),
    }),
    conditions: conditionsOf(shape),
    ...moneyOf(shape),
    stacking: group === undefined ? { rule: 'combine' } : { rule: stacking, group },
    ...(version > 1 && {
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-03-01',
        pending: 'old-version',
        zh: '旧',
        en: 'old',
      },
    }),
    allocation: { method: proRataUntil === undefined ? 'queue' : 'pro-rata' },
    funding: [
      { treasury: 'city', percent: cityPercent },
      ...(districtPercent > 0 ? [{ treasury: 'district', percent: districtPercent }] : []),
    ],
    commitment: words('承诺', 'we declare'),
    ...(review && { review: { role: 'staff.reviewer', workingDays: 5, zh: '审核', en: 'review' } }),
    recovery: { repayWithinDays: 20, hearing: true, offset: shape.offset, zh: '追回', en: 'recovered' },
    preAuthorisedYuan: shape.preAuthorisedYuan,
    examples: [],
  });
}

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
