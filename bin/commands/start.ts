// `zhida start`: the platform on this machine until it is told to stop.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';

const REGISTER_FILE = fileURLToPath(
  new URL('../../examples/hangzhou-2020/hangzhou-enterprises.csv.gz', import.meta.url),
);
const PORT_DEFAULT = 8080;
const DATA_DEFAULT = '.zhida';

function port(text: string): number {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('端口应为 0 至 65535 的整数 / a port is a whole number from 0 to 65535');
}

function folder(text: string): string {
  if (text.trim() !== '') return path.resolve(text);
  throw new InvalidArgumentError('目录不能为空 / the folder must have a name');
}

const welcome = (url: string, dataDir: string | undefined): string => `
直达已启动 / Zhida is running: ${url}
数据 / Data: ${dataDir ?? '仅在内存 / in memory only'}

演示用户 / Demo users (无需密码 / no password):
  staff.drafter staff.approver staff.reviewer   政策起草、审批、审核 / draft, approve, review
  unit.maker finance.maker finance.checker      预算单位、财政经办、复核 / budget unit, finance maker and checker
  auditor leader.city leader.<区划代码> hub.<部门> admin
  enterprise:<统一社会信用代码 / USCC>             任一企业 / any enterprise

试一试 / Try:
  1. 打开 / Open                ${url}
  2. 取令牌 / Get a token       ZHIDA_URL=${url} npm run -s token -- finance.checker
  3. 看政策 / See the policies  curl ${url}/api/policies

按 Ctrl+C 停止 / Press Ctrl+C to stop
`;

/** Resolves at SIGINT or SIGTERM; a second one ends the process at once, which the next start repairs. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(1));
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  });
}

interface StartOptions {
  readonly port: number;
  readonly data?: string;
  readonly memory?: boolean;
  readonly demo: boolean;
}

async function start(options: StartOptions): Promise<void> {
  const { startPlatform } = await import('../../local/start-platform.ts');
  const dataDir = options.memory === true ? undefined : (options.data ?? path.resolve(DATA_DEFAULT));
  const platform = await startPlatform({
    port: options.port,
    dataDir,
    ...(existsSync(REGISTER_FILE) && { registerFile: REGISTER_FILE }),
  });
  // Until here a signal ends the process at once, which the next start repairs.
  const stopped = stopSignal();
  console.log(welcome(platform.url, dataDir));
  await stopped;
  console.log('正在停止 / Stopping');
  await platform.close();
}

export const startCommand = (): Command =>
  new Command('start')
    .description('在本机启动平台 / Start the platform on this machine')
    .addOption(new Option('--port <n>', '端口 / port').argParser(port).default(PORT_DEFAULT))
    .addOption(
      new Option('--data <dir>', `数据目录 / data directory (${DATA_DEFAULT})`)
        .argParser(folder)
        .conflicts('memory'),
    )
    .option('--memory', '只在内存中运行，停止即忘 / keep nothing on disk')
    .option('--no-demo', '不载入演示数据 / do not load the demo')
    .action(start);
