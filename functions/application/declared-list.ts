// Keeping and reading the list of persons of an application: a file under the application, named by its content.
import { createHash } from 'node:crypto';
import type { Application } from '../../core/application/application.ts';
import {
  declaredKeysSchema,
  declareLines,
  narrowToDeclared,
  type DeclaredLines,
} from '../../core/application/declared-lines.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import type { Deps } from '../deps.ts';

const keyOf = (applicationId: string, sha256: string): string => `declared/${applicationId}/${sha256}.json`;

/** Safe to repeat: the same list is the same file. @throws Fault unprocessable | invalid */
export async function keepDeclared(
  { files }: Pick<Deps, 'files'>,
  document: PolicyDocument,
  applicationId: string,
  keys: readonly string[],
): Promise<DeclaredLines> {
  const content = JSON.stringify(keys);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const declared = declareLines(document, keys, sha256);
  await files.put('files', keyOf(applicationId, sha256), content, { contentType: 'application/json' });
  return declared;
}

/** What narrows gathered facts to the application's own list; facts as they are where it has none. */
export async function declaredNarrowing(
  { files }: Pick<Deps, 'files'>,
  { id, declared }: Pick<Application, 'id' | 'declared'>,
): Promise<(facts: Facts) => Facts> {
  if (declared === undefined) return (facts) => facts;
  const content = await files.get('files', keyOf(id, declared.sha256));
  // Without its list an application claims for nobody, rather than for everybody.
  const keys = content ? declaredKeysSchema.parse(JSON.parse(new TextDecoder().decode(content))) : [];
  const named = new Set(keys);
  return (facts) => narrowToDeclared(facts, declared, named);
}
