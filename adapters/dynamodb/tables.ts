// The shape of the three tables, as plain data: lib/ and local/ create them from this, the store relies on it.
export interface TableShape {
  readonly name: 'register' | 'core' | 'views';
  readonly stream: boolean;
  /** Index names; their keys are `<index>pk` and `<index>sk`, all strings, projecting keys only. */
  readonly indexes: readonly string[];
}

export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';
export const TTL_ATTRIBUTE = 'ttl';
/** Set on event items only, so that the stream's filter can tell them from state. */
export const EVENT_ATTRIBUTE = 'event';
/** Open things by state, spread over shards; absent once a thing is closed. */
export const STATE_INDEX = 'gsi1';
/** Things of one owner: an enterprise, an EndToEndId, a policy. */
export const OWNER_INDEX = 'gsi2';

export const TABLES: readonly TableShape[] = [
  { name: 'register', stream: false, indexes: [] },
  { name: 'core', stream: true, indexes: [STATE_INDEX, OWNER_INDEX] },
  { name: 'views', stream: false, indexes: [] },
];
