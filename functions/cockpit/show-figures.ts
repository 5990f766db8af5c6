// Use case: the figures, limited to what the reader's post may see: a district's leader sees the district.
import { DAY_MARK, dayFiguresId, type Figures, type ShownFigures } from '../../core/cockpit/figures.ts';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import type { Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';

export interface ShownSummary {
  readonly asOf: string;
  readonly today: string;
  /** The district that the reader's post is limited to. */
  readonly district?: string;
  readonly items: ShownFigures[];
  /** Of the last days with events, oldest first. */
  readonly days: ShownFigures[];
}

const DAYS_SHOWN = 31;
/** Behind every row of a day: the policies. */
const AFTER_DAYS = `${DAY_MARK}\uffff`;

export async function showFigures(deps: Deps, principal: Principal): Promise<ShownSummary> {
  const today = deps.clock.today();
  const from = formatDay((parseDay(today) ?? 0) - DAYS_SHOWN + 1);
  const [policies, days] = await Promise.all([
    deps.store.list('figures', { by: 'all', cursor: AFTER_DAYS, limit: 1000 }),
    deps.store.list('figures', {
      by: 'all',
      cursor: dayFiguresId(formatDay((parseDay(from) ?? 0) - 1)),
      before: AFTER_DAYS,
      limit: DAYS_SHOWN,
    }),
  ]);
  const district = principal.district;
  const shown = ({ recent: _recent, ...figures }: Figures): ShownFigures =>
    district === undefined ? figures : only(figures, district);
  return {
    asOf: new Date(deps.clock.nowMs()).toISOString(),
    today,
    ...(district !== undefined && { district }),
    items: policies.items.map(shown),
    days: days.items.map(shown),
  };
}

/** Reasons of refusal are kept for the whole city only, so a district's reader gets none of them. */
const only = (figures: ShownFigures, district: string): ShownFigures => ({
  ...figures,
  byDistrict: Object.fromEntries(Object.entries(figures.byDistrict).filter(([code]) => code === district)),
  refusedBy: {},
});
