// Use case: publish the catalogue of data items that policies may name; the same catalogue again changes nothing.
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { readCatalogue } from '../../core/policy/catalogue-document.ts';
import type { StoredCatalogue } from '../../core/policy/policy.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import { instantOf, type Deps } from '../deps.ts';

/**
 * Every version that is or was in force must still be read: applications filed under it, and decisions looked at again, need it.
 * @throws Fault invalid with every error's path | unprocessable (`policy-unreadable`) naming the policies
 */
export async function publishCatalogue(deps: Deps, input: unknown, by: string): Promise<StoredCatalogue> {
  const catalogue = readCatalogue(input);
  const existing = await deps.store.read('catalogue', 'current');
  if (existing && canonicalJson(existing.catalogue) === canonicalJson(catalogue)) return existing;
  const at = instantOf(deps.clock);
  const changed = existing ? changedItems(existing.catalogue, catalogue, at) : {};
  await assertReadable(deps, catalogue, new Set(Object.keys(changed)));
  const itemsChangedAt = existing && { ...existing.itemsChangedAt, ...changed };
  const next: StoredCatalogue = {
    id: 'current',
    version: (existing?.version ?? 0) + 1,
    catalogue,
    ...(itemsChangedAt && { itemsChangedAt }),
  };
  const write = { kind: 'catalogue', entity: next } as const;
  const result = await deps.store.commit({
    ...(existing ? { replaces: [write] } : { creates: [write] }),
    event: {
      subject: 'catalogue:current',
      seq: next.version,
      type: 'catalogue.published',
      at,
      by,
      data: { items: catalogue.items.length },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return next;
}

/** Keys of the items that are not what they were. */
function changedItems(before: Catalogue, after: Catalogue, at: string): Record<string, string> {
  const textOf = ({ items }: Catalogue) => new Map(items.map((item) => [item.key, canonicalJson(item)]));
  const [old, fresh] = [textOf(before), textOf(after)];
  const keys = new Set([...old.keys(), ...fresh.keys()]);
  return Object.fromEntries(
    [...keys].filter((key) => old.get(key) !== fresh.get(key)).map((key) => [key, at]),
  );
}

const POLICIES_MAX = 10_000;

async function assertReadable(deps: Deps, catalogue: Catalogue, changed: ReadonlySet<string>): Promise<void> {
  if (changed.size === 0) return;
  const { items: policies } = await deps.store.list('policy', { by: 'all', limit: POLICIES_MAX });
  const unreadable: string[] = [];
  for (const { id, inForce } of policies) {
    for (let number = 1; number <= inForce; number += 1) {
      const { version } = await deps.policies.version(id, number);
      const isNamed = version.document.items.some((key) => changed.has(key));
      if (isNamed && !isReadable(version.document, catalogue)) unreadable.push(version.id);
    }
  }
  if (unreadable.length === 0) return;
  throw new Fault('unprocessable', {
    reason: 'policy-unreadable',
    zh: `按新目录将无法解读已发布的政策：${unreadable.join('、')}；请保留其所用数据项的名称、类型和取值，新增数据项另起名称`,
    en: `With this catalogue published policies could no longer be read: ${unreadable.join(', ')}. Keep the names, types and values of the items that they use; give new items names of their own`,
    evidence: { policies: unreadable },
  });
}

function isReadable(document: PolicyDocument, catalogue: Catalogue): boolean {
  try {
    compilePolicy(document, catalogue);
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}
