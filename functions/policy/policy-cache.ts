// Published versions never change, so each is read and compiled once a process and kept, until there is another catalogue.
import { Fault } from '../../core/kernel/fault.ts';
import { policyVersionId, type Policy, type PolicyVersion } from '../../core/policy/policy.ts';
import type { Catalogue } from '../../core/rules/catalogue.ts';
import { compilePolicy, type CompiledPolicy } from '../../core/rules/compile-policy.ts';
import type { Store } from '../ports.ts';

/** How long a head (is it published, suspended?) and the catalogue may be remembered. */
const HEAD_TTL_MS = 1000;

export interface LoadedVersion {
  readonly version: PolicyVersion;
  readonly compiled: CompiledPolicy;
}

export class PolicyCache {
  readonly #store: Store;
  readonly #nowMs: () => number;
  readonly #versions = new Map<string, Promise<LoadedVersion>>();
  readonly #heads = new Map<string, { readonly until: number; readonly head: Promise<Policy | undefined> }>();
  /** Which catalogue the versions were compiled with. */
  #catalogueVersion: number | undefined;
  #catalogue: { readonly until: number; readonly catalogue: Promise<Catalogue> } | undefined;

  constructor(store: Store, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** The policy's head, at most a second old: enough for taking applications, money conditions never rely on it. */
  head(policyId: string): Promise<Policy | undefined> {
    const known = this.#heads.get(policyId);
    if (known && known.until > this.#nowMs()) return known.head;
    const head = this.#store.read('policy', policyId);
    this.#heads.set(policyId, { until: this.#nowMs() + HEAD_TTL_MS, head });
    head.catch(() => this.#heads.delete(policyId));
    return head;
  }

  /** @throws Fault not-found */
  version(policyId: string, number: number): Promise<LoadedVersion> {
    const id = policyVersionId(policyId, number);
    const known = this.#versions.get(id);
    if (known) return known;
    const loaded = this.#load(id);
    this.#versions.set(id, loaded);
    loaded.catch(() => this.#versions.delete(id));
    return loaded;
  }

  async catalogue(): Promise<Catalogue> {
    if (this.#catalogue && this.#catalogue.until > this.#nowMs()) return this.#catalogue.catalogue;
    const catalogue = this.#store.read('catalogue', 'current').then((stored) => {
      if (stored) {
        if (this.#catalogueVersion !== undefined && this.#catalogueVersion !== stored.version)
          this.#versions.clear();
        this.#catalogueVersion = stored.version;
        return stored.catalogue;
      }
      throw new Fault('unprocessable', {
        reason: 'no-catalogue',
        zh: '数据项目录尚未发布',
        en: 'No catalogue of data items is published yet',
      });
    });
    this.#catalogue = { until: this.#nowMs() + HEAD_TTL_MS, catalogue };
    catalogue.catch(() => (this.#catalogue = undefined));
    return catalogue;
  }

  async #load(id: string): Promise<LoadedVersion> {
    const version = await this.#store.read('policy-version', id);
    if (!version)
      throw new Fault('not-found', {
        reason: 'policy-version',
        zh: `没有政策版本 ${id}`,
        en: `No policy version ${id}`,
      });
    return { version, compiled: compilePolicy(version.document, await this.catalogue()) };
  }
}
