// The people of the demo: one for each role of the design, known by name, without passwords.

export interface DemoUser {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly org?: string;
  readonly district?: string;
  readonly actsFor: readonly string[];
  readonly zh: string;
  readonly en: string;
}

const user = (sub: string, org: string, zh: string, en: string): DemoUser => ({
  sub,
  roles: [sub],
  org,
  actsFor: [],
  zh,
  en,
});

/** Those with a button of their own; families and enterprises are made by name. */
export const NAMED_USERS: readonly DemoUser[] = [
  user('staff.drafter', 'policy-office', '政策起草人', 'Policy drafter'),
  user('staff.approver', 'policy-office', '政策审批人', 'Policy approver'),
  user('staff.reviewer', 'policy-office', '申报审核人', 'Case reviewer'),
  user('staff.legal', 'justice-bureau', '合法性审核人', 'Legality reviewer'),
  user('unit.maker', 'budget-unit', '预算单位经办', 'Budget unit clerk'),
  user('finance.maker', 'finance-bureau', '财政经办', 'Finance maker'),
  user('finance.checker', 'finance-bureau', '财政复核', 'Finance checker'),
  user('auditor', 'audit-bureau', '审计人员', 'Auditor'),
  user('leader.city', 'city-government', '市领导', 'City leader'),
  user('admin', 'platform', '平台管理员', 'Administrator'),
];

const byName = new Map(NAMED_USERS.map((each) => [each.sub, each]));

function familyMember(name: string): DemoUser | undefined {
  const district = /^leader\.(\d{6})$/.exec(name)?.[1];
  if (district)
    return { ...user(name, 'district-government', `${district} 区领导`, `Leader of ${district}`), district };
  const department = /^hub\.([a-z0-9-]{2,40})$/.exec(name)?.[1];
  if (department) return user(name, department, `数据部门 ${department}`, `Data department ${department}`);
  const uscc = /^enterprise:([0-9A-HJ-NPQRTUWXY]{18})$/.exec(name)?.[1];
  if (uscc === undefined) return undefined;
  return {
    sub: name,
    roles: ['enterprise'],
    org: uscc,
    actsFor: [uscc],
    zh: `企业 ${uscc}`,
    en: `Enterprise ${uscc}`,
  };
}

/** The user of a name such as `finance.maker`, `leader.330106`, `hub.tax` or `enterprise:<USCC>`. */
export const demoUser = (name: string): DemoUser | undefined => byName.get(name) ?? familyMember(name);

/** The claims that Zhida reads from a token. */
export const claimsOf = ({ sub, roles, org, district, actsFor }: DemoUser): Record<string, unknown> => ({
  sub,
  roles,
  actsFor,
  ...(org !== undefined && { org }),
  ...(district !== undefined && { district }),
});
