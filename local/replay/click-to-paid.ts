// How long from an accepted POST to the settling commit: real tokens, real HTTP, a fixed number in flight.
import { randomUUID } from 'node:crypto';
import type { Deps } from '../../functions/deps.ts';
import { requestToken } from '../sign-in/request-token.ts';
import type { PolicyDay } from './replay-day.ts';

const IN_FLIGHT = 50;

export interface ClickToPaid {
  readonly claims: number;
  readonly p50: number;
  readonly p99: number;
}

/** Files over HTTP for each firm of the list, and waits for nothing: the caller lets the flow come to rest. @returns ids filed */
export async function fileOverHttp(url: string, { document, matched }: PolicyDay): Promise<string[]> {
  const tokens = new Map<string, string>();
  for (const { uscc } of matched) tokens.set(uscc, await requestToken(url, `enterprise:${uscc}`));
  const ids: string[] = [];
  const waiting = [...matched];
  const clerk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      ids.push(await fileOne(url, document.id, next.uscc, tokens.get(next.uscc) ?? ''));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, clerk));
  return ids;
}

/** One clerk files and watches the application until it is decided to the end, as a person would before the next. */
async function fileOne(url: string, policyId: string, uscc: string, token: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const response = await fetch(`${url}/api/applications`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ policyId, uscc }),
  });
  if (!response.ok) throw new Error(`POST /api/applications: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const shown = (await (
      await fetch(`${url}/api/applications/${encodeURIComponent(id)}`, { headers })
    ).json()) as { state: string };
    if (['paid', 'refused', 'queued', 'granted', 'awaiting-applicant', 'returned'].includes(shown.state))
      break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return id;
}

/** From the stored instants: submission accepted → last leg settled, of those that were paid. */
export async function clickToPaid(deps: Deps, ids: readonly string[]): Promise<ClickToPaid> {
  const applications = await deps.store.readMany('application', ids);
  const claims = await deps.store.readMany('claim', ids);
  const legs = await deps.store.readMany(
    'leg',
    claims.flatMap((claim) => claim?.legIds ?? []),
  );
  const settledAt = new Map<string, number>();
  for (const leg of legs) {
    if (leg?.state !== 'paid' || leg.settledAt === undefined) continue;
    settledAt.set(leg.claimId, Math.max(settledAt.get(leg.claimId) ?? 0, Date.parse(leg.settledAt)));
  }
  const times = applications
    .flatMap((application) => {
      const end = application && settledAt.get(application.id);
      return application && end !== undefined ? [end - Date.parse(application.submittedAt)] : [];
    })
    .sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { claims: times.length, p50: at(0.5), p99: at(0.99) };
}
