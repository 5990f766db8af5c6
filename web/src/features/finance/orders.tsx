// Payment orders: what waits for release first; other states and each policy's orders by a filter that stays in the address.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../kit/page.tsx';
import { OrdersTable } from './orders-table.tsx';
import { useMoneyNames, usePolicyHeads, type OrderState } from './queries.ts';

/** States with a list of their own; settled orders are found by their policy. */
const STATES: readonly OrderState[] = ['prepared', 'released', 'sent'];

const stateOf = (text: string | null): OrderState => STATES.find((state) => state === text) ?? 'prepared';

export function Orders() {
  const { t } = useTranslation('finance');
  const [address] = useSearchParams();
  const policyId = address.get('policy') ?? '';
  const state = stateOf(address.get('state'));
  return (
    <Page title={t('orders.title')} lead={t('orders.lead')} isWide>
      <Filters state={state} policyId={policyId} />
      <div className="surface">
        <OrdersTable which={policyId === '' ? { state } : { policyId }} />
      </div>
    </Page>
  );
}

function Filters({ state, policyId }: { readonly state: OrderState; readonly policyId: string }) {
  const { t } = useTranslation('finance');
  const { t: kit } = useTranslation('kit');
  const [, setAddress] = useSearchParams();
  const policies = usePolicyHeads().data ?? [];
  const names = useMoneyNames();
  return (
    <search className="surface filters">
      <label>
        {t('orders.state')}
        <select
          className="input"
          value={policyId === '' ? state : ''}
          onChange={({ target }) => setAddress({ state: target.value }, { replace: true })}
        >
          {policyId !== '' && <option value="" />}
          {STATES.map((each) => (
            <option key={each} value={each}>
              {kit(`state.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('orders.policy')}
        <select
          className="input"
          value={policyId}
          onChange={({ target }) =>
            setAddress(target.value === '' ? {} : { policy: target.value }, { replace: true })
          }
        >
          <option value="">{t('orders.byState')}</option>
          {policies.map(({ id }) => (
            <option key={id} value={id}>
              {names.policy(id)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
