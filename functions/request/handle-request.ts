// Use cases: an enterprise files a request and urges it; the office assigns it, its owner answers, the enterprise rates.
import { createHash } from 'node:crypto';
import {
  ANSWERED_WITHIN_DAYS,
  answerRequest,
  assignRequest,
  rateRequest,
  urgeRequest,
  type EnterpriseRequest,
} from '../../core/request/request.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { assertMayActFor } from '../authorize.ts';
import { instantOf, type Deps } from '../deps.ts';
import type { EventType } from '../manifest.ts';
import type { Principal } from '../ports.ts';

type RequestDeps = Pick<Deps, 'store' | 'clock' | 'calendar'>;

export interface Filing {
  readonly uscc: string;
  readonly subject: string;
  readonly words: string;
}

/** The same filing again, by its key, is the request that stands. @throws Fault not-found | forbidden | lost-race */
export async function fileRequest(
  deps: RequestDeps,
  { uscc, subject, words }: Filing,
  principal: Principal,
  requestId: string,
): Promise<EnterpriseRequest> {
  assertMayActFor(principal, uscc);
  const id = `Q${createHash('sha256').update(`${uscc}\n${requestId}`).digest('hex').slice(0, 20)}`;
  const standing = await deps.store.read('request', id);
  if (standing) return standing;
  const enterprise = await deps.store.read('enterprise', uscc);
  if (!enterprise) throw new Fault('not-found', { reason: 'enterprise' });
  const filed: EnterpriseRequest = {
    id,
    version: 1,
    state: 'filed',
    uscc,
    enterpriseName: enterprise.name,
    subject,
    words,
    filedBy: principal.sub,
    filedAt: instantOf(deps.clock),
    answerBy: await answerDay(deps),
    urgedAt: [],
  };
  const { committed } = await deps.store.commit({
    creates: [{ kind: 'request', entity: filed }],
    event: eventOf(filed, 'request.filed', principal.sub, filed.filedAt),
  });
  if (!committed) throw new Fault('lost-race');
  return filed;
}

export const assign = (
  deps: RequestDeps,
  id: string,
  owner: string,
  by: string,
): Promise<EnterpriseRequest> =>
  change(deps, id, 'request.assigned', by, (request, at) => assignRequest(request, owner, { by, at }));

export const urge = (deps: RequestDeps, id: string, principal: Principal): Promise<EnterpriseRequest> =>
  change(deps, id, 'request.urged', principal.sub, (request, at) => {
    assertMayActFor(principal, request.uscc);
    return urgeRequest(request, at);
  });

export const answer = (
  deps: RequestDeps,
  id: string,
  words: string,
  { sub, roles }: Principal,
): Promise<EnterpriseRequest> =>
  change(deps, id, 'request.answered', sub, (request, at) =>
    answerRequest(request, words, { by: sub, at, roles }),
  );

export async function rate(
  deps: RequestDeps,
  id: string,
  stars: number,
  principal: Principal,
): Promise<EnterpriseRequest> {
  const answerBy = await answerDay(deps);
  return change(deps, id, 'request.rated', principal.sub, (request, at) => {
    assertMayActFor(principal, request.uscc);
    return rateRequest(request, stars, { at, answerBy });
  });
}

const answerDay = ({ calendar, clock }: RequestDeps) =>
  calendar.addWorkingDays(clock.today(), ANSWERED_WITHIN_DAYS);

/** @throws Fault not-found | what the step throws | lost-race */
async function change(
  deps: RequestDeps,
  id: string,
  type: EventType,
  by: string,
  step: (request: EnterpriseRequest, at: string) => EnterpriseRequest,
): Promise<EnterpriseRequest> {
  const found = await deps.store.read('request', id);
  if (!found) throw new Fault('not-found', { reason: 'request', zh: '没有这项诉求', en: 'No such request' });
  const at = instantOf(deps.clock);
  const changed = step(found, at);
  const { committed } = await deps.store.commit({
    replaces: [{ kind: 'request', entity: changed }],
    event: eventOf(changed, type, by, at),
  });
  if (!committed) throw new Fault('lost-race');
  return changed;
}

const eventOf = ({ id, version, owner }: EnterpriseRequest, type: EventType, by: string, at: string) => ({
  subject: `request:${id}`,
  seq: version,
  type,
  at,
  by,
  data: { requestId: id, ...(owner !== undefined && { owner }) },
});
