// Payment orders as a table, by state or of one policy.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { useMoneyNames, useOrders, type Order } from './queries.ts';

export function OrdersTable({ which }: { readonly which: Parameters<typeof useOrders>[0] }) {
  const columns = useColumns();
  return (
    <Loaded query={useOrders(which)} rows={6}>
      {(orders) => (
        <DataTable rows={orders} columns={columns} rowKey={({ id }) => id} fileName="payment-orders" />
      )}
    </Loaded>
  );
}

function useColumns(): Column<Order>[] {
  const { t } = useTranslation('finance');
  const { t: kit } = useTranslation('kit');
  const names = useMoneyNames();
  const nameOf = usePersonName();
  return [
    {
      title: t('orders.id'),
      kind: 'text',
      value: ({ id }) => id,
      show: ({ id }) => <Link to={`/orders/${id}`}>{id}</Link>,
    },
    { title: t('orders.policy'), kind: 'text', value: ({ policyId }) => names.policy(policyId) },
    {
      title: t('orders.state'),
      kind: 'text',
      value: ({ state }) => kit(`state.${state}`),
      show: ({ state }) => <StateTag state={state} />,
    },
    { title: t('orders.lines'), kind: 'number', value: ({ lines }) => lines.length },
    { title: t('orders.openLines'), kind: 'number', value: ({ openLines }) => openLines },
    { title: t('orders.amount'), kind: 'money', value: ({ totalFen }) => totalFen },
    { title: t('orders.prepared'), kind: 'instant', value: ({ preparedAt }) => preparedAt },
    { title: t('orders.preparedBy'), kind: 'text', value: ({ preparedBy }) => nameOf(preparedBy) },
    {
      title: t('orders.releasedBy'),
      kind: 'text',
      value: ({ releasedBy }) => (releasedBy === undefined ? undefined : nameOf(releasedBy)),
    },
  ];
}
