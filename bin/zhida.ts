// The command line: each command in a file of its own under commands/, loaded only when it is asked for.
import { Command } from 'commander';
import { Fault, FAULTS } from '../core/kernel/fault.ts';
import { importCommand } from './commands/import.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { policyCommand } from './commands/policy.ts';
import { replayCommand } from './commands/replay.ts';
import { startCommand } from './commands/start.ts';
import { tokenCommand } from './commands/token.ts';

const COMMANDS = [startCommand, replayCommand, importCommand, policyCommand, ledgerCommand, tokenCommand];

/** A fault in both languages with the fields it names; anything else is a defect, shown whole. */
function report(error: unknown): void {
  if (!(error instanceof Fault)) return console.error(error);
  const { zh, en } = FAULTS[error.code];
  console.error(error.detail.zh ?? zh);
  console.error(error.detail.en ?? en);
  for (const field of error.detail.fields ?? []) console.error(`  ${field.path}: ${field.zh} / ${field.en}`);
}

const program = new Command('zhida')
  .description('直达：从已发布的惠企政策到企业账户 / From a published subsidy policy to money in the account')
  .configureHelp({ sortSubcommands: true })
  .showHelpAfterError('（用 --help 查看用法 / see --help）');
for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  report(error);
  process.exitCode = 1;
}
