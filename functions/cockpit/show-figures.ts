// Use case: the figures, limited to what the reader's post may see: a district's leader sees the district.
import type { Figures } from '../../core/cockpit/figures.ts';
import type { Deps } from '../deps.ts';
import type { Principal } from '../ports.ts';

export async function showFigures(
  deps: Deps,
  principal: Principal,
): Promise<{ asOf: string; items: Figures[] }> {
  const { items } = await deps.store.list('figures', { by: 'all', limit: 1000 });
  const district = principal.district;
  return {
    asOf: new Date(deps.clock.nowMs()).toISOString(),
    items: district === undefined ? items : items.map((figures) => only(figures, district)),
  };
}

/** Reasons of refusal are kept for the whole city only, so a district's reader gets none of them. */
const only = (figures: Figures, district: string): Figures => ({
  ...figures,
  byDistrict: Object.fromEntries(Object.entries(figures.byDistrict).filter(([code]) => code === district)),
  refusedBy: {},
});
