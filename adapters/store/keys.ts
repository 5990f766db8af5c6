// Where each kind of thing lives and which lists it is on: the one key map that both store adapters read.
import { hash } from 'node:crypto';
import { openListOf } from '../../core/application/application.ts';
import { handsOf } from '../../core/policy/approval-route.ts';
import { usccOfMessage } from '../../core/message/message.ts';
import { registerSliceOf } from '../../core/enterprise/register-slice.ts';
import type { Entities, Kind } from '../../functions/ports.ts';

/** How many partitions one state's list is spread over, so that no partition takes all the writes. */
export const STATE_SHARDS = 16;

export interface ListEntry {
  readonly group: string;
  readonly sort: string;
}

export interface KindKeys<E> {
  readonly table: 'register' | 'core' | 'views';
  /** Small kinds share one partition and can be listed whole. */
  readonly small?: true;
  readonly state?: (entity: E) => ListEntry | undefined;
  readonly owner?: (entity: E) => ListEntry;
  /** Who made the thing: what a second person's act is checked against in the transaction itself. */
  readonly maker?: (entity: E) => string | undefined;
  /** The same where it passes through many hands: each next one must be another. */
  readonly hands?: (entity: E) => readonly string[];
}

export const KEYS: { readonly [K in Kind]: KindKeys<Entities[K]> } = {
  enterprise: { table: 'register' },
  job: { table: 'views' },
  figures: { table: 'views', small: true },
  policy: { table: 'core', small: true, hands: handsOf },
  'policy-version': { table: 'core' },
  trial: {
    table: 'core',
    state: (it) => (it.state === 'waiting' ? { group: 'waiting', sort: it.id } : undefined),
    // Lists go upwards: counted down from the end of time, the newest comes first.
    owner: (it) => ({
      group: it.policyId,
      sort: `${String(8.64e15 - Date.parse(it.createdAt)).padStart(16, '0')}#${it.id}`,
    }),
  },
  'match-slice': {
    table: 'core',
    state: (it) => (it.state === 'due' ? { group: 'due', sort: it.id } : undefined),
    owner: (it) => ({ group: it.policyId, sort: it.id }),
  },
  'segment-index': { table: 'core' },
  subscription: {
    table: 'core',
    state: (it) =>
      it.wishes.length > 0 ? { group: String(registerSliceOf(it.uscc)), sort: it.uscc } : undefined,
  },
  message: { table: 'views' },
  'register-notice': {
    table: 'core',
    state: (it) => (it.state === 'due' ? { group: 'due', sort: it.id } : undefined),
  },
  'register-change': {
    table: 'core',
    state: (it) => (it.state === 'due' ? { group: 'due', sort: it.id } : undefined),
  },
  catalogue: { table: 'core', small: true },
  'budget-request': { table: 'core', small: true, maker: (it) => it.requestedBy },
  budget: { table: 'core', small: true },
  application: {
    table: 'core',
    state: (it) => {
      const group = openListOf(it.state);
      return group && { group, sort: `${it.policyId}#${it.submittedAt}#${it.id}` };
    },
    owner: (it) => ({ group: it.uscc, sort: `${it.submittedAt}#${it.id}` }),
  },
  appeal: {
    table: 'core',
    state: (it) => (it.state === 'filed' ? { group: 'filed', sort: `${it.decideBy}#${it.id}` } : undefined),
    owner: (it) => ({ group: it.uscc, sort: `${it.filedAt}#${it.id}` }),
    maker: (it) => it.against.by,
  },
  request: {
    table: 'core',
    state: (it) =>
      it.state === 'filed' || it.state === 'assigned'
        ? { group: 'open', sort: `${it.answerBy}#${it.id}` }
        : undefined,
    owner: (it) => ({ group: it.uscc, sort: `${it.filedAt}#${it.id}` }),
  },
  rating: { table: 'core', owner: (it) => ({ group: it.policyId, sort: `${it.ratedAt}#${it.id}` }) },
  claim: { table: 'core' },
  slot: { table: 'core' },
  leg: {
    table: 'core',
    state: (it) =>
      it.state === 'paid' || it.state === 'void'
        ? undefined
        : { group: it.state, sort: `${it.orderedAt ?? it.reservedAt}#${it.id}` },
    owner: (it) => ({ group: it.endToEndId, sort: it.id }),
  },
  order: {
    table: 'core',
    state: (it) =>
      it.state === 'settled' || it.state === 'withdrawn'
        ? undefined
        : { group: it.state, sort: `${it.sentAt ?? it.preparedAt}#${it.id}` },
    // By the day on which the rail deals with it: the day whose statement tells of it.
    owner: (it) => ({ group: it.policyId, sort: `${it.executionDay}#${it.preparedAt}#${it.id}` }),
    maker: (it) => it.preparedBy,
  },
  seal: { table: 'core' },
  'hold-board': { table: 'core' },
  recovery: {
    table: 'core',
    // Whoever asked for a write-off that waits; else whoever proposed the adjustment.
    maker: (it) => (it.writeOff && !it.writeOff.approvedBy ? it.writeOff.requestedBy : it.proposedBy),
    state: (it) =>
      ['proposed', 'noticed', 'taking-back', 'receivable', 'written-off'].includes(it.state)
        ? { group: it.state, sort: `${it.proposedAt}#${it.id}` }
        : undefined,
    owner: (it) => ({ group: it.uscc, sort: `${it.proposedAt}#${it.id}` }),
  },
  reconciliation: { table: 'core', small: true },
  'cap-counter': { table: 'core' },
  'allocation-share': { table: 'core' },
  override: {
    table: 'core',
    maker: (it) => it.requestedBy,
    state: (it) => (it.state === 'requested' ? { group: 'requested', sort: it.id } : undefined),
  },
  account: {
    table: 'core',
    maker: (it) => it.proposed?.proposedBy,
    state: (it) => it.proposed && { group: 'proposed', sort: `${it.proposed.proposedAt}#${it.id}` },
  },
  'ended-payment': { table: 'core' },
  'bank-file': {
    table: 'core',
    // Statements by the day they tell of, which is how a day's check finds them.
    owner: (it) => ({
      group: it.kind,
      sort: it.day === undefined ? `${it.takenAt}#${it.id}` : `${it.day}#${it.takenAt}#${it.id}`,
    }),
  },
  exception: {
    table: 'core',
    maker: (it) => it.settlement?.proposedBy,
    state: (it) => (it.state === 'open' ? { group: 'open', sort: `${it.openedAt}#${it.id}` } : undefined),
    owner: (it) => ({ group: it.subject, sort: it.id }),
  },
};

const hashOf = (id: string): number => hash('sha256', id, 'buffer').readUInt16BE(0);
/** A stable shard for an id. */
export const shardOf = (id: string): number => hashOf(id) % STATE_SHARDS;

export interface Address {
  readonly pk: string;
  readonly sk: string;
}

/** The main key of a thing. Events of a subject lie in the same partition, after its state. */
export function addressOf(kind: Kind, id: string): Address {
  if (kind === 'enterprise') return { pk: `enterprise#${registerSliceOf(id)}`, sk: id };
  if (kind === 'figures') return { pk: kind, sk: id };
  if (kind === 'message') return { pk: messagePartition(usccOfMessage(id)), sk: id };
  return { pk: `${kind}#${id}`, sk: STATE_SORT };
}
export const STATE_SORT = '-';
export const EVENT_SORT_PREFIX = 'e#';

/** `application:p01…` lies at `application#p01…`. */
export const eventAddress = (subject: string, seq: number): Address => ({
  pk: subjectPartition(subject),
  sk: `${EVENT_SORT_PREFIX}${String(seq).padStart(8, '0')}`,
});
export const subjectPartition = (subject: string): string => subject.replace(':', '#');

/** The index keys of a thing: absent where it is on no list. */
export function indexKeys<K extends Kind>(kind: K, entity: Entities[K]): Record<string, string> {
  const keys: KindKeys<Entities[K]> = KEYS[kind];
  const state = keys.state?.(entity);
  const owner = keys.small && keys.table === 'core' ? { group: '', sort: entity.id } : keys.owner?.(entity);
  return {
    ...(state && { gsi1pk: statePartition(kind, state.group, shardOf(entity.id)), gsi1sk: state.sort }),
    ...(owner && { gsi2pk: ownerPartition(kind, owner.group), gsi2sk: owner.sort }),
  };
}
export const makerOf = <K extends Kind>(kind: K, entity: Entities[K]): string | undefined =>
  (KEYS[kind] as KindKeys<Entities[K]>).maker?.(entity);
export const handsOfKind = <K extends Kind>(kind: K, entity: Entities[K]): readonly string[] | undefined =>
  (KEYS[kind] as KindKeys<Entities[K]>).hands?.(entity);
export const journalPartition = (partition: number): string => `journal#${partition}`;
export const statePartition = (kind: Kind, group: string, shard: number): string =>
  `${kind}#${group}#${shard}`;
/** An enterprise's messages lie together, in their order. */
export const messagePartition = (uscc: string): string => `message#${uscc}`;
export const ownerPartition = (kind: Kind, group: string): string => `${kind}#${group}`;
