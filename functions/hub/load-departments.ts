// The departments in words, kept as a file like the districts: people read names, policies and catalogues carry ids.
import { readDepartments, type DepartmentsDocument } from '../../core/hub/hub-source.ts';
import type { Files } from '../ports.ts';

export const DEPARTMENTS_KEY = 'reference/departments.json';

/** None until they were given: the ids then stand for themselves. */
export async function loadDepartments(
  files: Pick<Files, 'get'>,
): Promise<DepartmentsDocument['departments']> {
  const content = await files.get('files', DEPARTMENTS_KEY);
  if (content === undefined) return [];
  return readDepartments(JSON.parse(new TextDecoder().decode(content))).departments;
}

/** Checks a parsed list of departments and keeps it. @throws Fault invalid, with paths and words */
export async function storeDepartments(files: Pick<Files, 'put'>, document: unknown): Promise<void> {
  const departments = readDepartments(document);
  await files.put('files', DEPARTMENTS_KEY, JSON.stringify(departments), { contentType: 'application/json' });
}
