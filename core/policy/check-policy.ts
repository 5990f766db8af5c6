// The checker: what a colleague would miss in a policy, found before it is submitted. Errors block, warnings are few.
import { parseDay } from '../kernel/day.ts';
import { Fault, type FieldError } from '../kernel/fault.ts';
import { buildProgram } from '../rules/build-program.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { boundaryCases, type BoundaryCase } from '../rules/checks/boundary-cases.ts';
import { checkAmount } from '../rules/checks/check-amount.ts';
import { checkConditions } from '../rules/checks/check-conditions.ts';
import { checkTables } from '../rules/checks/check-tables.ts';
import { evaluateProgram } from '../rules/evaluate-program.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Program } from '../rules/program.ts';
import { carryFacts } from '../rules/read-facts.ts';
import { entriesOn } from '../rules/run.ts';
import { checkTogether } from './check-together.ts';
import { checkReach } from './check-reach.ts';
import { claimWindow } from './claim-window.ts';
import type { PolicyDocument, PolicyExample } from './policy-document.ts';
import type { RegisterProfile } from './register-profile.ts';

export interface PolicyFindings {
  /** Block submission. */
  readonly errors: readonly FieldError[];
  /** Each says what to do; none has to be done. */
  readonly warnings: readonly FieldError[];
  /** Generated examples around every threshold, to be read. */
  readonly boundaryCases: readonly BoundaryCase[];
}

export interface CheckSurroundings {
  /** Other policies in force or in preparation. */
  readonly others?: readonly PolicyDocument[];
  /** Departments that answer the hub; items of any other are provided by nobody. Absent: not checked. */
  readonly departments?: readonly string[];
  /** How far each item goes on the register. Absent: not checked. */
  readonly profile?: RegisterProfile;
}

/** Never throws for what the author can mend. The document must have passed its schema. */
export function checkPolicy(
  document: PolicyDocument,
  catalogue: Catalogue,
  around: CheckSurroundings = {},
): PolicyFindings {
  const { program, errors } = buildProgram(document, catalogue);
  if (!program) return { errors, warnings: [], boundaryCases: [] };
  const day = checkDay(document);
  const findings = [
    checkItems(document, program, catalogue, around.departments),
    checkParameters(document, program),
    checkConditions(program, day),
    checkTables(program, day),
    checkAmount(program, day),
    checkExamples(document, program, catalogue),
    checkTogether(document, around.others ?? []),
    ...(around.profile ? [checkReach(program, day, around.profile)] : []),
  ];
  return {
    errors: findings.flatMap((each) => each.errors),
    warnings: findings.flatMap((each) => each.warnings),
    boundaryCases: boundaryCases(program, day),
  };
}

interface Findings {
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
}

/** The day on which the rules are looked at: the first on which the policy can be claimed. */
export const checkDay = ({ dates }: PolicyDocument): number =>
  parseDay(dates.application.from ?? dates.validity.from ?? dates.application.until ?? '') ?? 0;

function checkItems(
  document: PolicyDocument,
  program: Program,
  catalogue: Catalogue,
  departments: readonly string[] | undefined,
): Findings {
  const listed = new Set(document.items);
  const known = new Map(
    catalogue.items.flatMap((item) => [[item.key, item] as const, [item.zh, item] as const]),
  );
  const errors: FieldError[] = [];
  const warnings: FieldError[] = [];
  const payees = new Set(document.payees.flatMap((payee) => payee.identifiedBy ?? []));
  document.items.forEach((name, index) => {
    const path = `items.${index}`;
    const item = known.get(name);
    if (!item) errors.push({ path, zh: `目录中没有“${name}”`, en: `the catalogue has no "${name}"` });
    else if (!program.items.has(item.key) && !payees.has(name)) {
      warnings.push({
        path,
        zh: `规则没有用到“${item.zh}”。请删去，少取一项数据`,
        en: `The rules do not use "${item.en}". Delete it: one item less to ask for`,
      });
    }
  });
  for (const item of program.items.values()) {
    if (!listed.has(item.key) && !listed.has(item.zh)) {
      errors.push({
        path: 'items',
        zh: `规则用到“${item.zh}”（${item.key}），须列入 items`,
        en: `The rules use "${item.en}" (${item.key}): list it in items`,
      });
    }
    if (departments && item.fromRegister !== true && !departments.includes(item.department)) {
      errors.push({
        path: 'items',
        zh: `没有部门提供“${item.zh}”（${item.department} 未接入）`,
        en: `Nobody provides "${item.en}": ${item.department} does not answer the hub`,
      });
    }
  }
  for (const [index, payee] of document.payees.entries()) {
    if (payee.identifiedBy === undefined || known.get(payee.identifiedBy)?.type === 'text') continue;
    errors.push({
      path: `payees.${index}.identifiedBy`,
      zh: '收款方代码须是目录中的文字项',
      en: 'the payee must be identified by a text item of the catalogue',
    });
  }
  return { errors, warnings };
}

/** Every parameter must have a value on each day on which the policy can be claimed. */
function checkParameters(document: PolicyDocument, program: Program): Findings {
  const claimable = claimWindow(document);
  const from = parseDay(claimable.from ?? '');
  const until = parseDay(claimable.until ?? '');
  const errors = document.parameters.flatMap((parameter, index): FieldError[] => {
    const definition = program.definitions.get(`:${parameter.name}`);
    if (definition?.kind !== 'parameter') return [];
    const changes = definition.entries.flatMap((entry) =>
      [entry.from ?? [], entry.until === undefined ? [] : entry.until + 1].flat(),
    );
    const days = [from, until, ...changes].filter(
      (day) => day !== undefined && day >= (from ?? day) && day <= (until ?? day),
    );
    const bare = days.find(
      (day) =>
        day !== undefined &&
        !entriesOn(definition.entries, day).some((entry) => entry.district === undefined),
    );
    if (bare === undefined) return [];
    const words = {
      zh: `参数“${parameter.name}”在申报期内有一段时间没有通用取值`,
      en: `The parameter "${parameter.name}" has no general value for some days of the claim period`,
    };
    return [{ path: `parameters.${index}.values`, ...words }];
  });
  return { errors, warnings: [] };
}

/** Worked examples must come out as they say, and there must be at least one of each kind. */
function checkExamples(document: PolicyDocument, program: Program, catalogue: Catalogue): Findings {
  const errors = document.examples.flatMap((example, index) =>
    exampleErrors(document, program, catalogue, example, `examples.${index}`),
  );
  const warnings: FieldError[] = [];
  if (document.examples.length === 0) {
    errors.push({ path: 'examples', zh: '至少写一个示例', en: 'Write at least one worked example' });
  } else {
    const outcomes = new Set(document.examples.map((example) => example.expect.outcome));
    if (!outcomes.has('eligible'))
      warnings.push({
        path: 'examples',
        zh: '示例中没有符合条件的企业，请补一个',
        en: 'No example is eligible; add one',
      });
    if (!outcomes.has('ineligible'))
      warnings.push({
        path: 'examples',
        zh: '示例中没有不符合条件的企业，请补一个',
        en: 'No example is ineligible; add one',
      });
  }
  return { errors, warnings };
}

function exampleErrors(
  document: PolicyDocument,
  program: Program,
  catalogue: Catalogue,
  example: PolicyExample,
  path: string,
): FieldError[] {
  const { facts, errors } = carryFacts(catalogue.items, example.facts);
  if (errors.length > 0) return errors.map((error) => ({ ...error, path: `${path}.facts.${error.path}` }));
  const asOfDay = example.asOf === undefined ? checkDay(document) : (parseDay(example.asOf) ?? 0);
  try {
    const answer = evaluateProgram(program, facts, { asOfDay, district: example.district });
    return differences(example, answer).map((words) => ({ path: `${path}.expect`, ...words }));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = { zh: error.detail.zh ?? error.message, en: error.detail.en ?? error.message };
    return (
      error.detail.fields?.map((field) => ({ ...field, path: `${path}.facts.${field.path}` })) ?? [
        { path, ...words },
      ]
    );
  }
}

function differences({ name, expect }: PolicyExample, answer: Evaluation): { zh: string; en: string }[] {
  const said = (
    what: string,
    english: string,
    wanted: unknown,
    got: unknown,
  ): { zh: string; en: string } => ({
    zh: `示例“${name}”的${what}应为 ${String(wanted)}，实为 ${String(got)}`,
    en: `Example "${name}": ${english} should be ${String(wanted)}, is ${String(got)}`,
  });
  const found: { zh: string; en: string }[] = [];
  if (answer.outcome !== expect.outcome) found.push(said('结论', 'outcome', expect.outcome, answer.outcome));
  if (expect.amountFen !== undefined && answer.amountFen !== expect.amountFen)
    found.push(said('金额（分）', 'amount in fen', expect.amountFen, answer.amountFen));
  const sorted = (items: readonly string[]): string => [...items].sort().join(' ') || '–';
  if (expect.missing && sorted(expect.missing) !== sorted(answer.missing))
    found.push(said('缺项', 'missing items', sorted(expect.missing), sorted(answer.missing)));
  for (const [condition, value] of Object.entries(expect.conditions ?? {})) {
    const got = answer.conditions.find((each) => each.name === condition);
    if (got?.value !== value)
      found.push(said(`条件“${condition}”`, `condition "${condition}"`, value, got?.value));
  }
  return found;
}
