// Use case: publish the catalogue of data items that policies may name; the same catalogue again changes nothing.
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import type { StoredCatalogue } from '../../core/policy/policy.ts';
import { instantOf, type Deps } from '../deps.ts';

/** @throws Fault invalid with every error's path */
export async function publishCatalogue(deps: Deps, input: unknown, by: string): Promise<StoredCatalogue> {
  const catalogue = readCatalogue(input);
  const existing = await deps.store.read('catalogue', 'current');
  if (existing && canonicalJson(existing.catalogue) === canonicalJson(catalogue)) return existing;
  const next: StoredCatalogue = { id: 'current', version: (existing?.version ?? 0) + 1, catalogue };
  const write = { kind: 'catalogue', entity: next } as const;
  const result = await deps.store.commit({
    ...(existing ? { replaces: [write] } : { creates: [write] }),
    event: {
      subject: 'catalogue:current',
      seq: next.version,
      type: 'catalogue.published',
      at: instantOf(deps.clock),
      by,
      data: { items: catalogue.items.length },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return next;
}
