// What a policy is checked against: the others that stand or are being prepared, the departments that answer, the register.
import { Fault } from '../../core/kernel/fault.ts';
import type { CheckSurroundings } from '../../core/policy/check-policy.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { RegisterProfile } from '../../core/policy/register-profile.ts';
import type { Deps } from '../deps.ts';
import { loadSources } from '../hub/load-sources.ts';

/** Written by every trial: it reads the whole register anyway. */
export const PROFILE_KEY = 'register/profile.json';

const POLICIES_MAX = 1000;

/** Departments are not checked while none is registered, nor thresholds before the first trial. */
export async function loadSurroundings(
  deps: Pick<Deps, 'store' | 'files' | 'policies'>,
): Promise<CheckSurroundings> {
  const [{ items: policies }, sources, profile] = await Promise.all([
    deps.store.list('policy', { by: 'all', limit: POLICIES_MAX }),
    loadSources(deps.files),
    loadProfile(deps),
  ]);
  const others = await Promise.all(
    policies.filter(({ state }) => state !== 'closed').map((policy) => documentOf(deps, policy)),
  );
  const departments = Object.keys(sources);
  return {
    others: others.filter((document) => document !== undefined),
    ...(departments.length > 0 && { departments }),
    ...(profile && { profile }),
  };
}

/** The version in force, or the draft of a policy that has none yet; one whose rules no longer fit the catalogue says nothing. */
async function documentOf(
  deps: Pick<Deps, 'policies'>,
  { id, inForce, latest }: Policy,
): Promise<PolicyDocument | undefined> {
  try {
    return (await deps.policies.version(id, inForce || latest)).version.document;
  } catch (error) {
    if (error instanceof Fault && !error.retryable) return undefined;
    throw error;
  }
}

async function loadProfile(deps: Pick<Deps, 'files'>): Promise<RegisterProfile | undefined> {
  const content = await deps.files.get('files', PROFILE_KEY);
  return content && (JSON.parse(new TextDecoder().decode(content)) as RegisterProfile);
}
