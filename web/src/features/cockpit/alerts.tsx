// What a leader must know now, the critical first; each says it in words, never by colour alone.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ageText } from '../../kit/time.ts';
import { useAlerts, type Alert } from './queries.ts';

export function Alerts() {
  const { t } = useTranslation('cockpit');
  return (
    <Section id="alerts" title={t('alerts')}>
      <Loaded query={useAlerts()} rows={2}>
        {(alerts) =>
          alerts.length === 0 ? <p className="hint">{t('noAlert')}</p> : <AlertList alerts={alerts} />
        }
      </Loaded>
    </Section>
  );
}

export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  const { t } = useTranslation('cockpit');
  const { language, pick } = useLanguage();
  return (
    <ul className="conditions">
      {alerts.map((alert) => (
        <li key={alert.id}>
          <span className={alert.level === 'critical' ? 'tag tag-bad' : 'tag tag-wait'}>
            {t(`level.${alert.level}`)}
          </span>
          <span>
            {pick(alert)}
            {alert.amountFen !== undefined && ` ${money(alert.amountFen)}`}{' '}
            {alert.since !== undefined && <span className="hint">{ageText(alert.since, language)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
