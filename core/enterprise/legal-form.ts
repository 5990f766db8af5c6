// Which kind of body a registration is: policies must say which kinds may claim, and the register rarely says it outright.

export const LEGAL_FORMS = [
  'legal-person',
  'branch',
  'individual-business',
  'sole-proprietorship',
  'partnership',
  'cooperative',
  'representative-office',
  'other',
] as const;
/** 法人, 分支机构, 个体工商户, 个人独资企业, 合伙企业, 合作社, 代表机构; `other` is a body that is known to be none of these. */
export type LegalForm = (typeof LEGAL_FORMS)[number];

/** What the register knows of a body: the code, the name and, for one row in ten, a type in words. */
export interface Registration {
  readonly uscc: string;
  readonly name: string;
  readonly typeText?: string | undefined;
}

const TYPE_TABLE: readonly (readonly [RegExp, LegalForm])[] = [
  [/分公司|分支机构/, 'branch'],
  [/代表机构/, 'representative-office'],
  [/非法人|事业单位营业|社团法人营业/, 'other'],
  [/个体/, 'individual-business'],
  [/合作社/, 'cooperative'],
  [/独资企业/, 'sole-proprietorship'],
  [/合伙/, 'partnership'],
  [/有限责任公司|股份有限公司|股份合作|集体|国有|全民|联营/, 'legal-person'],
];

/** Codes 51-53 are bodies of civil affairs; class 2 of authority 9 is an individual business, class 3 a cooperative (GB 32100). */
const CODE_TABLE: Readonly<Record<string, LegalForm>> = {
  '92': 'individual-business',
  '93': 'cooperative',
  '51': 'other',
  '52': 'other',
  '53': 'other',
};

const BRACKETS_AT_END = /(?:\[.*\]|[（(][^（()）]*[)）])$/;
const PARTNERSHIP_NAME = /[（(](?:有限|普通|特殊普通)合伙[)）]$/;
/** A parent's full name followed by the establishment's own: 「企业名称登记管理规定」 has a branch put its parent's name first. */
const LIMITED_PARENT = /有限(?:责任)?公司.+$/;
const BRANCH_AT_END = /(?:分公司|支公司|分行|支行|分厂|分店|分社|分院|分所|分部)$/;
/** The same with a parent whose name is a weaker sign: old state firms, supply cooperatives, credit unions, works. */
const ANY_PARENT = /(?:公司|供销合作社|供销社|农资服务社|合作联社|信用社|[^分]厂).+$/;

/** What a name says, and whether it says so by a form that the law keeps for it. */
interface NameReading {
  readonly form: LegalForm;
  readonly certain: boolean;
}

/**
 * The legal form by name alone, or undefined when the name does not tell.
 * A branch is its parent's full name and then its own; brackets at the end are set aside first.
 */
export function legalFormOfName(name: string): NameReading | undefined {
  if (PARTNERSHIP_NAME.test(name)) return { form: 'partnership', certain: true };
  const bare = name.replace(BRACKETS_AT_END, '');
  if (/代表处$/.test(bare)) return { form: 'representative-office', certain: true };
  if (BRANCH_AT_END.test(bare)) return { form: 'branch', certain: true };
  if (/有限(?:责任)?公司$/.test(bare)) return { form: 'legal-person', certain: true };
  if (LIMITED_PARENT.test(bare)) return { form: 'branch', certain: true };
  if (/公司$/.test(bare))
    return /公司.*公司$/.test(bare) ? undefined : { form: 'legal-person', certain: false };
  if (/(?:合作社|联合社)$/.test(bare)) return { form: 'cooperative', certain: false };
  return ANY_PARENT.test(bare) ? { form: 'branch', certain: false } : undefined;
}

const formOfType = (typeText: string | undefined): LegalForm | undefined =>
  typeText === undefined ? undefined : TYPE_TABLE.find(([pattern]) => pattern.test(typeText))?.[1];

/**
 * The legal form, or undefined when code, type and name do not settle it: unknown, never a guess.
 * A certain name outweighs the type, because registers give a branch its parent's type; otherwise the type comes first.
 * A code of class 2 or 3 outweighs both, but for a company's name: a business that became a company keeps its code, so
 * then the type decides.
 */
export function legalFormOf({ uscc, name, typeText }: Registration): LegalForm | undefined {
  const byCode = CODE_TABLE[uscc.slice(0, 2)];
  const byName = legalFormOfName(name);
  const byType = formOfType(typeText);
  if (byCode === 'individual-business' && byName?.form === 'legal-person') {
    return byType === 'legal-person' || byType === 'individual-business' ? byType : undefined;
  }
  if (byCode !== undefined) return byCode;
  if (byName?.certain === true && (byName.form === 'branch' || byName.form === 'representative-office'))
    return byName.form;
  return byType ?? byName?.form;
}
