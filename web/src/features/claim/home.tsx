// The enterprise's home: what it can receive now and what that takes, what is under way and who acts next, what lacks one item.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { largeMoney } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { dayText } from '../../kit/time.ts';
import { firstSumOf, sumOf } from './award-sums.ts';
import { MatchCard } from './match-card.tsx';
import { useMatches, useUscc, type Match, type Matches } from './queries.ts';
import { sortMatches, type SortedMatches } from './sort-matches.ts';
import { UnderWay } from './under-way.tsx';

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

function Fitting({ matches: { matches, asOf } }: { readonly matches: Matches }) {
  const { t } = useTranslation('claim');
  const sorted = sortMatches(matches);
  const { fits, oneMore, mayFit, underWay, ended, notCalculated, notOpen, unfit } = sorted;
  const isBare = matches.length === notOpen.length + unfit.length + notCalculated.length;
  const group = (id: string, title: string, group: readonly Match[], hint?: string) => (
    <Group id={id} title={title} matches={group} all={matches} {...(hint !== undefined && { hint })} />
  );
  return (
    <>
      <Sum sorted={sorted} asOf={asOf} />
      {matches.length === 0 && <p className="surface">{t('home.nothing')}</p>}
      <UnderWay matches={underWay} />
      {group('fits', t('home.fits'), fits)}
      {group('one-more', t('home.oneMore'), oneMore, t('home.oneMoreHint'))}
      {group('may-fit', t('home.mayFit'), mayFit, t('home.mayFitHint'))}
      {group('ended', t('home.ended'), ended)}
      {group('not-calculated', t('home.notCalculated'), notCalculated, t('home.notCalculatedHint'))}
      <Folded title={t('home.notOpen')} matches={notOpen} all={matches} isOpen={false} />
      <Folded
        title={t('home.unfit')}
        hint={t('home.unfitHint')}
        matches={unfit}
        all={matches}
        isOpen={isBare}
      />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly hint?: string;
  readonly matches: readonly Match[];
  /** Every match: a card names those that it cannot be combined with. */
  readonly all: readonly Match[];
}

/** What does not fit is there with its reasons and does not stand in the way of what does. */
function Folded({ title, hint, matches, all, isOpen }: GroupProps & { readonly isOpen: boolean }) {
  if (matches.length === 0) return null;
  return (
    <details className="surface" open={isOpen}>
      <summary>
        <h2>
          {title} ({matches.length})
        </h2>{' '}
        {hint !== undefined && <span className="hint">{hint}</span>}
      </summary>
      <Cards matches={matches} all={all} />
    </details>
  );
}

function Group({ id, title, hint, matches, all }: GroupProps & { readonly id: string }) {
  if (matches.length === 0) return null;
  return (
    <Section id={id} title={`${title} (${matches.length})`}>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <Cards matches={matches} all={all} />
    </Section>
  );
}

const Cards = ({ matches, all }: Pick<GroupProps, 'matches' | 'all'>) => (
  <ul className="cards">
    {matches.map((match) => (
      <MatchCard key={match.policyId} match={match} all={all} />
    ))}
  </ul>
);

interface SumProps {
  readonly sorted: SortedMatches;
  readonly asOf: string;
}

/** States in which an amount is decided; before them it is only what a rule found. */
const AWARDED: readonly string[] = [
  'accepted',
  'queued',
  'reserved',
  'ordered',
  'sent',
  'returned',
  'paid',
  'granted',
];

/** 「可领 ¥X，差一步」: what is known stands large, with the one act that is left; else how many policies may fit. */
function Sum({ sorted: { fits, oneMore, mayFit, underWay, ended }, asOf }: SumProps) {
  const { t } = useTranslation('claim');
  const { language } = useLanguage();
  const known = sumOf(fits);
  const firstFen = firstSumOf(fits);
  const awarded = [...underWay, ...ended]
    .filter(({ applied }) => applied !== undefined && AWARDED.includes(applied.state))
    .reduce((sum, { applied }) => sum + (applied?.amountFen ?? 0), 0);
  const open = oneMore.length + mayFit.length;
  const first = fits.find(({ mode }) => mode !== 'automatic') ?? [...oneMore, ...mayFit][0];
  return (
    <section className="surface hero" aria-label={t('home.canReceive')}>
      {fits.length > 0 && (
        <>
          <p>{t('home.canReceive')}</p>
          <p className="figure">{largeMoney(known, language)}</p>
          <p>{t('home.fromPolicies', { count: fits.length })}</p>
          {firstFen < known && <p>{t('home.firstOfThese', { amount: largeMoney(firstFen, language) })}</p>}
          {open > 0 && <p>{t('home.maybeMore', { count: open })}</p>}
        </>
      )}
      {fits.length === 0 && open > 0 && (
        <>
          <p>{t('home.mayReceive')}</p>
          <p className="figure">{t('home.policies', { count: open })}</p>
        </>
      )}
      {fits.length === 0 && open === 0 && <p className="figure">{t('home.noneNow')}</p>}
      {first && first.mode !== 'automatic' && (
        <p>
          <strong>{t('home.oneStep')}</strong> {t('home.oneStepHint')}{' '}
          <Link to={`/claims/${first.policyId}`}>{t('home.oneStepAct')}</Link>
        </p>
      )}
      <p className="meta">
        {awarded > 0 && <strong>{t('home.awarded', { amount: largeMoney(awarded, language) })}</strong>}
        <span>{t('home.asOf', { day: dayText(asOf, language) })}</span>
        <Link to="/data-use">{t('home.dataUse')}</Link>
      </p>
    </section>
  );
}
