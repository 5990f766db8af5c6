// Claims under way on the home page: the amount, and who acts next by when, so that nobody has to open a case to know.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { NextStep } from '../../kit/next-step.tsx';
import { Section } from '../../kit/page.tsx';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import { useApplication } from '../../kit/use-application.ts';
import type { Match } from './queries.ts';

export function UnderWay({ matches }: { readonly matches: readonly Match[] }) {
  const { t } = useTranslation('claim');
  if (matches.length === 0) return null;
  return (
    <Section id="applied" title={`${t('home.applied')} (${matches.length})`}>
      <ul className="cards">
        {matches.map((match) => (
          <Card key={match.policyId} match={match} id={match.applied?.id ?? ''} />
        ))}
      </ul>
    </Section>
  );
}

function Card({ match, id }: { readonly match: Match; readonly id: string }) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const shown = useApplication(id).data;
  const title = pick({ zh: match.titleZh, en: match.titleEn });
  const amountFen = shown?.application.amountFen ?? match.applied?.amountFen;
  return (
    <li className="card">
      <div>
        <h3>
          <Link to={`/library/${match.policyId}`}>{title}</Link>
        </h3>
        <p className="meta">
          <StateTag state={shown?.state ?? (match.applied?.state as StateName)} />
        </p>
        {shown && <NextStep shown={shown} />}
      </div>
      <div className="card-side">
        {amountFen !== undefined && <span className="card-amount">{money(amountFen)}</span>}
        <Link className="button-link" to={applicationPath(id)} aria-label={`${t('match.see')}: ${title}`}>
          {t('match.see')}
        </Link>
      </div>
    </li>
  );
}
