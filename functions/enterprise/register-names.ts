// The names of the register in memory, so that a person can search them by any part of a name.
import { REGISTER_SLICES } from '../../core/enterprise/register-slice.ts';
import type { Clock, Store } from '../ports.ts';
import { everyPage } from '../every-page.ts';

export interface NamedEnterprise {
  readonly uscc: string;
  readonly name: string;
  readonly districtCode: string | undefined;
}

/** How long another process may go on showing the names from before an import. */
const AGE_MS_MAX = 5 * 60_000;
const PAGE_ROWS = 1_000;

/** All names, sorted; loaded on the first search and again when they are too old. */
export class RegisterNames {
  readonly #store: Pick<Store, 'list'>;
  readonly #clock: Pick<Clock, 'nowMs'>;
  #loaded: { readonly atMs: number; readonly names: Promise<readonly NamedEnterprise[]> } | undefined;

  constructor(store: Pick<Store, 'list'>, clock: Pick<Clock, 'nowMs'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /** To be called when this process has changed the register. */
  forget(): void {
    this.#loaded = undefined;
  }

  /** Enterprises whose name has the text in it, those that begin with it first; `districtCode` narrows. */
  async search(text: string, districtCode?: string): Promise<readonly NamedEnterprise[]> {
    const names = await this.#names();
    const found = names.filter(
      (it) => it.name.includes(text) && (districtCode === undefined || it.districtCode === districtCode),
    );
    return [
      ...found.filter((it) => it.name.startsWith(text)),
      ...found.filter((it) => !it.name.startsWith(text)),
    ];
  }

  #names(): Promise<readonly NamedEnterprise[]> {
    const now = this.#clock.nowMs();
    if (this.#loaded === undefined || now - this.#loaded.atMs > AGE_MS_MAX) {
      const names = this.#load();
      this.#loaded = { atMs: now, names };
      // A load that failed is not kept: the next search tries again.
      names.catch(() => this.forget());
    }
    return this.#loaded.names;
  }

  async #load(): Promise<readonly NamedEnterprise[]> {
    const slices = await Promise.all(
      Array.from({ length: REGISTER_SLICES }, (_, slice) => this.#loadSlice(String(slice))),
    );
    return slices
      .flat()
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.uscc < b.uscc ? -1 : 1));
  }

  async #loadSlice(group: string): Promise<NamedEnterprise[]> {
    const names: NamedEnterprise[] = [];
    const pages = everyPage((cursor) =>
      this.#store.list('enterprise', { by: 'all', group, limit: PAGE_ROWS, cursor }),
    );
    for await (const enterprises of pages)
      for (const { uscc, name, districtCode } of enterprises) names.push({ uscc, name, districtCode });
    return names;
  }
}

const NAMES = new WeakMap<object, RegisterNames>();

/** The names of a store's register, one set a process. */
export function registerNamesOf(store: Pick<Store, 'list'>, clock: Pick<Clock, 'nowMs'>): RegisterNames {
  const names = NAMES.get(store) ?? new RegisterNames(store, clock);
  NAMES.set(store, names);
  return names;
}

/** Tells this process that a store's register has changed. */
export const forgetRegisterNames = (store: object): void => NAMES.get(store)?.forget();
