// One page before the one button: what will be asked of whom, what is promised, where the money goes.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { actHeader, answerOf, api, newActKey } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { FirstInstalment } from './first-instalment.tsx';
import { useKeyTitle } from './key-title.ts';
import { isSendable, type ListRow } from './list-rows.ts';
import { Questions } from './questions.tsx';
import { useMatches, usePayeeAccount, usePolicy, useUscc, type Match, type ShownPolicy } from './queries.ts';

/** Most policies are not claimed by person: the table comes with the list. */
const EmployeeList = lazy(async () => ({ default: (await import('./employee-list.tsx')).EmployeeList }));

export function ClaimPage() {
  const { policyId = '' } = useParams();
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const uscc = useUscc();
  const policy = usePolicy(policyId);
  const matches = useMatches(uscc);
  const match = matches.data?.matches.find((each) => each.policyId === policyId);
  return (
    <Page
      title={
        policy.data ? t('claim.title', { policy: pick(policy.data.document.title) }) : t('claim.confirm')
      }
      lead={t('claim.lead')}
    >
      <Loaded query={matches}>
        {() => <Loaded query={policy}>{(shown) => <Claim uscc={uscc} shown={shown} match={match} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

interface ClaimProps {
  readonly uscc: string;
  readonly shown: ShownPolicy;
  readonly match: Match | undefined;
}

function Claim({ uscc, shown, match }: ClaimProps) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const { document, questions, policy } = shown;
  const stop = useStop(match);
  const keyTitle = useKeyTitle(shown);
  const [rows, setRows] = useState<readonly ListRow[]>();
  return (
    <>
      {match && match.amountFen !== null && match.outcome !== 'ineligible' && (
        <section className="surface hero" aria-label={t('claim.amount')}>
          <p>{t('claim.amount')}</p>
          <p className="figure">{money(match.amountFen)}</p>
          <FirstInstalment of={match.firstInstalment} />
        </section>
      )}
      {stop}
      <Section id="asks" title={t('claim.asks')}>
        <Questions questions={questions} words={shown.conditions} />
      </Section>
      {keyTitle !== undefined && stop === undefined && (
        <Suspense fallback={<div className="surface" />}>
          <EmployeeList title={keyTitle} rows={rows} onChange={setRows} />
        </Suspense>
      )}
      <Section id="payee" title={t('claim.payee')}>
        {document.kind === 'waiver' ? (
          <p>{t('claim.noCash')}</p>
        ) : (
          <>
            {document.payees.some(({ kind }) => kind !== 'enterprise') && (
              <p>{document.payees.map((payee) => pick(payee)).join(' / ')}</p>
            )}
            {document.payees.some(({ kind }) => kind === 'enterprise') && <Payee uscc={uscc} />}
          </>
        )}
      </Section>
      <Section id="commitment" title={t('claim.commitment')}>
        <p className="commitment">{pick(document.commitment)}</p>
        <p className="hint">
          <Link to={`/library/${policy.id}`}>{t('claim.text')}</Link>
        </p>
        {stop === undefined && <Confirm uscc={uscc} policyId={policy.id} rows={rows} />}
      </Section>
    </>
  );
}

/** Says why there is nothing to confirm: claimed already, paid without applying, or not fitting. */
function useStop(match: Match | undefined) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  if (match?.applied && !['refused', 'withdrawn'].includes(match.applied.state)) {
    return (
      <Alert
        type="info"
        showIcon
        title={t('claim.standing')}
        action={<Link to={applicationPath(match.applied.id)}>{t('match.see')}</Link>}
      />
    );
  }
  if (match?.mode === 'automatic') return <Alert type="info" showIcon title={t('claim.automatic')} />;
  if (match?.outcome !== 'ineligible') return undefined;
  const reasons = match.failed.map((condition) => <li key={condition.name}>{pick(condition)}</li>);
  return <Alert type="warning" showIcon title={t('claim.ineligible')} description={<ul>{reasons}</ul>} />;
}

function Payee({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('claim');
  return (
    <Loaded query={usePayeeAccount(uscc)} rows={1}>
      {({ account, source }) =>
        account ? (
          <p>
            {account.name}
            <br />
            <span className="amount">{account.masked}</span>{' '}
            <span className="hint">
              {t(source === 'registered' ? 'claim.payeeRegistered' : 'claim.payeeBank')}
            </span>
          </p>
        ) : (
          <p>{t('claim.payeeNone')}</p>
        )
      }
    </Loaded>
  );
}

interface ConfirmProps {
  readonly uscc: string;
  readonly policyId: string;
  readonly rows: readonly ListRow[] | undefined;
}

/** The one button. Pressed twice, or sent again after a lost answer, it is one claim: the key stays the same. */
function Confirm({ uscc, policyId, rows }: ConfirmProps) {
  const { t } = useTranslation('claim');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const claim = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/applications', {
          params: { header: actHeader(key.current) },
          body: { policyId, uscc, ...(rows && { lines: rows.map(({ key: person }) => person) }) },
        }),
      ),
    onSuccess: async ({ id }) => {
      await navigate(applicationPath(id), { replace: true });
      void queries.invalidateQueries({ queryKey: ['matches', uscc] });
      void queries.invalidateQueries({ queryKey: ['applications', uscc] });
    },
  });
  return (
    <div className="acts" style={{ marginTop: 16 }}>
      <Button
        type="primary"
        size="large"
        loading={claim.isPending}
        disabled={claim.isPending || claim.isSuccess || !isSendable(rows)}
        onClick={() => claim.mutate()}
      >
        {claim.isPending ? t('claim.sending') : t('claim.confirm')}
      </Button>
      {!isSendable(rows) && <span className="hint">{t('list.notSendable')}</span>}
      {claim.isError && <ProblemView error={claim.error} onRetry={() => claim.mutate()} />}
    </div>
  );
}
