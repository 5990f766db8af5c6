// Since when a published policy's matching is out of date: it was resumed, or the catalogue's items that it names changed.
import type { Policy, StoredCatalogue } from '../../core/policy/policy.ts';
import type { Deps } from '../deps.ts';

/** @returns the instant after which its slices must have been cut; undefined when those that exist will do */
export async function staleSince(
  deps: Pick<Deps, 'policies'>,
  policy: Policy,
  stored: StoredCatalogue | undefined,
): Promise<string | undefined> {
  const changed = Object.entries(stored?.itemsChangedAt ?? {});
  const named = changed.length === 0 ? new Set<string>() : await itemsOf(deps, policy);
  const instants = changed.filter(([key]) => named.has(key)).map(([, at]) => at);
  if (policy.resumed) instants.push(policy.resumed.at);
  return instants.toSorted().at(-1);
}

async function itemsOf({ policies }: Pick<Deps, 'policies'>, { id, inForce }: Policy): Promise<Set<string>> {
  const { version } = await policies.version(id, inForce);
  return new Set(version.document.items);
}
