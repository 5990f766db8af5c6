// Loads the versions of the policy that may answer an undecided application, by the transition rules of later amendments.
import type { Application } from '../../core/application/application.ts';
import { answeringVersions } from '../../core/policy/answering-versions.ts';
import type { Deps } from '../deps.ts';
import type { LoadedVersion } from '../policy/policy-cache.ts';

/** @throws Fault not-found when a version is gone */
export async function loadAnswering(
  deps: Deps,
  { policyId, policyVersion }: Application,
): Promise<LoadedVersion[]> {
  const inForce = (await deps.policies.head(policyId))?.inForce ?? policyVersion;
  const numbers = Array.from(
    { length: Math.max(1, inForce - policyVersion + 1) },
    (_, n) => policyVersion + n,
  );
  const loaded = await Promise.all(numbers.map((number) => deps.policies.version(policyId, number)));
  const [filed, ...later] = loaded.map(({ version }) => version);
  if (!filed) return loaded;
  const answering = answeringVersions(filed, later, deps.clock.today());
  return loaded.filter(({ version }) => answering.includes(version.number));
}

const latestOf = (answering: readonly LoadedVersion[]): number =>
  Math.max(...answering.map(({ version }) => version.number));

/** Whether an amendment has its say in an application that was checked without it. */
export const isAmended = (answering: readonly LoadedVersion[], application: Application): boolean =>
  latestOf(answering) > (application.checkedUpTo ?? application.policyVersion);

/** The application as the version that answers it sees it. */
export function answeredBy(
  application: Application,
  number: number,
  answering: readonly LoadedVersion[],
): Application {
  const { checkedUpTo: _before, ...rest } = application;
  const latest = latestOf(answering);
  return { ...rest, policyVersion: number, ...(latest > number && { checkedUpTo: latest }) };
}
