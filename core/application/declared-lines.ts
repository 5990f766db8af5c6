// The persons an enterprise claims for, as its own list: it can only narrow what the department answers, never add to it.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { FactRecord, Facts } from '../rules/evaluation.ts';

export const DECLARED_LINES_MAX = 10_000;
const KEY_CHARACTERS_MAX = 60;

/** The keys by which a department knows the persons: no name, no other data leaves the enterprise. */
export const declaredKeysSchema = z
  .array(z.string().min(1).max(KEY_CHARACTERS_MAX))
  .min(1)
  .max(DECLARED_LINES_MAX);

/** What an application says of its list; the list itself is a file, named by its content. */
export const declaredLinesSchema = z.strictObject({
  /** The catalogue's list item, and the field that names a person in it. */
  item: z.string(),
  field: z.string(),
  count: z.int(),
  sha256: z.string(),
});
export type DeclaredLines = z.infer<typeof declaredLinesSchema>;

/** Where a policy pays by person and one field is enough to name one: there an enterprise may say for whom it claims. */
export function declaredField({
  lines,
}: Pick<PolicyDocument, 'lines'>): Pick<DeclaredLines, 'item' | 'field'> | undefined {
  const field = lines?.unique.find(({ fields }) => fields.length === 1)?.fields[0];
  return lines === undefined || field === undefined ? undefined : { item: lines.over, field };
}

/** @throws Fault unprocessable where the policy takes no list | invalid for a person named twice */
export function declareLines(
  document: Pick<PolicyDocument, 'lines'>,
  keys: readonly string[],
  sha256: string,
): DeclaredLines {
  const named = declaredField(document);
  if (!named)
    throw new Fault('unprocessable', {
      reason: 'no-lines',
      zh: '这项政策不按人申报，不需要名单',
      en: 'This policy is not claimed by person and takes no list',
    });
  const seen = new Map<string, number>();
  const fields = keys.flatMap((key, index) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    return first === undefined
      ? []
      : [{ path: `lines.${index}`, zh: `与第 ${first + 1} 行重复`, en: `the same as row ${first + 1}` }];
  });
  if (fields.length > 0) throw new Fault('invalid', { reason: 'line-twice', fields: fields.slice(0, 50) });
  return { ...named, count: keys.length, sha256 };
}

/** Of the department's list only who was declared; what it does not hold stays unknown, and nobody is added. */
export function narrowToDeclared(
  facts: Facts,
  { item, field }: Pick<DeclaredLines, 'item' | 'field'>,
  declared: ReadonlySet<string>,
): Facts {
  const held = facts[item];
  if (!Array.isArray(held)) return facts;
  const records = (held as readonly FactRecord[]).filter((record) => declared.has(String(record[field])));
  return { ...facts, [item]: records };
}
