// What a decision rests on is found at the end of a history, however long the history is.
import { expect, it } from 'vitest';
import type { FlowEvent } from '../../functions/ports.ts';
import { decisionProof } from '../../functions/application/decision-proof.ts';
import { BenchStore } from '../ledger/ledger-bench.ts';

async function history(...proofs: (FlowEvent['proof'] | undefined)[]): Promise<BenchStore> {
  const store = new BenchStore();
  for (const [index, proof] of proofs.entries())
    await store.commit({
      event: {
        subject: 'application:a',
        seq: index + 1,
        type: 'application.accepted',
        at: '2020-03-02T00:00:00.000Z',
        by: 'test',
        data: {},
        ...(proof && { proof }),
      },
    });
  return store;
}
const proofWith = (tax: number) => ({ evaluation: { outcome: 'eligible' }, facts: { tax } });

it.each([100, 3, 1])('is the last evaluation, in pages of %d', async (pageMax) => {
  const store = await history(
    undefined,
    proofWith(1),
    { review: 'r' },
    proofWith(2),
    { review: 's' },
    undefined,
  );
  store.pageMax = pageMax;
  expect(await decisionProof({ store }, 'a')).toEqual(proofWith(2));
});

it('is nothing where nobody has decided', async () => {
  expect(await decisionProof({ store: await history(undefined, { review: 'r' }) }, 'a')).toBeUndefined();
  expect(await decisionProof({ store: await history() }, 'a')).toBeUndefined();
});
