// The enterprise's home: what it can receive now, what is one answer away, and what does not fit, each with its reason.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { largeMoney } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { dayText } from '../../kit/time.ts';
import { MatchCard } from './match-card.tsx';
import { useMatches, useUscc, type Match, type Matches } from './queries.ts';

export function Home() {
  const { t } = useTranslation('claim');
  const query = useMatches(useUscc());
  return (
    <Page
      title={query.data?.name ?? t('home.title')}
      titleText={t('home.title')}
      lead={query.data && <code>{query.data.uscc}</code>}
    >
      <Loaded query={query} rows={8}>
        {(matches) => <Fitting matches={matches} />}
      </Loaded>
    </Page>
  );
}

/** A refused or withdrawn application does not stand in the way of a new one. */
const isApplied = ({ applied }: Match): boolean =>
  applied !== undefined && !['refused', 'withdrawn'].includes(applied.state);

function Fitting({ matches: { matches, asOf } }: { readonly matches: Matches }) {
  const { t } = useTranslation('claim');
  const open = matches.filter((match) => !isApplied(match));
  const fits = open.filter(({ outcome, amountFen }) => outcome === 'eligible' && amountFen !== 0);
  const mayFit = open.filter(({ outcome }) => outcome === 'unknown');
  const unfit = open.filter((match) => !fits.includes(match) && !mayFit.includes(match));
  const applied = matches.filter(isApplied);
  return (
    <>
      <Sum fits={fits} mayFit={mayFit} applied={applied} asOf={asOf} />
      {matches.length === 0 && <p className="surface">{t('home.nothing')}</p>}
      <Group id="fits" title={t('home.fits')} matches={fits} />
      <Group id="applied" title={t('home.applied')} matches={applied} />
      <Group id="may-fit" title={t('home.mayFit')} hint={t('home.mayFitHint')} matches={mayFit} />
      <Unfit matches={unfit} isOpen={fits.length + mayFit.length + applied.length === 0} />
    </>
  );
}

/** What does not fit is there with its reasons and does not stand in the way of what does. */
function Unfit({ matches, isOpen }: { readonly matches: readonly Match[]; readonly isOpen: boolean }) {
  const { t } = useTranslation('claim');
  if (matches.length === 0) return null;
  return (
    <details className="surface" open={isOpen}>
      <summary>
        <h2>
          {t('home.unfit')} ({matches.length})
        </h2>{' '}
        <span className="hint">{t('home.unfitHint')}</span>
      </summary>
      <ul className="cards">
        {matches.map((match) => (
          <MatchCard key={match.policyId} match={match} />
        ))}
      </ul>
    </details>
  );
}

interface SumProps {
  readonly fits: readonly Match[];
  readonly mayFit: readonly Match[];
  readonly applied: readonly Match[];
  readonly asOf: string;
}

/** What is known stands large: the amount, or, when departments must be asked first, how many policies may fit. */
function Sum({ fits, mayFit, applied, asOf }: SumProps) {
  const { t } = useTranslation('claim');
  const { language } = useLanguage();
  const known = fits.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const awarded = applied.reduce((sum, match) => sum + (match.applied?.amountFen ?? 0), 0);
  return (
    <section className="surface hero" aria-label={t('home.canReceive')}>
      {fits.length > 0 && (
        <>
          <p>{t('home.canReceive')}</p>
          <p className="figure">{largeMoney(known, language)}</p>
          <p>{t('home.fromPolicies', { count: fits.length })}</p>
          {mayFit.length > 0 && <p>{t('home.maybeMore', { count: mayFit.length })}</p>}
        </>
      )}
      {fits.length === 0 && mayFit.length > 0 && (
        <>
          <p>{t('home.mayReceive')}</p>
          <p className="figure">{t('home.policies', { count: mayFit.length })}</p>
          <p>{t('home.mayReceiveHint')}</p>
        </>
      )}
      {fits.length === 0 && mayFit.length === 0 && <p className="figure">{t('home.noneNow')}</p>}
      <p className="meta">
        {awarded > 0 && <strong>{t('home.awarded', { amount: largeMoney(awarded, language) })}</strong>}
        <span>{t('home.asOf', { day: dayText(asOf, language) })}</span>
      </p>
    </section>
  );
}

interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly matches: readonly Match[];
}

function Group({ id, title, hint, matches }: GroupProps) {
  if (matches.length === 0) return null;
  return (
    <Section id={id} title={`${title} (${matches.length})`}>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <ul className="cards">
        {matches.map((match) => (
          <MatchCard key={match.policyId} match={match} />
        ))}
      </ul>
    </Section>
  );
}
