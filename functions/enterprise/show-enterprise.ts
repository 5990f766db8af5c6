// Use case: one enterprise as the register has it, with what was put right in words.
import type { Enterprise, Repair } from '../../core/enterprise/enterprise.ts';
import { REPAIR_WORDS } from '../../core/enterprise/enterprise.ts';
import { parseUscc } from '../../core/enterprise/uscc.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Store } from '../ports.ts';

export interface ShownEnterprise extends Omit<Enterprise, 'repairs'> {
  readonly repairs: readonly (Repair & { readonly zh: string; readonly en: string })[];
}

/** Reads the code as people write it. @throws Fault not-found */
export async function showEnterprise(
  deps: { readonly store: Pick<Store, 'read'> },
  code: string,
): Promise<ShownEnterprise> {
  const reading = parseUscc(code);
  const enterprise = reading.ok ? await deps.store.read('enterprise', reading.uscc) : undefined;
  if (enterprise === undefined) {
    throw new Fault('not-found', {
      reason: 'enterprise',
      zh: '登记库中没有这家企业',
      en: 'The register has no such enterprise',
    });
  }
  const { repairs = [], ...rest } = enterprise;
  return { ...rest, repairs: repairs.map((repair) => ({ ...repair, ...REPAIR_WORDS[repair.kind] })) };
}
