// What suspending or closing a policy would bring, in figures: shown before the act, from the API's own words.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { useConsequences } from './queries.ts';

export function ConsequencesView({ id, act }: { readonly id: string; readonly act: 'suspend' | 'close' }) {
  const { t } = useTranslation('route');
  const { pick } = useLanguage();
  return (
    <Loaded query={useConsequences(id, act)} rows={3}>
      {({ openApplications, reservedFen, inTransitFen, availableFen, effects }) => (
        <>
          <p className="meta">
            <span>{t('effect.undecided', { count: openApplications.undecided })}</span>
            <span>{t('effect.awaiting', { count: openApplications.awaitingMoney })}</span>
            <span>{t('effect.reserved', { amount: money(reservedFen), transit: money(inTransitFen) })}</span>
            <span>{t('effect.available', { amount: money(availableFen) })}</span>
          </p>
          <dl className="facts">
            {effects.map((effect) => (
              <div key={effect.on}>
                <dt>{t(`on.${effect.on}`)}</dt>
                <dd>{pick(effect)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Loaded>
  );
}
