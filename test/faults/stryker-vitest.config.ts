// The tests that mutants of money's code must fail: its use cases on the memory store, without the long fault runs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/flow/*.test.ts',
      'test/faults/ledger-arithmetic.test.ts',
      'test/faults/payment-arithmetic.test.ts',
      'test/bank/understand-bank-file.test.ts',
      'test/bank/end-to-end-id.test.ts',
    ],
    testTimeout: 20_000,
  },
});
