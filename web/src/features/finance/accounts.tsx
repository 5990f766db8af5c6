// Where payees are paid: what waits to be verified by a second person, what is in force, and what becomes so after its cooling time.
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { hasRole, usePerson } from '../../kit/session.ts';
import { ageText, dayText, instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { AccountForm } from './account-form.tsx';
import { useRegistration, useWaitingAccounts, type Account, type Registration } from './desk-queries.ts';

export function Accounts() {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const own = person.actsFor[0];
  return (
    <Page
      title={t('accounts.title')}
      lead={t(own === undefined ? 'accounts.lead' : 'accounts.ownLead')}
      isWide
    >
      {own === undefined ? (
        <>
          <Waiting />
          <LookUp />
        </>
      ) : (
        <Own uscc={own} />
      )}
    </Page>
  );
}

function Waiting() {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Section id="waiting" title={t('accounts.waiting')}>
      <Loaded query={useWaitingAccounts()} rows={3}>
        {(accounts) =>
          accounts.length === 0 ? (
            <p className="hint">{t('accounts.noneWaiting')}</p>
          ) : (
            <DataTable rows={accounts} columns={columns} rowKey={({ id }) => id} fileName="payee-accounts" />
          )
        }
      </Loaded>
    </Section>
  );
}

function useColumns(): Column<Account>[] {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  return [
    { title: t('order.payee'), kind: 'text', value: ({ proposed }) => proposed?.payee.name },
    { title: t('accounts.payeeId'), kind: 'text', value: ({ id }) => id },
    { title: t('order.account'), kind: 'text', value: ({ proposed }) => proposed?.payee.account },
    { title: t('order.bank'), kind: 'text', value: ({ proposed }) => proposed?.payee.clearingMember },
    {
      title: t('accounts.replaces'),
      kind: 'text',
      value: ({ current }) => current?.payee.account ?? t('accounts.first'),
    },
    { title: t('requests.by'), kind: 'text', value: ({ proposed }) => proposed?.proposedBy },
    {
      title: t('holds.age'),
      kind: 'instant',
      value: ({ proposed }) => proposed?.proposedAt,
      show: ({ proposed }) => proposed && ageText(proposed.proposedAt, language),
    },
    {
      title: t('requests.act'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: (account) => <Verify account={account} />,
    },
  ];
}

/** The second person: whoever registered it is not offered to. */
function Verify({ account }: { readonly account: Account }) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const verify = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/payee-accounts/{id}/verification', {
          params: { path: { id: account.id }, header: actHeader(key) },
        }),
      ),
    changes: ['accounts', 'registration'],
  });
  const { proposed, current } = account;
  if (!proposed || !hasRole(person, 'unit.maker', 'finance.*')) return null;
  if (proposed.proposedBy === person.sub) return <span className="hint">{t('accounts.own')}</span>;
  const { name, account: number, clearingMember } = proposed.payee;
  return (
    <ConfirmAct
      label={t('accounts.verify')}
      act={verify}
      isPrimary
      says={
        <>
          <p>{t('accounts.verifySays', { name, account: number, bank: clearingMember })}</p>
          <p>{t(current ? 'accounts.verifyCools' : 'accounts.verifyAtOnce')}</p>
        </>
      }
    />
  );
}

/** By the payee's code, which stays in the address. */
function LookUp() {
  const { t } = useTranslation('finance');
  const [address, setAddress] = useSearchParams();
  const payee = address.get('payee') ?? '';
  const [text, write] = useState(payee);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setAddress(text.trim() === '' ? {} : { payee: text.trim() }, { replace: true });
  };
  return (
    <Section id="look-up" title={t('accounts.lookUp')}>
      <form className="filters" role="search" onSubmit={look}>
        <label>
          {t('accounts.payeeId')}
          <input className="input" value={text} onChange={({ target }) => write(target.value)} />
        </label>
        <Button htmlType="submit">{t('accounts.show')}</Button>
      </form>
      {payee !== '' && <Registered uscc={payee} />}
    </Section>
  );
}

function Own({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('finance');
  return (
    <>
      <Section id="own" title={t('accounts.registered')}>
        <Registered uscc={uscc} />
      </Section>
      <Section id="change" title={t('accounts.change')}>
        <AccountForm uscc={uscc} />
      </Section>
    </>
  );
}

function Registered({ uscc }: { readonly uscc: string }) {
  return <Loaded query={useRegistration(uscc)}>{(shown) => <Standing shown={shown} />}</Loaded>;
}

function Standing({ shown: { account, today, coolingWorkingDays } }: { readonly shown: Registration }) {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const nameOf = usePersonName();
  if (!account) return <p style={{ marginTop: 10 }}>{t('accounts.notRegistered')}</p>;
  const { current, next, proposed } = account;
  const isCooling = next !== undefined && next.effectiveFrom > today;
  const inForce = next && !isCooling ? next : current;
  return (
    <dl className="facts" style={{ marginTop: 12 }}>
      {inForce && (
        <>
          <dt>{t('accounts.inForce')}</dt>
          <dd>
            {inForce.payee.name} <code>{inForce.payee.account}</code> {inForce.payee.clearingMember}
            <p className="hint">
              {t('accounts.verifiedBy', {
                by: nameOf(inForce.verifiedBy),
                at: instantText(inForce.verifiedAt, language),
              })}
            </p>
          </dd>
        </>
      )}
      {isCooling && (
        <>
          <dt>{t('accounts.cooling')}</dt>
          <dd>
            {next.payee.name} <code>{next.payee.account}</code>
            <Alert
              type="warning"
              showIcon
              title={t('accounts.coolingSays', {
                day: dayText(next.effectiveFrom, language),
                days: coolingWorkingDays,
              })}
            />
          </dd>
        </>
      )}
      {proposed && (
        <>
          <dt>{t('accounts.proposed')}</dt>
          <dd>
            {proposed.payee.name} <code>{proposed.payee.account}</code>
            <p className="hint">{t('accounts.proposedSays', { by: proposed.proposedBy })}</p>
          </dd>
        </>
      )}
    </dl>
  );
}
