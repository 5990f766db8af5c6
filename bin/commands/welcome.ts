// What `zhida start` tells a visitor: where the platform is, who one may be, and what to try first.
import type { LoadedDemo } from '../../local/demo/load-demo.ts';

export interface Place {
  readonly url: string;
  readonly dataDir: string | undefined;
}

/** Printed as soon as the platform serves. */
export const welcome = ({ url, dataDir }: Place): string => `
直达已启动 / Zhida is running: ${url}
数据 / Data: ${dataDir ?? '仅在内存 / in memory only'}

演示用户 / Demo users (无需密码 / no password):
  staff.drafter staff.reviewer staff.legal staff.approver
                                                政策起草、复核审核、合法性审核、审批 / draft, check and review, legality, approve
  unit.maker finance.maker finance.checker      预算单位、财政经办、复核 / budget unit, finance maker and checker
  auditor leader.city leader.<区划代码> hub.<部门> admin
  enterprise:<统一社会信用代码 / USCC>             任一企业 / any enterprise

试一试 / Try:
  1. 打开并登录 / Open and sign in      ${url}
  2. 看已发布政策 / See the policies    curl ${url}/api/policies
  3. 以企业身份看可享政策 / See what fits a firm
     curl -H "Authorization: Bearer $(ZHIDA_URL=${url} npm run -s token -- enterprise:USCC)" ${url}/api/enterprises/USCC/matches

按 Ctrl+C 停止 / Press Ctrl+C to stop
`;

/** Printed once the demo is there. */
export function demoReady({ enterprises, published, awaitingApproval, samples }: LoadedDemo): string {
  const firms = samples.map(({ uscc, name }) => `  enterprise:${uscc}  ${name}`);
  return [
    `演示数据：${enterprises} 家企业，${published} 项政策已发布，${awaitingApproval} 项自动兑付政策只差最后一步审批（staff.approver 或 leader.city），再由 staff.approver 发布（部门数据为模拟）`,
    `Demo: ${enterprises} enterprises, ${published} policies published, ${awaitingApproval} automatic ones await their last signature (staff.approver or leader.city) and publication by staff.approver (departments' data is simulated)`,
    '可申领的企业 / Firms with something to claim:',
    ...firms,
    '',
  ].join('\n');
}
