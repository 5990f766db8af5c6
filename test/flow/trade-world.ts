// A flow world with one published policy of the example, for the tests of money: firms that fit it, and what they are worth.
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { readExampleCatalogue, readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { showApplication } from '../../functions/application/show-application.ts';
import type { ShownState } from '../../functions/application/shown-state.ts';
import { submit } from '../../functions/application/submit-application.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

export const usccOf = (n: number): string => `9133010${String(n).padStart(10, '0')}B`;

export const firmOf = (n: number, changes: Partial<Enterprise> = {}): Enterprise => ({
  id: usccOf(n),
  uscc: usccOf(n),
  name: `测试商店${n}`,
  registeredOn: '2015-05-01',
  legalForm: 'legal-person',
  districtCode: '330106',
  ...changes,
});

/** Facts that fit the trade policy and are worth a sixth of the tax. */
export const fitting = (taxYuan: number): Facts => ({
  businessStatus: 'open',
  sector: 'retail',
  sizeClass: 'small',
  taxRegistered: true,
  taxPaid2019: taxYuan * 100,
  seriouslyUntrustworthy: false,
});

export interface TradeWorld extends FlowWorld {
  readonly policyId: string;
  readonly document: PolicyDocument;
  /** Files an application of a firm that fits, and lets nothing run yet. */
  enrol(n: number, taxYuan: number): Promise<string>;
  stateOf(id: string): Promise<ShownState>;
}

/** The example's policy for trade and services, changed as the test needs it. */
export function tradePolicy(changes: Partial<PolicyDocument> = {}): PolicyDocument {
  const trade = readExamplePolicies().find(({ id }) => id === 'p02-trade-services');
  if (!trade) throw new Error('the example lost its policy');
  // An example that no change of amounts or groups touches: the checker wants at least one.
  const examples = trade.examples.filter(({ name }) => name.includes('工业企业'));
  return readPolicyDocument({ ...trade, examples, ...changes });
}

export async function openTradeWorld(changes: Partial<PolicyDocument> = {}): Promise<TradeWorld> {
  const document = tradePolicy(changes);
  const world = await createFlowWorld(readExampleCatalogue());
  await world.publish(document);
  await world.settle();
  return Object.assign(world, {
    policyId: document.id,
    document,
    async enrol(n: number, taxYuan: number) {
      await world.store.put('enterprise', [firmOf(n)]);
      world.held.set(usccOf(n), fitting(taxYuan));
      const filed = await submit(world.deps, { policyId: document.id, uscc: usccOf(n), by: 'test' });
      return filed.application.id;
    },
    stateOf: async (id: string) => (await showApplication(world.deps, id)).state,
  });
}
