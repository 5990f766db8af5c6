// One payment order as its checker must see it: each payment with its payee and the source facts of its case, then the release.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath, budgetPath, claimOfLeg } from '../../kit/case-path.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Decision } from '../../kit/decision.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money, yuan } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { hasRole, LEDGER_VIEWERS, usePerson } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { useOrderDesk, type DeskLine, type OrderDesk } from './desk-queries.ts';
import { EntriesTable } from './entries-table.tsx';
import { PlaceHold } from './hold-acts.tsx';
import { isFree, OrderChecks } from './order-checks.tsx';
import {
  useCase,
  useMoneyNames,
  useOrder,
  usePolicyDocument,
  type Order,
  type OrderLine,
} from './queries.ts';

export function OrderPage() {
  const { orderId = '' } = useParams();
  const { t } = useTranslation('finance');
  const person = usePerson();
  const desk = useOrderDesk(orderId);
  return (
    <Page title={t('order.title', { id: orderId })} isWide>
      <Loaded query={useOrder(orderId)} rows={8}>
        {(order) => (
          <>
            <Head order={order} />
            <Loaded query={desk} rows={5}>
              {(shown) =>
                order.state === 'prepared' ? (
                  <OrderChecks order={order} desk={shown}>
                    <Acts order={order} desk={shown} />
                  </OrderChecks>
                ) : null
              }
            </Loaded>
            <Lines order={order} desk={desk.data} />
            {hasRole(person, ...LEDGER_VIEWERS) && (
              <Section id="entries" title={t('order.entries')}>
                <EntriesTable subject={`order:${order.id}`} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface OrderProps {
  readonly order: Order;
  /** What the sources say of it, once that is there. */
  readonly desk: OrderDesk | undefined;
}

function Head({ order }: Pick<OrderProps, 'order'>) {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const names = useMoneyNames();
  const nameOf = usePersonName();
  return (
    <section className="surface hero" aria-label={t('orders.title')}>
      <p className="figures" style={{ alignItems: 'center' }}>
        <span className="figure">{money(order.totalFen)}</span>
        <StateTag state={order.state} />
      </p>
      <dl className="facts" style={{ marginTop: 10 }}>
        <dt>{t('orders.policy')}</dt>
        <dd>
          <Link to={`/library/${order.policyId}`}>{names.policy(order.policyId)}</Link>
        </dd>
        <dt>{t('order.payer')}</dt>
        <dd>
          {order.payer.name} <code>{order.payer.account}</code>
        </dd>
        <dt>{t('order.execution')}</dt>
        <dd>{dayText(order.executionDay, language)}</dd>
        <dt>{t('orders.preparedBy')}</dt>
        <dd>{nameOf(order.preparedBy)}</dd>
        {order.releasedBy !== undefined && (
          <>
            <dt>{t('orders.releasedBy')}</dt>
            <dd>{nameOf(order.releasedBy)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

const useOrderAct = (
  path: '/api/payment-orders/{id}/release' | '/api/payment-orders/{id}/preparation',
  id: string,
) =>
  useAct({
    send: (_: void, key) => answerOf(api.POST(path, { params: { path: { id }, header: actHeader(key) } })),
    changes: ['order', 'order-desk', 'orders', 'budgets', 'entries'],
  });

function Acts({ order, desk }: OrderProps) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const release = useOrderAct('/api/payment-orders/{id}/release', order.id);
  const take = useOrderAct('/api/payment-orders/{id}/preparation', order.id);
  const isOwn = order.preparedBy === person.sub;
  const isChecker = hasRole(person, 'finance.checker');
  return (
    <div className="acts" style={{ marginTop: 12 }}>
      {hasRole(person, 'unit.maker', 'finance.maker') && !isOwn && (
        <ConfirmAct label={t('order.take')} act={take} says={t('order.takeSays')} />
      )}
      {isChecker && !isOwn && desk && isFree(desk) && (
        <ConfirmAct
          label={t('order.release')}
          act={release}
          isPrimary
          says={t('order.releaseSays', {
            lines: order.lines.length,
            amount: yuan(order.totalFen),
            payees: new Set(order.lines.map(({ payee }) => payee.account)).size,
            payer: order.payer.name,
          })}
        />
      )}
      {isChecker && isOwn && <span className="hint">{t('order.own')}</span>}
      {isChecker && desk && !isFree(desk) && <span className="hint">{t('order.heldHint')}</span>}
    </div>
  );
}

function Lines({ order, desk }: OrderProps) {
  const { t } = useTranslation('finance');
  const shared = order.lines.length - new Set(order.lines.map(({ payee }) => payee.account)).size;
  const columns = useColumns(desk);
  return (
    <Section id="lines" title={t('order.lines')}>
      {order.state === 'prepared' && <p className="hint">{t('order.facts')}</p>}
      {shared > 0 && <Alert type="warning" showIcon title={t('order.samePayee', { count: shared + 1 })} />}
      <DataTable
        rows={order.lines}
        columns={columns}
        rowKey={({ legId }) => legId}
        fileName={order.id}
        expanded={(line) => (
          <SourceFacts line={line} desk={desk?.lines.find(({ legId }) => legId === line.legId)} />
        )}
      />
    </Section>
  );
}

const LINE_TONES = { open: 'move', paid: 'good', rejected: 'bad', returned: 'bad', 'taken-back': 'still' };

function useColumns(desk: OrderDesk | undefined): Column<OrderLine>[] {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  const caseOf = ({ legId }: OrderLine) => claimOfLeg(legId).split('~')[0] ?? '';
  const byLeg = new Map((desk?.lines ?? []).map((line) => [line.legId, line]));
  const stateOf = ({ legId }: OrderLine) => byLeg.get(legId)?.state;
  return [
    { title: t('order.payee'), kind: 'text', value: ({ payee }) => payee.name },
    { title: t('order.account'), kind: 'text', value: ({ payee }) => payee.account },
    { title: t('orders.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
    {
      title: t('line.state'),
      kind: 'text',
      value: (line) => {
        const state = stateOf(line);
        return state && t(`line.${state}`);
      },
      show: (line) => {
        const state = stateOf(line);
        return state && <span className={`tag tag-${LINE_TONES[state]}`}>{t(`line.${state}`)}</span>;
      },
    },
    {
      title: t('line.account'),
      kind: 'text',
      value: ({ legId }) => byLeg.get(legId)?.account?.verifiedBy,
      show: ({ legId }) => <AccountWord line={byLeg.get(legId)} />,
    },
    {
      title: t('budgets.source'),
      kind: 'text',
      value: ({ budgetId }) => budgetId,
      show: ({ budgetId }) => (
        <Link to={budgetPath(budgetId)}>{names.source(budgetId.slice(budgetId.lastIndexOf('.') + 1))}</Link>
      ),
    },
    {
      title: t('order.case'),
      kind: 'text',
      value: caseOf,
      show: (line) => <Link to={applicationPath(caseOf(line))}>{t('order.caseOpen')}</Link>,
    },
    { title: t('order.bank'), kind: 'text', value: ({ payee }) => payee.clearingMember },
    { title: t('order.endToEnd'), kind: 'text', value: ({ endToEndId }) => endToEndId },
  ];
}

function AccountWord({ line }: { readonly line: DeskLine | undefined }) {
  const { t } = useTranslation('finance');
  const nameOf = usePersonName();
  const account = line?.account;
  if (!account) return null;
  return (
    <>
      {t('line.verifiedBy', { by: nameOf(account.verifiedBy) })}
      {account.changing && (
        <span className="tag tag-wait" style={{ marginLeft: 6 }}>
          {t(`line.${account.changing}`, { day: account.changesOn ?? '' })}
        </span>
      )}
    </>
  );
}

/** The checker sees the facts that departments gave, not the maker's summary. */
function SourceFacts({ line, desk }: { readonly line: OrderLine; readonly desk: DeskLine | undefined }) {
  const { t } = useTranslation('finance');
  const applicationId = claimOfLeg(line.legId).split('~')[0] ?? '';
  const policy = usePolicyDocument(applicationId.split('.')[0] ?? '');
  return (
    <div className="stack">
      {desk && (
        <p className="meta">
          <span>
            {desk.enterpriseName} <code>{desk.uscc}</code>
          </span>
          {desk.awardedFen !== undefined && (
            <span>{t('line.awarded', { awarded: money(desk.awardedFen), paid: money(line.amountFen) })}</span>
          )}
          {desk.bankReason !== undefined && <span>{t('line.bankReason', { reason: desk.bankReason })}</span>}
          {desk.hold && <span className="tag tag-bad">{t('line.held', { reason: desk.hold.reason })}</span>}
          <PlaceHold
            kind="payee"
            id={desk.uscc ?? ''}
            label={t('line.holdPayee')}
            {...(desk.enterpriseName !== undefined && { name: desk.enterpriseName })}
          />
        </p>
      )}
      <Loaded query={useCase(applicationId)}>
        {(shown) => <Decision shown={shown} words={policy.data?.conditions} idPrefix={line.endToEndId} />}
      </Loaded>
    </div>
  );
}
