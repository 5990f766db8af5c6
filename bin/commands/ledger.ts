// `zhida ledger verify`: asks the running platform to prove its books from the journal, and says what does not hold.
import { Command } from 'commander';
import { platformUrl } from './token.ts';

interface Verification {
  readonly verified: boolean;
  readonly budgets: number;
  readonly transfers: number;
  readonly claimLegs: number;
  readonly anchors: number;
  readonly chains: readonly { partition: number; entries: number; unsealed: number; root: string }[];
  readonly problems: readonly { code: string; entry: string; zh: string; en: string }[];
}

/** @throws Error with the platform's words when it does not answer with a verification */
async function verification(url: string): Promise<Verification> {
  const { requestToken } = await import('../../local/sign-in/request-token.ts');
  const token = process.env['ZHIDA_TOKEN'] ?? (await requestToken(url, 'auditor'));
  const response = await fetch(`${url}/api/ledger/verification`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Verification;
}

function told({ verified, budgets, transfers, claimLegs, anchors, chains, problems }: Verification): string {
  const lines = [
    `${verified ? '账簿无误' : '账簿有误'} / ${verified ? 'The ledger holds' : 'The ledger does NOT hold'}`,
    `  ${budgets} 个预算 / budgets · ${transfers} 笔转账 / transfers · ${claimLegs} 笔付款 / legs · ${anchors} 个锚 / anchors`,
    ...chains.map(
      ({ partition, entries, unsealed, root }) =>
        `  链 / chain ${partition}: ${entries} 条 / entries, ${unsealed} 未封 / unsealed, ${root.slice(0, 16)}…`,
    ),
    ...problems.map(({ code, entry, zh, en }) => `  ✗ ${entry} [${code}] ${zh} / ${en}`),
  ];
  return lines.join('\n');
}

export const ledgerCommand = (): Command =>
  new Command('ledger').description('账簿 / The ledger').addCommand(
    new Command('verify')
      .description(
        '仅凭分录重算余额、权益与哈希链 / Recompute balances, claims and chain from the journal alone',
      )
      .option('--json', '在标准输出给出一个 JSON 对象 / print one JSON object')
      .addHelpText(
        'after',
        '\n平台地址 / Platform: ZHIDA_URL (http://localhost:8080)\n令牌 / Token: ZHIDA_TOKEN, or the demo auditor’s',
      )
      .action(async ({ json }: { json?: boolean }) => {
        const result = await verification(platformUrl());
        console.log(json === true ? JSON.stringify(result) : told(result));
        process.exitCode = result.verified ? 0 : 1;
      }),
  );
