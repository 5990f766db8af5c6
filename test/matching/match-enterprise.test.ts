// One firm against all published policies: the index may only leave out what the evaluator refuses, and all else is as it says.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../core/kernel/day.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { loadPublished } from '../../functions/matching/published-policies.ts';
import { matchEnterprise } from '../../functions/matching/match-enterprise.ts';
import { openSegments } from '../../functions/matching/open-segments.ts';
import { createRegisterWorld, EXPIRY, type RegisterWorld } from './register-world.ts';

let world: RegisterWorld;
beforeAll(async () => {
  world = await createRegisterWorld(60, 21);
  for (const policy of world.policies) await world.publish(policy);
  world.dropQueues();
  world.nowMs += 5000;
}, 60_000);

describe('the page of a firm', () => {
  it.each(['2020-03-02', EXPIRY])(
    'says on %s what the closures say, without columns and with them',
    async (today) => {
      world.today = today;
      world.nowMs += 5000;
      const asOfDay = parseDay(today) ?? 0;
      const closures = world.policies.map((document) => ({
        id: document.id,
        compiled: compilePolicy(document, world.catalogue, { form: 'closures' }),
      }));
      let fit = 0;
      const usccs = [...world.firms.keys()].slice(0, 15);
      for (const columns of [false, true]) {
        // The page reads stored columns where there are any: the second turn finds them built.
        if (columns) for await (const open of openSegments(world.deps)) expect(open.asOf).toBe(today);
        for (const uscc of usccs) {
          const { matches } = await matchEnterprise(world.deps, uscc);
          expect(matches).toHaveLength(world.policies.length);
          for (const { id, compiled } of closures) {
            const expected = compiled.evaluate(world.known(uscc, today), { asOfDay });
            const shown = matches.find(({ policyId }) => policyId === id);
            const failed = expected.conditions.filter(({ value }) => value === false).map(({ name }) => name);
            expect([shown?.outcome, shown?.amountFen, shown?.missing], `${id} ${uscc}`).toEqual([
              expected.outcome,
              expected.amountFen,
              expected.missing,
            ]);
            expect(shown?.failed.map(({ name }) => name)).toEqual(failed);
            if (expected.outcome !== 'ineligible') fit += 1;
          }
        }
      }
      expect(fit).toBeGreaterThan(50);
    },
    60_000,
  );

  it('leaves out by the index only what is surely refused, and does leave most of it out', async () => {
    world.today = '2020-03-02';
    world.nowMs += 5000;
    const published = await loadPublished(world.deps, world.today);
    let possible = 0;
    let refused = 0;
    for (const uscc of world.firms.keys()) {
      const facts = world.known(uscc, world.today);
      const found = published.possibleFor(facts);
      for (const each of published.all) {
        const { outcome } = each.compiled.evaluate(facts, { asOfDay: parseDay(world.today) ?? 0 });
        if (found.has(each)) possible += 1;
        else expect(outcome, `${each.policy.id} ${uscc}`).toBe('ineligible');
        if (outcome === 'ineligible') refused += 1;
      }
    }
    expect(possible).toBeGreaterThan(100);
    expect(refused - (world.firms.size * published.all.length - possible)).toBeLessThan(refused / 4);
  });

  it('explains one policy alone when it is asked for one', async () => {
    const [uscc] = [...world.firms.keys()];
    const [policy] = world.policies;
    const { matches } = await matchEnterprise(world.deps, uscc as string, policy?.id);
    expect(matches.map(({ policyId }) => policyId)).toEqual([policy?.id]);
  });
});
