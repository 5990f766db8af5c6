// The leaders' cockpit: what was paid, to how many, by policy, district and day, with the table behind each chart; alerts, bulletins.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { Alerts } from './alerts.tsx';
import { Bulletins } from './bulletins.tsx';
import { Headline } from './headline.tsx';
import { byDay, byDistrict, byPolicy, usePolicyTitle, useSummary, type Summary } from './queries.ts';
import { TableBehind, TotalsChart } from './totals.tsx';

export function Cockpit() {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const query = useSummary();
  const names = useNames();
  const { district, asOf } = query.data ?? {};
  return (
    <Page
      title={district === undefined ? t('title') : `${t('title')} · ${names.district(district)}`}
      titleText={t('title')}
      lead={asOf === undefined ? t('lead') : t('asOf', { at: instantText(asOf, language) })}
      isWide
      acts={
        <Link to="/cockpit/wall" className="button-link">
          {t('wall')}
        </Link>
      }
    >
      <Loaded query={query} rows={6}>
        {(summary) => (
          <>
            <Headline summary={summary} />
            <Alerts />
            <ByDay summary={summary} />
            <div className="pair">
              <ByDistrict summary={summary} />
              <ByPolicy summary={summary} />
            </div>
          </>
        )}
      </Loaded>
      <Bulletins />
    </Page>
  );
}

interface SummaryProps {
  readonly summary: Summary;
}

function ByDay({ summary }: SummaryProps) {
  const { t } = useTranslation('cockpit');
  const { language } = useLanguage();
  const days = byDay(summary);
  const nameOf = (day: string) => dayText(day, language);
  return (
    <Section id="by-day" title={t('byDay')}>
      <TotalsChart rows={days} nameOf={nameOf} label={t('byDayChart')} isUpright />
      <TableBehind rows={[...days].reverse()} nameOf={nameOf} first={t('day')} fileName="cockpit-days" />
    </Section>
  );
}

function ByDistrict({ summary }: SummaryProps) {
  const { t } = useTranslation('cockpit');
  const names = useNames();
  const rows = byDistrict(summary);
  const nameOf = (code: string) => (code === 'city' ? t('noDistrict') : names.district(code));
  return (
    <Section id="by-district" title={t('byDistrict')}>
      <TotalsChart rows={rows} nameOf={nameOf} label={t('byDistrictChart')} />
      <TableBehind rows={rows} nameOf={nameOf} first={t('district')} fileName="cockpit-districts" />
    </Section>
  );
}

function ByPolicy({ summary }: SummaryProps) {
  const { t } = useTranslation('cockpit');
  const titleOf = usePolicyTitle();
  const rows = byPolicy(summary);
  return (
    <Section id="by-policy" title={t('byPolicy')}>
      <TotalsChart rows={rows} nameOf={titleOf} label={t('byPolicyChart')} />
      <TableBehind rows={rows} nameOf={titleOf} first={t('policy')} fileName="cockpit-policies" />
    </Section>
  );
}
