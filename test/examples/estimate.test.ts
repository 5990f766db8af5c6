// The targets of the example stand before any full run: payments, average and share of composed policies.
import { describe, expect, it } from 'vitest';
import { estimate } from '../../examples/hangzhou-2020/estimate.ts';

const PUBLISHED_AVERAGE_FEN = 981_100;
/** One firm in eight: the whole register takes twelve seconds, and the README holds its table. */
const EVERY = 8;

describe('the estimate of the example policies on every eighth firm of the real register', async () => {
  const result = await estimate(EVERY);
  const paying = result.policies.filter((policy) => policy.kind !== 'waiver');

  it('sees every valid registration once', () => {
    expect(result.enterprises).toBe(Math.ceil(31_508 / EVERY));
  });

  it('expects at least 24,000 payments, near the published average, mostly from real and adapted policies', () => {
    expect(result.payments * EVERY).toBeGreaterThanOrEqual(24_000);
    expect(result.paidFen / result.paidEnterprises / PUBLISHED_AVERAGE_FEN).toBeGreaterThan(0.75);
    expect(result.paidFen / result.paidEnterprises / PUBLISHED_AVERAGE_FEN).toBeLessThan(1.25);
    expect(result.composedFen / result.paidFen).toBeLessThanOrEqual(0.3);
  });

  it('counts no waiver as paid', () => {
    expect(result.payments).toBe(paying.reduce((sum, policy) => sum + policy.eligible, 0));
    expect(result.paidFen).toBe(paying.reduce((sum, policy) => sum + policy.amountFen, 0));
    expect(result.policies.some((policy) => policy.kind === 'waiver' && policy.amountFen > 0)).toBe(true);
  });

  it('pays somebody under nearly every policy, and refuses somebody under many', () => {
    expect(result.policies.filter((policy) => policy.eligible > 0).length).toBeGreaterThanOrEqual(25);
    const refusing = result.policies.filter((policy) => policy.eligible + policy.undecided < policy.matched);
    expect(refusing.length).toBeGreaterThanOrEqual(8);
  });
});
