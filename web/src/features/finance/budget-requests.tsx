// Requests to fund or cut: a second person approves, and sees in numbers what that does.
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { yuan } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { useBudgetRequests, useMoneyNames, type BudgetRequest } from './queries.ts';

export function BudgetRequests() {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Section id="requests" title={t('requests.title')}>
      <Loaded query={useBudgetRequests()} rows={2}>
        {(requests) => {
          const waiting = requests.filter(({ state }) => state === 'requested');
          if (waiting.length === 0) return <p className="hint">{t('requests.none')}</p>;
          return (
            <DataTable rows={waiting} columns={columns} rowKey={({ id }) => id} fileName="budget-requests" />
          );
        }}
      </Loaded>
    </Section>
  );
}

function useColumns(): Column<BudgetRequest>[] {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  return [
    { title: t('budgets.policy'), kind: 'text', value: ({ policyId }) => names.policy(policyId) },
    { title: t('budgets.source'), kind: 'text', value: ({ source }) => names.source(source) },
    { title: t('requests.kind'), kind: 'text', value: ({ kind }) => t(`requests.${kind}`) },
    { title: t('requests.amount'), kind: 'money', value: ({ amountFen }) => amountFen, hasNoTotal: true },
    { title: t('budgets.quota'), kind: 'text', value: ({ quotaNumber }) => quotaNumber },
    { title: t('requests.by'), kind: 'text', value: ({ requestedBy }) => requestedBy },
    { title: t('requests.at'), kind: 'instant', value: ({ requestedAt }) => requestedAt },
    {
      title: t('requests.act'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: (request) => <Approve request={request} />,
    },
  ];
}

function Approve({ request }: { readonly request: BudgetRequest }) {
  const { t } = useTranslation('finance');
  const { policy, source } = useMoneyNames();
  const person = usePerson();
  const approve = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/budgets/{id}/approval', {
          params: { path: { id: request.id }, header: actHeader(key) },
        }),
      ),
    changes: ['budgets', 'budget-requests', 'entries'],
  });
  if (!hasRole(person, 'finance.checker')) return null;
  if (request.requestedBy === person.sub) return <span className="hint">{t('requests.own')}</span>;
  return (
    <ConfirmAct
      label={t('requests.approve')}
      act={approve}
      isPrimary
      says={t(request.amountFen === 0 ? 'requests.wholeSays' : 'requests.approveSays', {
        payBy: request.payBy ?? '',
        policy: policy(request.policyId),
        source: source(request.source),
        kind: t(`requests.${request.kind}`),
        amount: yuan(request.amountFen),
        quota: request.quotaNumber,
        by: request.requestedBy,
      })}
    />
  );
}
