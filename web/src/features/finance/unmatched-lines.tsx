// Bank lines that match no payment: one person says what each is, a second approves, and only then does money move.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { ageText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { useExceptions, type ExceptionCase } from './desk-queries.ts';

/** Cases that a line of a bank's file opened. */
const OF_LINES = [
  'unmatched-line',
  'wrong-amount',
  'contradicting-line',
  'booked-after-return',
  'bank-reversal',
];
const ATTACHABLE = 'unmatched-line';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const amountOf = ({ evidence }: ExceptionCase): number | undefined =>
  typeof evidence['amountFen'] === 'number' ? evidence['amountFen'] : undefined;

export function UnmatchedLines() {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Section id="unmatched" title={t('unmatched.title')}>
      <Loaded query={useExceptions()} rows={3}>
        {(exceptions) => {
          const lines = exceptions.filter(({ reason }) => OF_LINES.includes(reason));
          if (lines.length === 0) return <p className="hint">{t('unmatched.none')}</p>;
          return (
            <DataTable rows={lines} columns={columns} rowKey={({ id }) => id} fileName="unmatched-lines" />
          );
        }}
      </Loaded>
    </Section>
  );
}

function useColumns(): Column<ExceptionCase>[] {
  const { t } = useTranslation('finance');
  const { language, pick } = useLanguage();
  return [
    { title: t('unmatched.what'), kind: 'text', value: (exception) => pick(exception) },
    { title: t('orders.amount'), kind: 'money', value: amountOf, hasNoTotal: true },
    {
      title: t('file.reference'),
      kind: 'text',
      value: ({ evidence }) => text(evidence['bankReference']),
    },
    { title: t('order.endToEnd'), kind: 'text', value: ({ evidence }) => text(evidence['endToEndId']) },
    {
      title: t('holds.age'),
      kind: 'instant',
      value: ({ openedAt }) => openedAt,
      show: ({ openedAt }) => ageText(openedAt, language),
    },
    {
      title: t('requests.act'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: (exception) => <Acts exception={exception} />,
    },
  ];
}

const CHANGES = ['exceptions', 'order', 'order-desk', 'entries', 'budgets', 'reconciliations', 'day'];

function Acts({ exception }: { readonly exception: ExceptionCase }) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const { settlement } = exception;
  return (
    <div className="acts">
      {settlement && (
        <span>
          {t(`unmatched.${settlement.kind}`)}{' '}
          <span className="hint">{t('unmatched.by', { by: settlement.proposedBy })}</span>
        </span>
      )}
      {settlement && hasRole(person, 'finance.checker') && settlement.proposedBy !== person.sub && (
        <Approve exception={exception} />
      )}
      {hasRole(person, 'finance.maker') && <Propose exception={exception} />}
    </div>
  );
}

function Approve({ exception }: { readonly exception: ExceptionCase }) {
  const { t } = useTranslation('finance');
  const { settlement } = exception;
  const approve = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/exceptions/{id}/settlement/approval', {
          params: { path: { id: exception.id }, header: actHeader(key) },
        }),
      ),
    changes: CHANGES,
  });
  const words = {
    amount: money(amountOf(exception) ?? 0),
    leg: settlement?.legId ?? '',
    reason: settlement?.reason ?? '',
    by: settlement?.proposedBy ?? '',
  };
  return (
    <ConfirmAct
      label={t('requests.approve')}
      act={approve}
      isPrimary
      says={t(settlement?.kind === 'attach' ? 'unmatched.attachSays' : 'unmatched.returnSays', words)}
    />
  );
}

interface Asked {
  readonly kind: 'attach' | 'return-to-bank';
  readonly legId: string;
  readonly reason: string;
}

function Propose({ exception }: { readonly exception: ExceptionCase }) {
  const { t } = useTranslation('finance');
  const { t: kit } = useTranslation('kit');
  const canAttach = exception.reason === ATTACHABLE;
  const first: Asked = { kind: canAttach ? 'attach' : 'return-to-bank', legId: '', reason: '' };
  const [isOpen, open] = useState(false);
  const [asked, set] = useState(first);
  const propose = useAct({
    send: ({ kind, legId, reason }: Asked, key) =>
      answerOf(
        api.POST('/api/exceptions/{id}/settlement', {
          params: { path: { id: exception.id }, header: actHeader(key) },
          body: { kind, reason, ...(kind === 'attach' && { legId }) },
        }),
      ),
    changes: CHANGES,
  });
  const close = () => {
    open(false);
    set(first);
    propose.reset();
  };
  const isWhole = asked.reason.trim() !== '' && (asked.kind !== 'attach' || asked.legId !== '');
  return (
    <>
      <Button size="small" onClick={() => open(true)}>
        {t('unmatched.propose')}
      </Button>
      <Modal
        open={isOpen}
        title={t('unmatched.propose')}
        okText={t('unmatched.send')}
        cancelText={kit('cancel')}
        okButtonProps={{ loading: propose.isPending, disabled: !isWhole }}
        onOk={() => propose.mutate(asked, { onSuccess: close })}
        onCancel={close}
        destroyOnHidden
      >
        <Form exception={exception} asked={asked} onChange={set} canAttach={canAttach} />
        {propose.isError && <ProblemView error={propose.error} />}
      </Modal>
    </>
  );
}

interface FormProps {
  readonly exception: ExceptionCase;
  readonly asked: Asked;
  readonly canAttach: boolean;
  readonly onChange: (asked: Asked) => void;
}

function Form({ exception, asked, canAttach, onChange }: FormProps) {
  const { t } = useTranslation('finance');
  return (
    <div className="stack">
      <p>{t('unmatched.line', { amount: money(amountOf(exception) ?? 0) })}</p>
      <label className="field">
        {t('unmatched.kind')}
        <select
          className="input"
          value={asked.kind}
          onChange={({ target }) =>
            onChange({ ...asked, kind: target.value === 'attach' ? 'attach' : 'return-to-bank' })
          }
        >
          {canAttach && <option value="attach">{t('unmatched.attach')}</option>}
          <option value="return-to-bank">{t('unmatched.return-to-bank')}</option>
        </select>
      </label>
      {asked.kind === 'attach' && (
        <label className="field">
          {t('unmatched.leg')}
          <input
            className="input"
            maxLength={300}
            value={asked.legId}
            onChange={({ target }) => onChange({ ...asked, legId: target.value.trim() })}
          />
        </label>
      )}
      <WordsField
        label={t('holds.reason')}
        value={asked.reason}
        lengthMax={2000}
        onChange={(words) => onChange({ ...asked, reason: words })}
      />
    </div>
  );
}
