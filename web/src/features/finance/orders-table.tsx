// Payment orders as a table, by state or of one policy.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { useHolds, useStops, type Hold } from './desk-queries.ts';
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

/** What keeps a whole order from being sent; holds on single payees are seen on its page. */
function useOrderHold(): (order: Order) => Hold | undefined {
  const holds = [...(useStops().data ?? []), ...(useHolds().data ?? [])];
  return ({ id, policyId, rail }) =>
    holds.find(
      (hold) =>
        (hold.kind === 'stop-rail' && hold.id === rail) ||
        ((hold.kind === 'stop-policy' || hold.kind === 'policy') && hold.id === policyId) ||
        (hold.kind === 'order' && hold.id === id),
    );
}

function useColumns(): Column<Order>[] {
  const { t } = useTranslation('finance');
  const { t: kit } = useTranslation('kit');
  const names = useMoneyNames();
  const nameOf = usePersonName();
  const holdOf = useOrderHold();
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
    {
      title: t('orders.payees'),
      kind: 'number',
      value: ({ lines }) => new Set(lines.map(({ payee }) => payee.account)).size,
    },
    { title: t('orders.openLines'), kind: 'number', value: ({ openLines }) => openLines },
    { title: t('orders.amount'), kind: 'money', value: ({ totalFen }) => totalFen },
    {
      title: t('orders.hold'),
      kind: 'text',
      value: (order) => holdOf(order)?.reason,
      show: (order) => {
        const hold = holdOf(order);
        return hold && <span className="tag tag-bad">{t(`holds.${hold.kind}`)}</span>;
      },
    },
    { title: t('orders.prepared'), kind: 'instant', value: ({ preparedAt }) => preparedAt },
    { title: t('orders.preparedBy'), kind: 'text', value: ({ preparedBy }) => nameOf(preparedBy) },
    {
      title: t('orders.releasedBy'),
      kind: 'text',
      value: ({ releasedBy }) => (releasedBy === undefined ? undefined : nameOf(releasedBy)),
    },
  ];
}
