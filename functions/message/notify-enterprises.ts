// Use case: what happened becomes messages: what fits a firm that asked to be told, and what its applications need or brought.
import * as z from 'zod';
import { applicationId } from '../../core/application/application.ts';
import { periodOf } from '../../core/application/submit-application.ts';
import { addFen, type Fen, ZERO_FEN } from '../../core/kernel/fen.ts';
import { fenSchema, usccSchema } from '../../core/kernel/schema.ts';
import {
  type ApplicationNews,
  awaitingMessage,
  type MatchNews,
  matchMessage,
  type Message,
  paidMessage,
  refusedMessage,
  returnedMessage,
} from '../../core/message/message.ts';
import { sectorsNamed } from '../../core/message/sectors-named.ts';
import { isWished, type Subscription } from '../../core/message/subscription.ts';
import type { PolicyDocument } from '../../core/policy/policy-document.ts';
import type { Words } from '../../core/rules/rule-document.ts';
import type { Deps } from '../deps.ts';
import { invitedListKey } from '../matching/match-changes.ts';
import { matchListKey, newlyListKey } from '../matching/match-slice.ts';
import { everyItem } from '../every-page.ts';

/** An event, as the queues carry it. */
export interface ToldEvent {
  readonly type: string;
  readonly subject: string;
  readonly seq: number;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Safe to repeat: the same news has the same id, and what was read stays read.
 * @returns how many messages were new
 */
export async function notifyEnterprises(deps: Deps, event: ToldEvent): Promise<number> {
  const messages = await messagesOf(deps, event);
  const known = await deps.store.readMany(
    'message',
    messages.map(({ id }) => id),
  );
  const fresh = messages.filter((_, index) => known[index] === undefined);
  if (fresh.length > 0) await deps.store.put('message', fresh);
  return fresh.length;
}

async function messagesOf(deps: Deps, event: ToldEvent): Promise<Message[]> {
  const { data } = event;
  switch (event.type) {
    case 'matching.slice-done':
      return sliceNews(deps, event, z.string().parse(data['sliceId']));
    case 'matching.changes-done':
      return changeNews(deps, event, z.string().parse(data['changeId']));
    case 'application.refused':
      return applicationNews(deps, event, (news, words) =>
        refusedMessage(news, words.conditions(z.array(z.string()).optional().parse(data['refusedBy']) ?? [])),
      );
    case 'application.waiting':
    case 'query.asked':
      if (event.type === 'application.waiting' && data['state'] !== 'awaiting-applicant') return [];
      return applicationNews(deps, event, (news, words, missing) =>
        awaitingMessage(news, event.type === 'query.asked' ? [] : words.items(missing)),
      );
    case 'claim.paid':
    case 'claim.returned':
      return moneyNews(deps, event);
    default:
      return [];
  }
}

const matchedSchema = z.array(
  z.looseObject({
    policyId: z.string().optional(),
    uscc: usccSchema,
    outcome: z.enum(['eligible', 'unknown']),
    amountFen: fenSchema.nullable(),
  }),
);
type Matched = MatchNews & { readonly policyId?: string | undefined };

async function matchedIn(deps: Deps, key: string): Promise<Matched[]> {
  const content = await deps.files.get('files', key);
  return content ? matchedSchema.parse(JSON.parse(new TextDecoder().decode(content))) : [];
}

/** A whole slice met a policy: only its subscribers are looked up. */
async function sliceNews(deps: Deps, event: ToldEvent, sliceId: string): Promise<Message[]> {
  const slice = await deps.store.read('match-slice', sliceId);
  if (!slice) return [];
  const { version } = await deps.policies.version(slice.policyId, slice.policyVersion);
  if (version.document.mode !== 'confirm') return [];
  const subscriptions = await subscribersOf(deps, slice.slice);
  if (subscriptions.size === 0) return [];
  const { run } = slice;
  const matched = await matchedIn(
    deps,
    run === undefined ? matchListKey(sliceId) : newlyListKey(sliceId, run),
  );
  const invited = matched.map((each) => ({ ...each, policyId: slice.policyId }));
  return wishedNews(deps, event, invited, subscriptions);
}

/** A few firms met every policy: each is looked up. */
async function changeNews(deps: Deps, event: ToldEvent, changeId: string): Promise<Message[]> {
  const invited = await matchedIn(deps, invitedListKey(changeId));
  const usccs = [...new Set(invited.map(({ uscc }) => uscc))];
  const found = await deps.store.readMany('subscription', usccs);
  const subscriptions = new Map(found.flatMap((it) => (it ? [[it.uscc, it] as const] : [])));
  return wishedNews(deps, event, invited, subscriptions);
}

const PAGE = 500;

async function subscribersOf(deps: Deps, slice: number): Promise<Map<string, Subscription>> {
  const found = await everyItem((cursor) =>
    deps.store.list('subscription', { by: 'state', group: String(slice), limit: PAGE, cursor }),
  );
  return new Map(found.map((subscription) => [subscription.uscc, subscription]));
}

async function wishedNews(
  deps: Deps,
  { at, subject, seq }: ToldEvent,
  matched: readonly Matched[],
  subscriptions: ReadonlyMap<string, Subscription>,
): Promise<Message[]> {
  const messages: Message[] = [];
  for (const each of matched) {
    const subscription = subscriptions.get(each.uscc);
    const policy = subscription && each.policyId ? await policyNamed(deps, each.policyId) : undefined;
    if (!subscription || !policy || !isWished(subscription, policy, each.amountFen)) continue;
    const { instalments } = policy.document;
    const message = matchMessage({ ...policy, instalments }, each, at, `${subject} ${seq}`);
    if (!(await isKnownTo(deps, message, policy.document))) messages.push(message);
  }
  return messages;
}

/** Earlier messages that are looked at. */
const RECENT = 100;

/** Whoever has filed, or was told the same before, is not told; a refusal leaves the way open to file again. */
async function isKnownTo(
  { store, clock }: Deps,
  { id, uscc, policyId, text }: Message,
  document: PolicyDocument,
): Promise<boolean> {
  const filed = await store.read(
    'application',
    applicationId(policyId, uscc, periodOf(document, clock.today())),
  );
  if (filed && filed.state !== 'refused') return true;
  const { items } = await store.list('message', { by: 'owner', group: uscc, limit: RECENT });
  return items.some(
    (told) =>
      told.kind === 'match' && told.policyId === policyId && told.text.zh === text.zh && told.id !== id,
  );
}

async function policyNamed(deps: Deps, policyId: string) {
  const head = await deps.policies.head(policyId);
  if (!head || head.inForce === 0) return undefined;
  const { version, compiled } = await deps.policies.version(policyId, head.inForce);
  const { id, titleZh, titleEn } = head;
  return { id, titleZh, titleEn, sectors: sectorsNamed(compiled.program), document: version.document };
}

interface NewsWords {
  conditions(names: readonly string[]): Words[];
  items(keys: readonly string[]): Words[];
}

async function applicationNews(
  deps: Deps,
  { data, at, subject, seq }: ToldEvent,
  make: (news: ApplicationNews, words: NewsWords, missing: readonly string[]) => Message,
): Promise<Message[]> {
  const application = await deps.store.read('application', z.string().parse(data['applicationId']));
  if (!application) return [];
  const { version, compiled } = await deps.policies.version(application.policyId, application.policyVersion);
  const { items } = await deps.policies.catalogue();
  const words: NewsWords = {
    conditions: (names) => compiled.program.conditions.filter(({ name }) => names.includes(name)),
    // A field of a list is named by its list.
    items: (keys) => items.filter(({ key }) => keys.some((each) => each.split('.')[0] === key)),
  };
  const { title } = version.document;
  const policy = { id: application.policyId, titleZh: title.zh, titleEn: title.en };
  const { uscc, id } = application;
  const news = { uscc, applicationId: id, policy, at, mark: `${subject} ${seq}` };
  return [make(news, words, application.missing ?? [])];
}

const toldSchema = z.looseObject({ claimId: z.string(), amountFen: fenSchema });
const moneySchema = z.looseObject({ paid: z.array(toldSchema), returned: z.array(toldSchema) });

/** An order's answer: one message for each application and way that its money went. */
async function moneyNews(deps: Deps, { data, at, subject, seq }: ToldEvent): Promise<Message[]> {
  const { paid, returned } = moneySchema.parse(data);
  const sums = [sumsOf(paid), sumsOf(returned)] as const;
  const ids = [...new Set(sums.flatMap((each) => [...each.keys()]))];
  const found = await deps.store.readMany('application', ids);
  const messages: Message[] = [];
  for (const application of found) {
    if (!application) continue;
    const { id, uscc, policyId } = application;
    const policy = await policyNamed(deps, policyId);
    if (!policy) continue;
    const { titleZh, titleEn } = policy;
    const news = {
      uscc,
      applicationId: id,
      policy: { id: policyId, titleZh, titleEn },
      at,
      mark: `${subject} ${seq}`,
    };
    const [paidFen, returnedFen] = [sums[0].get(id), sums[1].get(id)];
    if (paidFen !== undefined) messages.push(paidMessage(news, paidFen));
    if (returnedFen !== undefined) messages.push(returnedMessage(news, returnedFen));
  }
  return messages;
}

/** By application: the later parts of a claim of many lines are `claim~number`. */
function sumsOf(legs: readonly z.infer<typeof toldSchema>[]): Map<string, Fen> {
  const sums = new Map<string, Fen>();
  for (const { claimId, amountFen } of legs) {
    const id = claimId.replace(/~\d+$/, '');
    sums.set(id, addFen(sums.get(id) ?? ZERO_FEN, amountFen));
  }
  return sums;
}
