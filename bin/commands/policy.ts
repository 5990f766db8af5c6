// `zhida policy check|trial|publish FILE`, `zhida policy schema`: a policy document as its author has it on disk.
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parse } from 'yaml';
import { Fault } from '../../core/kernel/fault.ts';
import { nextStep } from '../../core/policy/approval-route.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PolicyCheck } from '../../functions/policy/check-policy.ts';
import { stepOfDemo, userOfRole } from '../../local/example/demo-step.ts';
import { signInAs } from './platform-client.ts';
import { printTrial, tryPolicy, type TrialOptions, withTrialOptions } from './trial-policy.ts';

/** @throws Fault not-found | invalid with the place in the file */
async function readDocument(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Fault('not-found', { reason: 'file', zh: `没有文件 ${file}`, en: `There is no file ${file}` });
  try {
    return parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault('invalid', {
      reason: 'yaml',
      zh: `${file} 不是有效的 YAML：${why}`,
      en: `${file} is not valid YAML: ${why}`,
    });
  }
}

/** Against the catalogue of a running platform when ZHIDA_URL names one, else against the example's. */
async function checkDocument(document: unknown): Promise<PolicyCheck> {
  if (process.env['ZHIDA_URL'] !== undefined) {
    return (await (await signInAs('staff.drafter')).post('/api/policies/checks', document)) as PolicyCheck;
  }
  const [{ readExample }, { readDepartments }, { checkPolicy }] = await Promise.all([
    import('../../local/example/read-example.ts'),
    import('../../core/hub/hub-source.ts'),
    import('../../functions/policy/check-policy.ts'),
  ]);
  const { catalogue, policies: others, departments } = await readExample();
  const ids = readDepartments(departments).departments.map(({ id }) => id);
  const around = { others, departments: ids };
  return checkPolicy({ policies: { catalogue: async () => catalogue } }, document, around);
}

function printCheck({ ok, errors, warnings, examples }: PolicyCheck): void {
  for (const { path, zh, en } of errors) console.log(`✘ ${path}: ${zh} / ${en}`);
  for (const { path, zh, en } of warnings) console.log(`! ${path}: ${zh} / ${en}`);
  for (const example of examples) {
    console.log(
      `${example.ok ? '✔' : '✘'} ${example.name}: ${example.outcome ?? '–'} ${example.amountFen ?? ''}`,
    );
    for (const { path, zh, en } of example.errors) console.log(`    ${path}: ${zh} / ${en}`);
  }
  console.log(ok ? '检查通过 / The check passed' : '检查未通过 / The check found errors');
}

interface CheckOptions extends TrialOptions {
  readonly json?: boolean;
  readonly trial?: boolean;
}

/** For an editor: `# yaml-language-server: $schema=policy.schema.json` at the head of a policy completes and marks as one types. */
const schemaCommand = (): Command =>
  new Command('schema')
    .description('输出政策文件的 JSON Schema，供编辑器使用 / Print the JSON Schema of a policy, for editors')
    .action(async () => {
      const { policyJsonSchema } = await import('../../core/policy/policy-document.ts');
      console.log(JSON.stringify(policyJsonSchema(), undefined, 2));
    });

const checkCommand = (): Command =>
  withTrialOptions(
    new Command('check')
      .description('检查政策文件：结构、规则、示例 / Check a policy: structure, rules, worked examples')
      .argument('<file>', 'YAML 或 JSON / YAML or JSON')
      .option('--json', '在标准输出给出一个 JSON 对象 / print one JSON object')
      .option('--trial', '通过后在登记库上试算 / then try it on the register of a running platform'),
  ).action(async (file: string, { json, trial, ...options }: CheckOptions) => {
    const document = await readDocument(file);
    const check = await checkDocument(document);
    const report = trial === true && check.ok ? await tryPolicy(document, options) : undefined;
    if (json === true) console.log(JSON.stringify({ ...check, ...(report && { trial: report }) }));
    else printCheck(check);
    if (report && json !== true) printTrial(report);
    if (!check.ok) process.exitCode = 1;
  });

const trialCommand = (): Command =>
  withTrialOptions(
    new Command('trial')
      .description(
        '在运行中平台的登记库上试算，不产生申报 / Try a policy on the register of a running platform, without effect',
      )
      .argument('<file>', 'YAML 或 JSON / YAML or JSON')
      .option('--json', '在标准输出给出一个 JSON 对象 / print one JSON object')
      .addHelpText('after', '\n平台地址 / Platform: ZHIDA_URL (http://localhost:8080)'),
  ).action(async (file: string, { json, ...options }: CheckOptions) => {
    const report = await tryPolicy(await readDocument(file), options);
    if (json === true) console.log(JSON.stringify(report));
    else printTrial(report);
  });

/** The whole way in one go, each step by a demo user of its role; on a real platform each does this at their own desk. */
const publishCommand = (): Command =>
  new Command('publish')
    .description(
      '起草、送审、逐步审批、发布 / Draft, submit, sign each step of its route and publish on a running platform',
    )
    .argument('<file>', 'YAML 或 JSON / YAML or JSON')
    .addHelpText('after', '\n平台地址 / Platform: ZHIDA_URL (http://localhost:8080)')
    .action(async (file: string) => {
      const document = await readDocument(file);
      const drafter = await signInAs('staff.drafter');
      let policy = (await drafter.post('/api/policies', document)) as Policy;
      const at = `/api/policies/${encodeURIComponent(policy.id)}`;
      if (policy.latest !== policy.inForce) {
        if (policy.submittedBy === undefined) policy = (await drafter.post(`${at}/submission`)) as Policy;
        for (let step = nextStep(policy); step !== undefined; step = nextStep(policy)) {
          const signer = await signInAs(userOfRole(step.role));
          policy = (await signer.post(`${at}/approval`, stepOfDemo(policy))) as Policy;
        }
        policy = (await (await signInAs('staff.approver')).post(`${at}/publication`)) as Policy;
      }
      console.log(`已发布 / Published: ${policy.id} v${policy.inForce} ${policy.titleZh}`);
    });

export const policyCommand = (): Command =>
  new Command('policy')
    .description('政策文件 / Policy documents')
    .addCommand(checkCommand())
    .addCommand(trialCommand())
    .addCommand(schemaCommand())
    .addCommand(publishCommand());
