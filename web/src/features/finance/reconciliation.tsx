// The close of each day: ledger = orders = bank, its differences with the way to each, and bank lines that match nothing.
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath, claimOfLeg } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { dayText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { useDay, useReconciliations, type Difference, type Reconciliation as Day } from './desk-queries.ts';
import { UnmatchedLines } from './unmatched-lines.tsx';

export function Reconciliation() {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Page title={t('day.title')} lead={t('day.lead')} isWide>
      <UnmatchedLines />
      <Section id="days" title={t('day.days')} acts={hasRole(usePerson(), 'finance.*') && <CheckDay />}>
        <p className="hint">{t('day.hint')}</p>
        <Loaded query={useReconciliations()} rows={5}>
          {(days) =>
            days.length === 0 ? (
              <p>{t('day.none')}</p>
            ) : (
              <DataTable
                rows={[...days].reverse()}
                columns={columns}
                rowKey={({ id }) => id}
                fileName="daily-close"
                expanded={({ id }) => <Differences day={id} />}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

const TONES = { agreed: 'good', differs: 'bad', 'awaiting-statement': 'wait' };

function useColumns(): Column<Day>[] {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const isChecker = hasRole(usePerson(), 'finance.*');
  return [
    { title: t('day.day'), kind: 'text', value: ({ id }) => id, show: ({ id }) => dayText(id, language) },
    {
      title: t('requests.state'),
      kind: 'text',
      value: ({ state }) => t(`day.${state}`),
      show: ({ state }) => <span className={`tag tag-${TONES[state]}`}>{t(`day.${state}`)}</span>,
    },
    { title: t('day.orders'), kind: 'number', value: ({ orders }) => orders },
    { title: t('orders.lines'), kind: 'number', value: ({ lines }) => lines },
    { title: t('day.ledger'), kind: 'money', value: ({ ledgerFen }) => ledgerFen },
    { title: t('day.order'), kind: 'money', value: ({ orderFen }) => orderFen },
    { title: t('day.bank'), kind: 'money', value: ({ bankFen }) => bankFen },
    { title: t('day.differences'), kind: 'number', value: ({ differences }) => differences },
    { title: t('day.checked'), kind: 'instant', value: ({ checkedAt }) => checkedAt },
    ...(isChecker
      ? [
          {
            title: t('requests.act'),
            kind: 'text' as const,
            isAct: true,
            value: () => undefined,
            show: ({ id }: Day) => <Again day={id} />,
          },
        ]
      : []),
  ];
}

const useCheck = () =>
  useAct({
    send: (day: string, key) =>
      answerOf(
        api.POST('/api/ledger/reconciliations', { params: { header: actHeader(key) }, body: { day } }),
      ),
    changes: ['reconciliations', 'day', 'exceptions'],
  });

function Again({ day }: { readonly day: string }) {
  const { t } = useTranslation('finance');
  const check = useCheck();
  return (
    <>
      <Button size="small" loading={check.isPending} onClick={() => check.mutate(day)}>
        {t('day.again')}
      </Button>
      {check.isError && <ProblemView error={check.error} />}
    </>
  );
}

/** A day that the schedule has not closed yet, today included. */
function CheckDay() {
  const { t } = useTranslation('finance');
  const [day, choose] = useState('');
  const check = useCheck();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day !== '' && !check.isPending) check.mutate(day);
  };
  return (
    <form className="acts" onSubmit={submit}>
      <input
        className="input"
        style={{ width: 'auto' }}
        type="date"
        aria-label={t('day.day')}
        value={day}
        onChange={({ target }) => choose(target.value)}
      />
      <Button htmlType="submit" disabled={day === ''} loading={check.isPending}>
        {t('day.check')}
      </Button>
      {check.isError && <ProblemView error={check.error} />}
    </form>
  );
}

/** Looked at again when it is opened: what was put right meanwhile is no longer shown. */
function Differences({ day }: { readonly day: string }) {
  const { t } = useTranslation('finance');
  const columns = useDifferenceColumns();
  return (
    <Loaded query={useDay(day)} rows={2}>
      {({ differences, awaiting, lines }) => (
        <div className="stack">
          {awaiting > 0 && <Alert type="info" showIcon title={t('day.awaiting', { awaiting, lines })} />}
          {differences.length === 0 ? (
            <p>{t('day.noDifference', { lines })}</p>
          ) : (
            <DataTable
              rows={differences}
              columns={columns}
              rowKey={({ endToEndId }) => endToEndId}
              fileName={`differences-${day}`}
            />
          )}
        </div>
      )}
    </Loaded>
  );
}

function useDifferenceColumns(): Column<Difference>[] {
  const { t } = useTranslation('finance');
  return [
    {
      title: t('order.case'),
      kind: 'text',
      value: ({ legId }) => legId,
      show: ({ legId }) => <Link to={applicationPath(claimOfLeg(legId).split('~')[0] ?? '')}>{legId}</Link>,
    },
    {
      title: t('orders.id'),
      kind: 'text',
      value: ({ orderId }) => orderId,
      show: ({ orderId }) => <Link to={`/orders/${orderId}`}>{t('file.orderOpen')}</Link>,
    },
    { title: t('orders.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
    { title: t('day.ledger'), kind: 'money', value: ({ ledgerFen }) => ledgerFen },
    { title: t('day.order'), kind: 'money', value: ({ orderFen }) => orderFen },
    { title: t('day.bank'), kind: 'money', value: ({ bankFen }) => bankFen },
    { title: t('order.endToEnd'), kind: 'text', value: ({ endToEndId }) => endToEndId },
  ];
}
