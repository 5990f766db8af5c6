// `zhida policy trial FILE`: the file tried on the register of a running platform, with its progress and a table to read.
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Job } from '../../core/enterprise/job.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { readPolicyDocument } from '../../core/policy/policy-document.ts';
import type { WhatIf } from '../../core/policy/trial.ts';
import type { TrialGroup, TrialReport } from '../../core/policy/trial-report.ts';
import { groupedText, moneyWords } from '../../core/policy/trial-words.ts';
import type { StartedTrial } from '../../functions/policy/start-trial.ts';
import type { ShownTrial } from '../../functions/policy/show-trial.ts';
import { type PlatformClient, signInAs } from './platform-client.ts';

export interface TrialOptions {
  readonly whatIf?: readonly WhatIf[];
  readonly day?: string;
  readonly against?: number;
  readonly sweep?: boolean;
}

const POLL_MS = 300;

/** @throws Fault as the platform refuses it, or why the trial failed */
export async function tryPolicy(document: unknown, options: TrialOptions): Promise<TrialReport> {
  const { id } = readPolicyDocument(document);
  const client = await signInAs('staff.drafter');
  const at = `/api/policies/${encodeURIComponent(id)}/trials`;
  const { trial } = (await client.post(at, {
    document,
    ...(options.whatIf && { whatIfs: options.whatIf }),
    ...(options.day !== undefined && { day: options.day }),
    ...(options.against !== undefined && { againstVersion: options.against }),
    sweep: options.sweep ?? true,
  })) as StartedTrial;
  await followed(client, trial.id);
  const shown = (await client.get(`${at}/${trial.id}`)) as ShownTrial;
  if (shown.report) return shown.report;
  throw new Fault('unprocessable', shown.trial.problem ?? { reason: 'trial' });
}

async function followed(client: PlatformClient, jobId: string): Promise<void> {
  let said = '';
  for (;;) {
    const job = (await client.get(`/api/jobs/${jobId}`)) as Job;
    const share = job.rowsTotal === undefined ? '' : ` / ${groupedText(job.rowsTotal)}`;
    const line = `${groupedText(job.rowsDone)}${share} 家 / firms`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    else if (line !== said) process.stderr.write(`${line}\n`);
    said = line;
    if (job.state === 'done' || job.state === 'failed') break;
    await wait(POLL_MS);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
}

const row = (name: string, tally: TrialReport['totals']): Record<string, string> => ({
  '': name,
  '符合 eligible': groupedText(tally.eligible),
  '可能 unknown': groupedText(tally.unknown),
  '不符 not': groupedText(tally.ineligible),
  '金额 cost': moneyWords(tally.amountFen, false).zh,
  '可能再加 possible': moneyWords(tally.possibleFen, false).zh,
});

export function printTrial(report: TrialReport): void {
  const { totals, firms, day, asOf } = report;
  console.log(
    `试算 / Trial: ${groupedText(firms)} 家 / firms, 规则日 / rules of ${day}, 数据日 / data of ${asOf}`,
  );
  console.table([row('全部 all', totals)]);
  printGroups('区县 / district', report.byDistrict);
  printGroups('规模 / size', report.bySize);
  printGroups('行业 / sector', report.bySector);
  for (const { name, en, holds, fails, unknown, failsAlone } of report.conditions)
    console.log(
      `${name} / ${en}: ✔ ${groupedText(holds)}  ✘ ${groupedText(fails)}  ? ${groupedText(unknown)}  仅此不符 / fails only this: ${groupedText(failsAlone)}`,
    );
  for (const { zh, en, department, firms: count } of report.missing)
    console.log(`未知 / unknown: ${zh} / ${en} (${department}): ${groupedText(count)} 家 / firms`);
  if (totals.amountUnknown > 0)
    console.log(`金额未知 / eligible, amount unknown: ${groupedText(totals.amountUnknown)}`);
  if (report.notComputable > 0)
    console.log(`无法计算 / cannot be computed: ${groupedText(report.notComputable)}`);
  for (const { values } of report.whatIfs) for (const { zh, en } of values) console.log(`${zh}\n    ${en}`);
  if (report.difference) console.log(`${report.difference.zh}\n    ${report.difference.en}`);
}

function printGroups(name: string, groups: readonly TrialGroup[]): void {
  if (groups.length === 0) return;
  console.log(name);
  console.table(groups.map(({ zh, en, tally }) => row(`${zh} ${en}`, tally)));
}

/** `NAME=V1,V2` or `NAME@DISTRICT=V1,V2`, given as often as wanted. */
function readWhatIf(text: string, before: readonly WhatIf[] = []): readonly WhatIf[] {
  const match = /^([^=@]+)(?:@([^=]+))?=(.+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('NAME=V1,V2');
  const [, parameter = '', district, list = ''] = match;
  const values = list.split(',').map((value) => value.trim());
  return [...before, { parameter: parameter.trim(), ...(district !== undefined && { district }), values }];
}

/** The options of a trial, for `policy trial` and `policy check --trial`. */
export const withTrialOptions = (command: Command): Command =>
  command
    .option(
      '--what-if <NAME=V1,V2>',
      '参数改为这些值会怎样；按区县写 NAME@区划代码=V1 / what if the parameter had these values',
      readWhatIf,
    )
    .option('--day <YYYY-MM-DD>', '按这一天的规则 / the rules of this day')
    .option('--against <version>', '与这一版比较 / compare with this version', Number)
    .option('--no-sweep', '不自动试参数 / do not try other values by itself');
