// Folding events into a policy's figures: pure, so that the same events always give the same numbers.
import { NO_TALLY, TALLY_NAMES, type Figures, type Tally } from './figures.ts';

/** What the projector reads of an event. */
export interface FoldedEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A repeated batch holds at most this many events. */
const RECENT_MAX = 200;

export const emptyFigures = (id: string): Figures => ({
  id,
  version: 0,
  byDistrict: {},
  refusedBy: {},
  recent: [],
});

/** @returns the next version, or undefined when nothing counts that was not counted before */
export function foldEvents(figures: Figures, events: readonly FoldedEvent[]): Figures | undefined {
  const seen = new Set(figures.recent);
  const fresh = events.filter(({ id }) => !seen.has(id));
  if (fresh.length === 0) return undefined;
  const next: Figures = structuredClone(figures);
  for (const event of fresh) fold(next, event);
  next.version += 1;
  next.recent = [...figures.recent, ...fresh.map(({ id }) => id)].slice(-RECENT_MAX);
  return next;
}

function fold(figures: Figures, { type, at, data }: FoldedEvent): void {
  const add = (district: unknown, changes: Partial<Tally>) => {
    const code = typeof district === 'string' ? district : 'city';
    const tally = (figures.byDistrict[code] ??= { ...NO_TALLY });
    for (const name of TALLY_NAMES) tally[name] = (tally[name] ?? 0) + (changes[name] ?? 0);
  };
  switch (type) {
    case 'application.submitted':
      return add(data['districtCode'], { applied: 1 });
    case 'application.accepted':
      return add(data['districtCode'], { accepted: 1 });
    case 'application.waiting':
    case 'application.review-needed':
      return add(data['districtCode'], { waiting: 1 });
    case 'application.refused':
      for (const name of list<string>(data['refusedBy']))
        figures.refusedBy[name] = (figures.refusedBy[name] ?? 0) + 1;
      return add(data['districtCode'], { refused: 1 });
    case 'claim.reserved':
      for (const leg of list<FoldedLeg>(data['legs']))
        add(leg.districtCode, { reserved: 1, reservedFen: leg.amountFen });
      return;
    case 'claim.paid':
    case 'claim.returned':
      figures.lastPaidAt = at;
      for (const leg of list<FoldedLeg>(data['paid']))
        add(leg.districtCode, { paid: 1, paidFen: leg.amountFen, served: isFirst(leg) ? 1 : 0 });
      for (const leg of list<FoldedLeg>(data['returned'])) {
        add(leg.districtCode, { returned: 1 });
        // What came back after it was paid is no longer paid: the figure stays what the ledger holds.
        if (leg.wasPaid === true)
          add(leg.districtCode, { paid: -1, paidFen: -leg.amountFen, served: isFirst(leg) ? -1 : 0 });
      }
  }
}

interface FoldedLeg {
  /** `application/number`; of later parts and supplements `application~part/number`. */
  readonly legId?: string;
  readonly districtCode: string;
  readonly amountFen: number;
  readonly wasPaid?: boolean;
}
/** One leg of each application stands for it. */
const isFirst = ({ legId = '' }: FoldedLeg): boolean => /^[^~]+\/1$/.test(legId);
const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);
