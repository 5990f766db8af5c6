// What can be tried: a document that passes the check, on a day on which its parameters hold, with values that make sense.
import { Fault, type FieldError } from '../../core/kernel/fault.ts';
import { entryInForce, errorsOfChange, withParameter } from '../../core/policy/change-parameter.ts';
import { checkPolicy } from '../../core/policy/check-policy.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { WHAT_IF_VALUES_MAX, type WhatIf } from '../../core/policy/trial.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';

/** Paths are of the request, in which the document is a field. */
export function readSent(sent: unknown): PolicyDocument {
  try {
    return readPolicyDocument(sent);
  } catch (error) {
    if (!(error instanceof Fault) || !error.detail.fields) throw error;
    const fields = error.detail.fields.map((field) => ({ ...field, path: `document.${field.path}` }));
    throw new Fault(error.code, { ...error.detail, fields });
  }
}

export const invalid = (
  reason: string,
  fields: readonly FieldError[],
  words: Partial<FieldError> = {},
): Fault => new Fault('invalid', { reason, ...words, fields });

/** What an example expects was written for the figures in force: a trial asks what others would come to. */
const isExpectation = ({ path }: FieldError): boolean => /^examples\.\d+\.expect$/.test(path);

/** @throws Fault invalid with what the checker calls errors, but for examples that come out otherwise */
export function assertSound(document: PolicyDocument, catalogue: Catalogue): void {
  const errors = checkPolicy(document, catalogue).errors.filter((error) => !isExpectation(error));
  if (errors.length === 0) return;
  throw invalid('policy-check', errors, {
    zh: `政策检查发现 ${errors.length} 处错误，改正后才能试算`,
    en: `The checker found ${errors.length} error(s); mend them before a trial`,
  });
}

/** Every parameter must have a general value on the day. */
export function assertInForce(document: PolicyDocument, day: string): void {
  const bare = document.parameters.filter((source) => entryInForce(source, day) === undefined);
  if (bare.length === 0) return;
  throw invalid(
    'trial-day',
    bare.map(({ name }) => ({
      path: 'day',
      zh: `参数“${name}”在 ${day} 没有通用取值，请换一天`,
      en: `the parameter "${name}" has no general value on ${day}: name another day`,
    })),
  );
}

/** Every value is read, typed and checked as if it stood in the document. */
export function assertWhatIfs(
  document: PolicyDocument,
  whatIfs: readonly WhatIf[],
  catalogue: Catalogue,
  day: string,
): void {
  const count = whatIfs.reduce((sum, { values }) => sum + values.length, 0);
  if (count > WHAT_IF_VALUES_MAX) {
    throw invalid('too-many-what-ifs', [
      {
        path: 'whatIfs',
        zh: `一次试算最多 ${WHAT_IF_VALUES_MAX} 个取值，现有 ${count} 个，请分几次试算`,
        en: `one trial tries at most ${WHAT_IF_VALUES_MAX} values, these are ${count}: ask for several trials`,
      },
    ]);
  }
  const fields = whatIfs.flatMap(({ parameter, district, values }, index) => {
    const place = noDistrict(catalogue, district, `whatIfs.${index}.district`);
    if (place) return [place];
    return values.flatMap((value, at) => {
      const change = { parameter, district, value };
      if (withParameter(document, change, day))
        return errorsOfChange(document, change, catalogue, day).map((words) => ({
          path: `whatIfs.${index}.values.${at}`,
          ...words,
        }));
      return at === 0 ? [noParameter(document, parameter, `whatIfs.${index}.parameter`)] : [];
    });
  });
  if (fields.length > 0) throw invalid('what-if', fields);
}

function noDistrict(
  catalogue: Catalogue,
  district: string | undefined,
  path: string,
): FieldError | undefined {
  const known = catalogue.items.find(({ role }) => role === 'district')?.values;
  if (district === undefined || !known || known.some(({ code }) => code === district)) return undefined;
  return {
    path,
    zh: `目录中没有区划代码“${district}”`,
    en: `the catalogue has no district "${district}"`,
  };
}

function noParameter(document: PolicyDocument, parameter: string, path: string): FieldError {
  const names = document.parameters.map(({ name }) => name);
  return {
    path,
    zh: `政策没有参数“${parameter}”。现有参数：${names.join('、') || '（无）'}`,
    en: `the policy has no parameter "${parameter}". It has: ${names.join(', ') || 'none'}`,
  };
}
