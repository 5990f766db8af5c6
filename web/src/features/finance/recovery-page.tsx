// One adjustment from proposal to its end: what stands, who said what, what is owed and came back, and the next act for its person.
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { hasRole, LEDGER_VIEWERS, usePerson } from '../../kit/session.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { useRecovery, type Recovery } from './desk-queries.ts';
import { EntriesTable } from './entries-table.tsx';
import { useMoneyNames } from './queries.ts';
import { owedFen, RecoveryActs, repaidFen } from './recovery-acts.tsx';

export function RecoveryPage() {
  const { recoveryId = '' } = useParams();
  const { t } = useTranslation('finance');
  const seesLedger = hasRole(usePerson(), ...LEDGER_VIEWERS);
  return (
    <Page title={t('recovery.title')} lead={<code>{recoveryId}</code>} isWide>
      <Loaded query={useRecovery(recoveryId)} rows={8}>
        {(recovery) => (
          <>
            <Head recovery={recovery} />
            <RecoveryActs recovery={recovery} />
            {recovery.repayments.length > 0 && <Repayments recovery={recovery} />}
            {seesLedger && (
              <Section id="entries" title={t('order.entries')}>
                <EntriesTable subject={`recovery:${recovery.id}`} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Head({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('finance');
  const { differenceFen, state, claimedFen, correctFen, shares, restoredFen } = recovery;
  const figures = [
    { word: t('recoveries.claimed'), amountFen: claimedFen },
    { word: t('recoveries.correct'), amountFen: correctFen },
    ...(shares.length > 0
      ? [
          { word: t('recovery.owed'), amountFen: owedFen(recovery) },
          { word: t('recovery.back'), amountFen: repaidFen(recovery) },
          { word: t('recovery.restored'), amountFen: restoredFen },
        ]
      : []),
  ];
  return (
    <section className="surface hero" aria-label={t('recovery.title')}>
      <p className="figures" style={{ alignItems: 'center' }}>
        <span className="figure">{money(Math.abs(differenceFen))}</span>
        <span>{t(differenceFen > 0 ? 'recovery.toPay' : 'recovery.toRecover')}</span>
        <span className="tag">{t(`recovery.${state}`)}</span>
      </p>
      <div className="figures" style={{ marginTop: 10 }}>
        {figures.map(({ word, amountFen }) => (
          <div key={word}>
            <span className="hint">{word}</span>
            <strong>{money(amountFen)}</strong>
          </div>
        ))}
      </div>
      <Facts recovery={recovery} />
    </section>
  );
}

function Facts({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const names = useMoneyNames();
  const { hearing, repayBy, approvedBy, noticedAt } = recovery;
  return (
    <dl className="facts" style={{ marginTop: 12 }}>
      <dt>{t('order.case')}</dt>
      <dd>
        <Link to={applicationPath(recovery.applicationId)}>{recovery.applicationId}</Link>
      </dd>
      <dt>{t('budgets.policy')}</dt>
      <dd>{names.policy(recovery.policyId)}</dd>
      <dt>{t('recoveries.cause')}</dt>
      <dd>{t(`cause.${recovery.cause}`)}</dd>
      <dt>{t('recoveries.reason')}</dt>
      <dd>{recovery.reason}</dd>
      <dt>{t('recoveries.proposedBy')}</dt>
      <dd>
        {recovery.proposedBy} · {instantText(recovery.proposedAt, language)}
      </dd>
      {approvedBy !== undefined && (
        <>
          <dt>{t('recovery.approvedBy')}</dt>
          <dd>
            {approvedBy}
            {noticedAt !== undefined && ` · ${instantText(noticedAt, language)}`}
          </dd>
        </>
      )}
      {hearing && (
        <>
          <dt>{t('recovery.hearing')}</dt>
          <dd>
            {t(`outcome.${hearing.outcome}`)} · {hearing.by}
            <p>{hearing.statement}</p>
          </dd>
        </>
      )}
      {repayBy !== undefined && (
        <>
          <dt>{t('recoveries.repayBy')}</dt>
          <dd>{dayText(repayBy, language)}</dd>
        </>
      )}
    </dl>
  );
}

type Repayment = Recovery['repayments'][number];

function Repayments({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('finance');
  const columns: Column<Repayment>[] = [
    { title: t('entry.at'), kind: 'instant', value: ({ at }) => at },
    { title: t('requests.kind'), kind: 'text', value: ({ kind }) => t(`repayment.${kind}`) },
    { title: t('orders.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
    { title: t('file.reference'), kind: 'text', value: ({ reference }) => reference },
    { title: t('entry.by'), kind: 'text', value: ({ by }) => by },
  ];
  return (
    <Section id="repayments" title={t('recovery.repayments')}>
      <DataTable
        rows={recovery.repayments}
        columns={columns}
        rowKey={({ reference }) => reference}
        fileName={`repayments-${recovery.id}`}
      />
    </Section>
  );
}
