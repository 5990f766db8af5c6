// The tests that mutants of money's code must fail: those that run-mutation.ts names for the files it mutates.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: (process.env['ZHIDA_MUTATION_TESTS'] ?? '').split(','), testTimeout: 20_000 },
});
