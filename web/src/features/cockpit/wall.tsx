// The cockpit on a wall: one screen of 1920 by 1080 that scrolls nowhere, seven figures at most, the time of the data always there.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { DemoMark } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { AlertList } from './alerts.tsx';
import { useHeadline } from './headline.tsx';
import {
  byDay,
  byDistrict,
  byPolicy,
  useAlerts,
  usePolicyTitle,
  useSummary,
  type Summary,
} from './queries.ts';
import { TotalsChart } from './totals.tsx';

const ALERTS_SHOWN = 4;

export function Wall() {
  const { t } = useTranslation('cockpit');
  const query = useSummary();
  useEffect(() => {
    document.title = `${t('title')} · 直达 Zhida`;
  }, [t]);
  return (
    <main className="wall">
      <Loaded query={query} rows={10}>
        {(summary) => <Screen summary={summary} />}
      </Loaded>
    </main>
  );
}

function Screen({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const names = useNames();
  const titleOf = usePolicyTitle();
  const { district, asOf } = summary;
  const nameOf = (code: string) => (code === 'city' ? t('noDistrict') : names.district(code));
  return (
    <>
      <header className="wall-head">
        <h1>
          {t('title')}
          {district !== undefined && ` · ${names.district(district)}`}
        </h1>
        <DemoMark />
        <p>{t('asOf', { at: instantText(asOf, language) })}</p>
        <Link to="/cockpit">{t('leaveWall')}</Link>
      </header>
      <Figures summary={summary} />
      <section className="wall-pane wall-days" aria-label={t('byDay')}>
        <h2>{t('byDay')}</h2>
        <TotalsChart
          rows={byDay(summary)}
          nameOf={(day) => dayText(day, language)}
          label={t('byDayChart')}
          isUpright
          isOnWall
        />
      </section>
      <section className="wall-pane" aria-label={t('byDistrict')}>
        <h2>{t('byDistrict')}</h2>
        <TotalsChart rows={byDistrict(summary)} nameOf={nameOf} label={t('byDistrictChart')} isOnWall />
      </section>
      <section className="wall-pane" aria-label={t('byPolicy')}>
        <h2>{t('byPolicy')}</h2>
        <TotalsChart rows={byPolicy(summary)} nameOf={titleOf} label={t('byPolicyChart')} isOnWall />
      </section>
      <WallAlerts />
    </>
  );
}

function Figures({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation('cockpit');
  return (
    <section className="wall-figures" aria-label={t('headline')}>
      {useHeadline(summary).map(({ id, text }) => (
        <div key={id} className={id === 'paid' ? 'wall-figure wall-first' : 'wall-figure'}>
          <span>{t(`figure.${id}`)}</span>
          <strong>{text}</strong>
        </div>
      ))}
    </section>
  );
}

function WallAlerts() {
  const { t } = useTranslation('cockpit');
  const alerts = useAlerts().data ?? [];
  return (
    <section className="wall-pane" aria-label={t('alerts')} aria-live="polite">
      <h2>{t('alerts')}</h2>
      {alerts.length === 0 ? <p>{t('noAlert')}</p> : <AlertList alerts={alerts.slice(0, ALERTS_SHOWN)} />}
    </section>
  );
}
