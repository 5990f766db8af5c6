// `zhida replay`: March 2020 on one machine, from the register to the bank's statement.
import { Command, InvalidArgumentError } from 'commander';

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('应为正整数 / must be a positive whole number');
};

interface Options {
  readonly enterprises?: number;
  readonly policies?: number;
  readonly seed: number;
  readonly data?: string;
  readonly memory?: boolean;
  readonly json?: boolean;
}

export const replayCommand = (): Command =>
  new Command('replay')
    .description(
      '重放2020年3月：从登记库到银行流水 / Replay March 2020, from the register to the bank statement',
    )
    .option('--enterprises <n>', '只导入登记库前 n 行 / only the first n rows of the register', positive)
    .option('--policies <n>', '只发布前 n 项政策 / only the first n policies', positive)
    .option('--seed <s>', '部门数据的种子 / seed of the departments’ facts', positive, 2020)
    .option(
      '--data <dir>',
      '数据目录；中断后再次运行即接着办 / data folder; run again to go on after a break',
      '.zhida/replay',
    )
    .option('--memory', '只在内存中运行 / keep everything in memory')
    .option('--json', '在标准输出给出一个 JSON 对象 / print one JSON object')
    .action(async ({ enterprises, policies, seed, data, memory, json }: Options) => {
      const [{ runReplay }, { openProgress }, { printReport }] = await Promise.all([
        import('../../local/replay/run-replay.ts'),
        import('../../local/replay/progress.ts'),
        import('../../local/replay/print-report.ts'),
      ]);
      const dataDir = memory === true || data === undefined ? {} : { dataDir: data };
      const result = await runReplay(
        {
          seed,
          ...dataDir,
          ...(enterprises !== undefined && { enterprises }),
          ...(policies !== undefined && { policies }),
        },
        openProgress(),
      );
      console.log(json === true ? JSON.stringify(result.report) : printReport(result));
      const { ledgerBalanced, bankFen, paidFen, days, daysAgreed, stuck } = result.report;
      process.exitCode = ledgerBalanced && bankFen === paidFen && daysAgreed === days && stuck === 0 ? 0 : 1;
    });
