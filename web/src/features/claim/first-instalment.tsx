// What an award in instalments pays first: beside the award in all, so that nobody expects it at once.
import { useTranslation } from 'react-i18next';
import { money } from '../../kit/money.ts';
import type { Match } from './queries.ts';

export function FirstInstalment({ of: first }: { readonly of: Match['firstInstalment'] }) {
  const { t } = useTranslation('claim');
  if (!first || first.amountFen === null) return null;
  const { amountFen, percent, of: count } = first;
  return (
    <span className="hint">{t('match.firstInstalment', { count, percent, amount: money(amountFen) })}</span>
  );
}
