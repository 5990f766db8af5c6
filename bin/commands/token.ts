// `zhida token USER`: prints an access token of a demo user, for scripts and curl.
import { Command } from 'commander';

export const platformUrl = (): string => process.env['ZHIDA_URL'] ?? 'http://localhost:8080';

export const tokenCommand = (): Command =>
  new Command('token')
    .description('打印演示用户的访问令牌 / Print an access token of a demo user')
    .argument('<user>', 'staff.drafter, finance.checker, leader.330106, hub.tax, enterprise:<USCC> …')
    .addHelpText('after', '\n平台地址 / Platform: ZHIDA_URL (http://localhost:8080)')
    .action(async (user: string) => {
      const { requestToken } = await import('../../local/sign-in/request-token.ts');
      console.log(await requestToken(platformUrl(), user));
    });
