// One policy as it meets the enterprise: the amount, the deadline, the reason, and the one act that is possible.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import type { Match } from './queries.ts';

const isStanding = (match: Match): boolean =>
  match.applied !== undefined && !['refused', 'withdrawn'].includes(match.applied.state);

export function MatchCard({ match }: { readonly match: Match }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const title = pick({ zh: match.titleZh, en: match.titleEn });
  return (
    <li className="card">
      <div>
        <h3>
          <Link to={`/library/${match.policyId}`}>{title}</Link>
        </h3>
        <p className="meta">
          <span>{kit(`mode.${match.mode}`)}</span>
          <span>
            {match.until === undefined
              ? t('match.noEnd')
              : t('match.until', { day: dayText(match.until, language) })}
          </span>
          {match.stacking !== 'combine' && <span>{t(`plain.stacking.${match.stacking}`)}</span>}
          {match.applied && <StateTag state={match.applied.state as StateName} />}
        </p>
        <Why match={match} />
      </div>
      <div className="card-side">
        <Amount match={match} />
        <Act match={match} title={title} />
      </div>
    </li>
  );
}

/** Why it does not fit, or what is not known yet. */
function Why({ match }: { readonly match: Match }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const names = useNames();
  if (isStanding(match)) return null;
  if (match.failed.length > 0) {
    return (
      <ul>
        {match.failed.map((condition) => (
          <li key={condition.name}>
            {kit('decision.no')}: {pick(condition)}
            {condition.wouldFit && (
              <p className="hint">{t('match.wouldFit', { change: pick(condition.wouldFit) })}</p>
            )}
          </li>
        ))}
      </ul>
    );
  }
  if (match.notCalculated)
    return <p className="hint">{`${t('match.unknown')}: ${pick(match.notCalculated)}`}</p>;
  if (match.outcome === 'eligible' || match.missing.length === 0) return null;
  const items = match.missing.map(names.item);
  return (
    <p className="hint">
      {t('match.missing', { items: [...new Set(items)].join(language === 'zh' ? '、' : ', ') })}
    </p>
  );
}

function Amount({ match }: { readonly match: Match }) {
  const { t } = useTranslation('claim');
  if (match.outcome === 'ineligible' && !isStanding(match)) return null;
  const amountFen = isStanding(match) ? (match.applied?.amountFen ?? null) : match.amountFen;
  if (amountFen !== null) return <span className="card-amount">{money(amountFen)}</span>;
  if (isStanding(match)) return null;
  return <span className="hint">{t('match.afterCheck')}</span>;
}

function Act({ match, title }: { readonly match: Match; readonly title: string }) {
  const { t } = useTranslation('claim');
  if (match.applied && isStanding(match)) {
    return (
      <Link
        className="button-link"
        to={applicationPath(match.applied.id)}
        aria-label={`${t('match.see')}: ${title}`}
      >
        {t('match.see')}
      </Link>
    );
  }
  if (match.outcome === 'ineligible') return null;
  if (match.mode === 'automatic') return <span className="hint">{t('match.automatic')}</span>;
  return (
    <Link
      className={match.outcome === 'eligible' ? 'button-link button-link-primary' : 'button-link'}
      to={`/claims/${match.policyId}`}
      aria-label={`${t('match.claim')}: ${title}`}
    >
      {t('match.claim')}
    </Link>
  );
}
