// Awards to be put right: what waits for approval, for the enterprise's word, for its money; the rest is found by enterprise.
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { dayText } from '../../kit/time.ts';
import { useRecoveries, type Recovery, type RecoveryState } from './desk-queries.ts';
import { useMoneyNames } from './queries.ts';

const STATES: readonly RecoveryState[] = ['proposed', 'noticed', 'taking-back', 'receivable'];
/** Who may propose. */
export const PROPOSERS = ['unit.maker', 'staff.reviewer', 'finance.maker'] as const;

export function Recoveries() {
  const { t } = useTranslation('finance');
  const [address] = useSearchParams();
  const uscc = address.get('uscc') ?? '';
  const state = STATES.find((each) => each === address.get('state')) ?? 'proposed';
  const columns = useColumns();
  return (
    <Page
      title={t('recoveries.title')}
      lead={t('recoveries.lead')}
      isWide
      acts={
        hasRole(usePerson(), ...PROPOSERS) && (
          <Link to="/recoveries/new" className="button-link button-link-primary">
            {t('recoveries.new')}
          </Link>
        )
      }
    >
      <Filters state={state} uscc={uscc} />
      <div className="surface">
        <Loaded query={useRecoveries(uscc === '' ? { state } : { uscc })} rows={5}>
          {(recoveries) =>
            recoveries.length === 0 ? (
              <p className="hint">{t('recoveries.none')}</p>
            ) : (
              <DataTable rows={recoveries} columns={columns} rowKey={({ id }) => id} fileName="recoveries" />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Filters({ state, uscc }: { readonly state: RecoveryState; readonly uscc: string }) {
  const { t } = useTranslation('finance');
  const [, setAddress] = useSearchParams();
  const [text, write] = useState(uscc);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setAddress(text.trim() === '' ? {} : { uscc: text.trim().toUpperCase() }, { replace: true });
  };
  return (
    <search className="surface filters">
      <label>
        {t('requests.state')}
        <select
          className="input"
          value={uscc === '' ? state : ''}
          onChange={({ target }) => {
            write('');
            setAddress({ state: target.value }, { replace: true });
          }}
        >
          {uscc !== '' && <option value="" />}
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t(`recovery.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <form className="filters" onSubmit={look}>
        <label>
          {t('recoveries.byEnterprise')}
          <input
            className="input"
            value={text}
            maxLength={18}
            onChange={({ target }) => write(target.value)}
          />
        </label>
        <Button htmlType="submit">{t('accounts.show')}</Button>
      </form>
    </search>
  );
}

function useColumns(): Column<Recovery>[] {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const names = useMoneyNames();
  return [
    {
      title: t('recoveries.id'),
      kind: 'text',
      value: ({ id }) => id,
      show: ({ id }) => <Link to={`/recoveries/${id}`}>{id.slice(0, 10)}…</Link>,
    },
    { title: t('budgets.policy'), kind: 'text', value: ({ policyId }) => names.policy(policyId) },
    { title: t('recoveries.uscc'), kind: 'text', value: ({ uscc }) => uscc },
    { title: t('recoveries.cause'), kind: 'text', value: ({ cause }) => t(`cause.${cause}`) },
    { title: t('recoveries.claimed'), kind: 'money', value: ({ claimedFen }) => claimedFen },
    { title: t('recoveries.correct'), kind: 'money', value: ({ correctFen }) => correctFen },
    { title: t('recoveries.difference'), kind: 'money', value: ({ differenceFen }) => differenceFen },
    {
      title: t('requests.state'),
      kind: 'text',
      value: ({ state }) => t(`recovery.${state}`),
      show: ({ state }) => <span className="tag">{t(`recovery.${state}`)}</span>,
    },
    {
      title: t('recoveries.repayBy'),
      kind: 'text',
      value: ({ repayBy }) => repayBy,
      show: ({ repayBy }) => repayBy !== undefined && dayText(repayBy, language),
    },
    { title: t('recoveries.proposedBy'), kind: 'text', value: ({ proposedBy }) => proposedBy },
  ];
}
