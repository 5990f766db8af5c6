// What finance must decide: payment orders that wait for release and budget requests that wait for a second person.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { ageText } from '../../kit/time.ts';
import {
  usePolicyTitle,
  useWaitingOrders,
  useWaitingRequests,
  type BudgetRequest,
  type Order,
} from './queries.ts';

const CHECKER = 'finance.checker';

export function WaitingMoney() {
  return (
    <>
      <Orders />
      <Requests />
    </>
  );
}

function Orders() {
  const { t } = useTranslation('inbox');
  const { language } = useLanguage();
  const titleOf = usePolicyTitle();
  const columns: Column<Order>[] = [
    {
      title: t('orders.id'),
      kind: 'text',
      value: ({ id }) => id,
      show: ({ id }) => <Link to={`/orders/${id}`}>{id}</Link>,
    },
    { title: t('column.policy'), kind: 'text', value: ({ policyId }) => titleOf(policyId) },
    { title: t('orders.lines'), kind: 'number', value: ({ lines }) => lines.length },
    { title: t('column.amount'), kind: 'money', value: ({ totalFen }) => totalFen },
    { title: t('column.owner'), kind: 'text', value: () => CHECKER },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ preparedAt }) => preparedAt,
      show: ({ preparedAt }) => ageText(preparedAt, language),
    },
  ];
  return (
    <Section id="orders" title={t('orders.title')}>
      <Loaded query={useWaitingOrders(true)} rows={3}>
        {(orders) =>
          orders.length === 0 ? (
            <p>{t('empty')}</p>
          ) : (
            <DataTable rows={orders} columns={columns} rowKey={({ id }) => id} fileName="orders-waiting" />
          )
        }
      </Loaded>
    </Section>
  );
}

function Requests() {
  const { t } = useTranslation('inbox');
  const { language } = useLanguage();
  const titleOf = usePolicyTitle();
  const columns: Column<BudgetRequest>[] = [
    { title: t('column.policy'), kind: 'text', value: ({ policyId }) => titleOf(policyId) },
    { title: t('column.kind'), kind: 'text', value: ({ kind }) => t(`requests.${kind}`) },
    { title: t('column.amount'), kind: 'money', value: ({ amountFen }) => amountFen, hasNoTotal: true },
    { title: t('column.owner'), kind: 'text', value: () => CHECKER },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ requestedAt }) => requestedAt,
      show: ({ requestedAt }) => ageText(requestedAt, language),
    },
  ];
  return (
    <Section id="requests" title={t('requests.title')} acts={<Link to="/budgets">{t('requests.go')}</Link>}>
      <Loaded query={useWaitingRequests(true)} rows={2}>
        {(requests) =>
          requests.length === 0 ? (
            <p>{t('empty')}</p>
          ) : (
            <DataTable rows={requests} columns={columns} rowKey={({ id }) => id} fileName="budget-requests" />
          )
        }
      </Loaded>
    </Section>
  );
}
