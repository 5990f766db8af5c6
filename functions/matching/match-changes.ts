// Use case: match again only the firms whose facts changed: automatic policies apply for them, the others invite them.
import * as z from 'zod';
import { applicationId } from '../../core/application/application.ts';
import { assertOpen, periodOf } from '../../core/application/submit-application.ts';
import { parseDay, type DayText } from '../../core/kernel/day.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import { rowAnswerer, type RowAnswer } from '../../core/matching/answer-row.ts';
import type { RegisterChange } from '../../core/matching/register-change.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt } from '../../core/rules/match/segment.ts';
import { instantOf, SYSTEM, type Deps } from '../deps.ts';
import { changeListKey } from './commit-index.ts';
import { factsBesideColumns, type MatchedEnterprise } from './match-segment.ts';
import { openApplications } from './open-applications.ts';
import { openSegments } from './open-segments.ts';
import { loadPublished, type PublishedPolicies, type PublishedPolicy } from './published-policies.ts';

/** Firms that a policy invites, as the run of a whole slice lists them, with the policy's id. */
export interface Invited extends MatchedEnterprise {
  readonly policyId: string;
}

export const invitedListKey = (changeId: string): string => `changes/${changeId}.invited.json`;

/** Safe to repeat until done. */
export async function matchChanges(deps: Deps, changeId: string): Promise<RegisterChange | undefined> {
  const change = await deps.store.read('register-change', changeId);
  if (!change || change.state === 'done') return undefined;
  const list = await deps.files.get('files', changeListKey(changeId));
  if (!list) throw new Fault('unavailable', { reason: 'change-list' });
  const usccs = z.array(usccSchema).parse(JSON.parse(new TextDecoder().decode(list)));
  const today = deps.clock.today();
  const published = await loadPublished(deps, today);
  const acting = published.all.filter((each) => actsOn(each, today));
  const found =
    acting.length === 0 ? [] : await matchAll(deps, { published, acting, today }, change.slice, usccs);
  let opened = 0;
  for (const each of acting.filter(({ policy }) => policy.mode === 'automatic')) {
    const fitting = found.filter(({ policyId }) => policyId === each.policy.id).map(({ uscc }) => uscc);
    opened += await openApplications(deps, each.policy.id, await unlessWithdrawn(deps, each, fitting, today));
  }
  const inviting = new Set(
    acting.filter(({ policy }) => policy.mode === 'confirm').map(({ policy }) => policy.id),
  );
  const invited = found.filter(({ policyId }) => inviting.has(policyId));
  await deps.files.put('files', invitedListKey(changeId), JSON.stringify(invited), {
    contentType: 'application/json',
  });
  return finish(deps, change, opened, invited.length);
}

/** A policy that acts on its own and takes applications on this day. */
export function actsOn(
  { policy, document }: Pick<PublishedPolicy, 'policy' | 'document'>,
  today: DayText,
): boolean {
  if (policy.mode === 'apply') return false;
  try {
    assertOpen(policy, document, today);
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

interface Acting {
  readonly published: PublishedPolicies;
  readonly acting: readonly PublishedPolicy[];
  readonly today: DayText;
}

async function matchAll(
  deps: Deps,
  { published, acting, today }: Acting,
  slice: number,
  usccs: readonly string[],
): Promise<Invited[]> {
  const found: Invited[] = [];
  const answerers = new Map<PublishedPolicy, (facts: Facts) => RowAnswer>();
  const asOfDay = parseDay(today) ?? 0;
  for await (const { segment, usccs: rows } of openSegments(deps, { today, slice })) {
    for (const uscc of usccs) {
      const row = rows.rowOf(uscc);
      if (row < 0) continue;
      const facts = factsAt(segment, row);
      const possible = published.possibleFor(facts);
      for (const each of acting.filter((policy) => possible.has(policy))) {
        const answer = answerers.get(each) ?? rowAnswerer(each.compiled, asOfDay);
        answerers.set(each, answer);
        const run = { compiled: each.compiled, catalogue: published.catalogue };
        const beside = await factsBesideColumns(deps, run, today, slice, [uscc]);
        const { outcome, amountFen } = answer({ ...facts, ...beside.get(uscc) });
        if (outcome === 'eligible' || outcome === 'unknown')
          found.push({ policyId: each.policy.id, uscc, outcome, amountFen });
      }
    }
  }
  return found;
}

/** Who withdrew its application is not applied for again because a fact changed; who was refused is. */
async function unlessWithdrawn(
  deps: Deps,
  { policy, document }: PublishedPolicy,
  usccs: readonly string[],
  today: DayText,
): Promise<string[]> {
  const period = periodOf(document, today);
  const standing = await deps.store.readMany(
    'application',
    usccs.map((uscc) => applicationId(policy.id, uscc, period)),
  );
  return usccs.filter((_, index) => standing[index]?.state !== 'withdrawn');
}

async function finish(
  deps: Deps,
  change: RegisterChange,
  opened: number,
  invited: number,
): Promise<RegisterChange> {
  const at = instantOf(deps.clock);
  const done: RegisterChange = {
    ...change,
    version: change.version + 1,
    state: 'done',
    opened,
    invited,
    doneAt: at,
  };
  const result = await deps.store.commit({
    replaces: [{ kind: 'register-change', entity: done }],
    event: {
      subject: `register-change:${done.id}`,
      seq: done.version,
      type: 'matching.changes-done',
      at,
      by: SYSTEM,
      data: { changeId: done.id, opened, invited },
    },
  });
  if (!result.committed) throw new Fault('lost-race');
  return done;
}
