// One policy as it meets the enterprise: the amount, the deadline, the reason, and the one act that is possible.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { FirstInstalment } from './first-instalment.tsx';
import type { Match } from './queries.ts';
import { isStanding, missingItems } from './sort-matches.ts';

interface MatchCardProps {
  readonly match: Match;
  /** Every match of the enterprise. */
  readonly all: readonly Match[];
}

export function MatchCard({ match, all }: MatchCardProps) {
  const { t: kit } = useTranslation('kit');
  const { pick } = useLanguage();
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
            <Window match={match} />
          </span>
          {match.applied && <StateTag state={match.applied.state as StateName} />}
        </p>
        <Group match={match} all={all} />
        <Why match={match} />
      </div>
      <div className="card-side">
        <Amount match={match} />
        <Act match={match} title={title} />
      </div>
    </li>
  );
}

function Window({ match: { window, from, until } }: { readonly match: Match }) {
  const { t } = useTranslation('claim');
  const { language } = useLanguage();
  if (window === 'not-yet' && from !== undefined) return t('match.from', { day: dayText(from, language) });
  if (until === undefined) return t('match.noEnd');
  return t(window === 'over' ? 'match.over' : 'match.until', { day: dayText(until, language) });
}

/** Which others it meets, by name: a choice must be known before it is made. */
function Group({ match, all }: MatchCardProps) {
  const { t } = useTranslation('claim');
  const { language, pick } = useLanguage();
  if (match.stacking === 'combine') return null;
  const others = all.filter(
    ({ group, policyId }) => group !== undefined && group === match.group && policyId !== match.policyId,
  );
  if (others.length === 0) return null;
  const titles = others.map(({ titleZh, titleEn }) => pick({ zh: titleZh, en: titleEn }));
  const word = match.stacking === 'exclusive' ? 'match.oneOf' : 'match.highestOf';
  return <p className="hint">{t(word, { titles: titles.join(language === 'zh' ? '、' : ', ') })}</p>;
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
  const items = missingItems(match).map(
    (key) => `${names.item(key)} (${names.department(names.departmentOf(key) ?? '')})`,
  );
  return <p className="hint">{t('match.missing', { items: items.join(language === 'zh' ? '、' : ', ') })}</p>;
}

function Amount({ match }: { readonly match: Match }) {
  const { t } = useTranslation('claim');
  if (match.outcome === 'ineligible' && !isStanding(match)) return null;
  const amountFen = isStanding(match) ? (match.applied?.amountFen ?? null) : match.amountFen;
  if (amountFen !== null)
    return (
      <>
        <span className="card-amount">{money(amountFen)}</span>
        {!isStanding(match) && <FirstInstalment of={match.firstInstalment} />}
      </>
    );
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
  if (match.outcome === 'ineligible' || match.window !== 'open') return null;
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
