// The approval route of a policy, on the memory store: who may sign when, what must be attached, and what sends it back.
import { beforeEach, describe, expect, it } from 'vitest';
import { readExample } from '../../local/example/read-example.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { readPolicyDocument, type PolicyDocument } from '../../core/policy/policy-document.ts';
import { missingOpinions, nextStep, routeFor } from '../../core/policy/approval-route.ts';
import { draft, publish, submitForApproval } from '../../functions/policy/change-policy.ts';
import { foreseeChange } from '../../functions/policy/foresee-change.ts';
import { showRoute } from '../../functions/policy/show-route.ts';
import { sendBack, signStep } from '../../functions/policy/sign-policy.ts';
import { createFlowWorld, type FlowWorld } from '../world/flow-world.ts';

const { policies, catalogue } = await readExample();
const example = policies.find(({ id }) => id === 'p02-trade-services') as PolicyDocument;
const ROLES = ['staff.reviewer', 'staff.legal', 'finance.checker', 'leader.city'];
const OPINION = { kind: 'legality-review', reference: '杭司法审〔2020〕12号' } as const;

let world: FlowWorld;
beforeEach(async () => {
  world = await createFlowWorld(catalogue);
});

const submitted = async (document: unknown = example): Promise<Policy> => {
  const { id } = await draft(world.deps, document, 'staff.drafter');
  return submitForApproval(world.deps, id, 'staff.drafter');
};
const sign = (role: string, position: number, more: object = {}, sub = role) =>
  signStep(world.deps, example.id, { number: 1, position, comment: '同意', ...more }, { sub, roles: [role] });
const signAll = async (from = 2): Promise<void> => {
  for (const [index, role] of ROLES.entries())
    if (index + 2 >= from)
      await sign(role, index + 2, role === 'staff.legal' ? { attachments: [OPINION] } : {});
};

describe('the approval route', () => {
  it('is taken step by step, each by another person, and only then published', async () => {
    const policy = await submitted();
    expect(policy.approval?.steps.map(({ role }) => role)).toEqual(['staff.drafter', ...ROLES]);
    expect(policy.approval?.taken.map(({ by }) => by)).toEqual(['staff.drafter']);
    await expect(publish(world.deps, example.id, 'staff.approver')).rejects.toMatchObject({
      detail: { reason: 'policy-state' },
    });
    await signAll();
    expect((await publish(world.deps, example.id, 'staff.approver')).inForce).toBe(1);
    const types = (await world.store.events(`policy:${example.id}`)).items.map(({ type, by }) => [type, by]);
    expect(types).toEqual([
      ['policy.drafted', 'staff.drafter'],
      ['policy.submitted', 'staff.drafter'],
      ['policy.step-taken', 'staff.reviewer'],
      ['policy.step-taken', 'staff.legal'],
      ['policy.step-taken', 'finance.checker'],
      ['policy.approved', 'leader.city'],
      ['policy.published', 'staff.approver'],
    ]);
  });

  it('is not published one step before its end', async () => {
    await submitted();
    for (const [index, role] of ROLES.slice(0, -1).entries())
      await sign(role, index + 2, role === 'staff.legal' ? { attachments: [OPINION] } : {});
    await expect(publish(world.deps, example.id, 'staff.approver')).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });

  it.each([
    ['a role of another step', 'staff.legal', 2, 'x', 'step-role'],
    ['no administrator either', 'admin', 2, 'admin', 'step-role'],
    ['the drafter with the right role', 'staff.reviewer', 2, 'staff.drafter', 'same-person'],
    ['a step ahead of its turn', 'staff.reviewer', 3, 'staff.reviewer', 'out-of-order'],
    ['a step that was taken', 'staff.reviewer', 1, 'staff.reviewer', 'out-of-order'],
  ])('refuses %s', async (_name, role, position, sub, reason) => {
    await submitted();
    await expect(sign(role, position, {}, sub)).rejects.toMatchObject({ detail: { reason } });
    expect((await world.store.read('policy', example.id))?.approval?.taken).toHaveLength(1);
  });

  it('refuses a person who took an earlier step in another role', async () => {
    await submitted();
    await sign('staff.reviewer', 2, {}, 'wang');
    await expect(sign('staff.legal', 3, { attachments: [OPINION] }, 'wang')).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'same-person' },
    });
  });

  it('refuses the person in the transaction itself, where the code forgets to ask', async () => {
    const policy = await submitted();
    const { committed } = await world.store.commit({
      replaces: [
        { kind: 'policy', entity: { ...policy, version: policy.version + 1 }, notMadeBy: 'staff.drafter' },
      ],
      event: {
        subject: `policy:${policy.id}`,
        seq: policy.version + 1,
        type: 'policy.step-taken',
        at: policy.changedAt,
        by: 'staff.drafter',
        data: {},
      },
    });
    expect(committed).toBe(false);
  });

  it('asks for another person in the condition of every step and rejection but the author’s own', async () => {
    await submitted();
    const conditions: (string | undefined)[] = [];
    const { store } = world;
    const commit = store.commit.bind(store);
    store.commit = (asked) => {
      conditions.push(asked.replaces?.[0]?.notMadeBy);
      return commit(asked);
    };
    await sign('staff.reviewer', 2);
    const place = { number: 1, position: 3, reason: '有误' };
    await sendBack(world.deps, example.id, place, { sub: 'l', roles: ['staff.legal'] });
    await submitForApproval(world.deps, example.id, 'staff.drafter');
    await sendBack(
      world.deps,
      example.id,
      { ...place, position: 2 },
      { sub: 'staff.drafter', roles: ['staff.drafter'] },
    );
    expect(conditions).toEqual(['staff.reviewer', 'l', undefined, undefined]);
  });

  it('takes no legality review without its opinion, and no approval without a declared one', async () => {
    await submitted({
      ...example,
      approval: { ...example.approval, attachments: [{ kind: 'fair-competition-review' }] },
    });
    await sign('staff.reviewer', 2);
    const missing = (kinds: string[]) => ({
      detail: { reason: 'opinion-missing', evidence: { missing: kinds } },
    });
    await expect(sign('staff.legal', 3)).rejects.toMatchObject(missing(['legality-review']));
    await sign('staff.legal', 3, { attachments: [OPINION] });
    await sign('finance.checker', 4);
    await expect(sign('leader.city', 5)).rejects.toMatchObject(missing(['fair-competition-review']));
    await sign('leader.city', 5, { attachments: [{ kind: 'fair-competition-review', reference: '表17' }] });
    expect((await world.store.read('policy', example.id))?.state).toBe('approved');
  });

  it('lets one of two who sign at once through', async () => {
    await submitted();
    const both = await Promise.allSettled([
      sign('staff.reviewer', 2, {}, 'li'),
      sign('staff.reviewer', 2, {}, 'wang'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'lost-race' } });
    expect((await world.store.read('policy', example.id))?.approval?.taken).toHaveLength(2);
  });

  it('goes back with its reason, and begins again when it is submitted anew', async () => {
    await submitted();
    await sign('staff.reviewer', 2);
    const place = { number: 1, position: 3, reason: '依据条款有误' };
    await expect(
      sendBack(world.deps, example.id, place, { sub: 'x', roles: ['staff.reviewer'] }),
    ).rejects.toMatchObject({ detail: { reason: 'step-role' } });
    const back = await sendBack(world.deps, example.id, place, { sub: 'l', roles: ['staff.legal'] });
    expect(back).toMatchObject({
      state: 'draft',
      rejection: { position: 3, by: 'l', reason: '依据条款有误' },
    });
    expect(back.approval).toBeUndefined();
    await expect(sign('staff.legal', 3, { attachments: [OPINION] })).rejects.toMatchObject({
      detail: { reason: 'not-submitted' },
    });
    const again = await submitForApproval(world.deps, example.id, 'staff.drafter');
    expect(again.approval?.taken).toHaveLength(1);
    expect(again.rejection).toBeUndefined();
    await signAll();
    await publish(world.deps, example.id, 'staff.approver');
    const { history } = await showRoute(world.deps, example.id, { sub: 'a', roles: ['auditor'] });
    expect(history.map(({ type, said }) => said ?? type)).toContain('依据条款有误');
  });

  it('is called back by its author, and is not written anew while it is under way', async () => {
    await submitted();
    const changed = { ...example, preAuthorisedYuan: 5 };
    await expect(draft(world.deps, changed, 'staff.drafter')).rejects.toMatchObject({
      detail: { reason: 'policy-state' },
    });
    const author = { sub: 'staff.drafter', roles: ['staff.drafter'] };
    await sendBack(world.deps, example.id, { number: 1, position: 2, reason: '撤回修改' }, author);
    await draft(world.deps, changed, 'staff.drafter');
    const policy = await submitForApproval(world.deps, example.id, 'staff.drafter');
    expect(policy.latest).toBe(2);
    await expect(sign('staff.reviewer', 2)).rejects.toMatchObject({ detail: { reason: 'out-of-order' } });
  });

  it('leaves an amendment’s old version in force until the last step', async () => {
    await world.publish(example);
    await submitted({
      ...example,
      version: 2,
      preAuthorisedYuan: 5,
      transition: {
        replacesVersion: 1,
        effectiveFrom: '2020-04-01',
        pending: 'old-version',
        zh: '新',
        en: 'new',
      },
    });
    const policy = await world.store.read('policy', example.id);
    expect(policy).toMatchObject({ state: 'published', inForce: 1, latest: 2 });
    await expect(publish(world.deps, example.id, 'staff.approver')).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });

  it('shows who may take what is next', async () => {
    await submitted();
    const seen = async (sub: string, role: string) =>
      (await showRoute(world.deps, example.id, { sub, roles: [role] })).next;
    expect(await seen('staff.reviewer', 'staff.reviewer')).toMatchObject({
      position: 2,
      mayTake: true,
      missing: [],
    });
    expect(await seen('staff.legal', 'staff.legal')).toMatchObject({ mayTake: false, why: 'step-role' });
    expect(await seen('staff.drafter', 'staff.reviewer')).toMatchObject({
      mayTake: false,
      why: 'same-person',
    });
  });

  it('says before a change what is open and what happens to it', async () => {
    await world.publish(example);
    await world.fund(example.id, 'city', 1000);
    const seen = await foreseeChange(world.deps, example.id, 'suspend');
    expect(seen).toMatchObject({
      isPossible: true,
      openApplications: { undecided: 0, awaitingMoney: 0 },
      availableFen: 100_000,
    });
    expect(seen.effects.map(({ on }) => on)).toEqual([
      'new',
      'undecided',
      'awaiting-money',
      'reserved',
      'available',
    ]);
  });
});

describe('the level of approval', () => {
  const stepsFor = (expectedYuan: number | undefined, appropriated = 0) => {
    const { expectedYuan: _declared, ...approval } = example.approval;
    const document = {
      ...example,
      approval: { ...approval, ...(expectedYuan !== undefined && { expectedYuan }) },
    };
    return routeFor(document, appropriated)
      .steps.map(({ role }) => role)
      .slice(3);
  };
  it.each([
    [0, 0, ['staff.approver']],
    [9_999_999, 0, ['staff.approver']],
    [10_000_000, 0, ['finance.checker', 'staff.approver']],
    [49_999_999, 0, ['finance.checker', 'staff.approver']],
    [50_000_000, 0, ['finance.checker', 'leader.city']],
    [undefined, 0, ['finance.checker', 'leader.city']],
    [1000, 50_000_000, ['finance.checker', 'leader.city']],
  ])('declared %s yuan, appropriated %s', (declared, appropriated, roles) => {
    expect(stepsFor(declared, appropriated)).toEqual(roles);
  });

  it.each([
    ['a gap between the levels', [{ step: 'handle' }, { step: 'approve', fromYuan: 100 }]],
    ['an author who approves alone', [{ step: 'handle' }]],
    ['a second author’s step', [{ step: 'approve' }, { step: 'handle' }]],
    ['a legality review after the approval', [{ step: 'approve' }, { step: 'legality-review' }]],
    ['a role nobody can hold', [{ step: 'approve', role: 'enterprise' }]],
  ])('refuses %s', (_name, steps) => {
    const written = steps.map((step) => ({ role: 'staff.approver', zh: '步', en: 'step', ...step }));
    expect(() => readPolicyDocument({ ...example, approval: { steps: written } })).toThrow();
  });

  it('asks for nothing where the route declares no opinion', () => {
    const route = routeFor(
      { ...example, approval: { steps: example.approval.steps.slice(4, 5), attachments: [] } },
      0,
    );
    expect(missingOpinions(route)).toEqual([]);
    expect(nextStep({ approval: route })?.step ?? 'none').toBe('none');
  });
});
