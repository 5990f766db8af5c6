// The acts on an adjustment, each offered only in its state and to its person: approval, hearing, repayment, offset, restoration.
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { fenOfYuan, money, yuan } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { ReasonAct } from '../../kit/reason-act.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import type { Recovery } from './desk-queries.ts';

const sum = (amounts: readonly { readonly amountFen: number }[]): number =>
  amounts.reduce((total, { amountFen }) => total + amountFen, 0);
export const repaidFen = ({ repayments }: Recovery): number => sum(repayments);
export const owedFen = (recovery: Recovery): number =>
  sum(recovery.shares) - repaidFen(recovery) - (recovery.writeOff?.amountFen ?? 0);

interface ActProps {
  readonly recovery: Recovery;
}
const CHANGES = ['recovery', 'recoveries', 'budgets', 'entries'];
const ENDED: readonly string[] = ['topped-up', 'dropped', 'written-off'];

export function RecoveryActs({ recovery }: ActProps) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const { state, proposedBy, repayments, restoredFen } = recovery;
  const isOther = proposedBy !== person.sub;
  const isChecker = hasRole(person, 'finance.checker');
  const isMaker = hasRole(person, 'finance.maker');
  const cash = repayments.filter(({ kind }) => kind === 'repaid');
  const canRestore = isChecker && sum(cash) > restoredFen && repayments.every(({ by }) => by !== person.sub);
  if (ENDED.includes(state)) return null;
  return (
    <Section id="next" title={t('recovery.next')}>
      <p className="hint">
        {t(`recovery.next.${state as 'proposed' | 'noticed' | 'taking-back' | 'receivable' | 'settled'}`)}
      </p>
      <div className="acts" style={{ marginTop: 10 }}>
        {state === 'proposed' && isChecker && isOther && <Approve recovery={recovery} />}
        {state === 'noticed' &&
          isOther &&
          hasRole(person, 'staff.reviewer', 'unit.maker', 'finance.checker') && (
            <>
              <Hear recovery={recovery} outcome="uphold" />
              <Hear recovery={recovery} outcome="drop" />
            </>
          )}
        {!isOther && (state === 'proposed' || state === 'noticed') && (
          <span className="hint">{t('recovery.own')}</span>
        )}
        {canRestore && <Restore recovery={recovery} />}
      </div>
      {state === 'receivable' && isMaker && (
        <>
          <Repay recovery={recovery} />
          <Offset recovery={recovery} />
        </>
      )}
      {state === 'receivable' && <WriteOff recovery={recovery} />}
    </Section>
  );
}

function Approve({ recovery: { id, differenceFen } }: ActProps) {
  const { t } = useTranslation('finance');
  const approve = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/approval', { params: { path: { id }, header: actHeader(key) } }),
      ),
    changes: CHANGES,
  });
  const isTopUp = differenceFen > 0;
  return (
    <ConfirmAct
      label={t(isTopUp ? 'recovery.approveTopUp' : 'recovery.sendNotice')}
      act={approve}
      isPrimary
      says={t(isTopUp ? 'recovery.topUpSays' : 'recovery.noticeSays', {
        amount: money(Math.abs(differenceFen)),
      })}
    />
  );
}

function Hear({
  recovery: { id, differenceFen },
  outcome,
}: ActProps & { readonly outcome: 'uphold' | 'drop' }) {
  const { t } = useTranslation('finance');
  const hear = useAct({
    send: (statement: string, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/hearing', {
          params: { path: { id }, header: actHeader(key) },
          body: { statement, outcome },
        }),
      ),
    changes: CHANGES,
  });
  return (
    <ReasonAct
      label={t(`outcome.${outcome}`)}
      act={hear}
      lengthMax={4000}
      isPrimary={outcome === 'uphold'}
      reasonLabel={t('recovery.statement')}
      says={t(outcome === 'uphold' ? 'recovery.upholdSays' : 'recovery.dropSays', {
        amount: money(Math.abs(differenceFen)),
      })}
    />
  );
}

function Repay({ recovery }: ActProps) {
  const { t } = useTranslation('finance');
  const [reference, name] = useState('');
  const [text, write] = useState('');
  const amountFen = fenOfYuan(text);
  const repay = useAct({
    send: (fen: number, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/repayments', {
          params: { path: { id: recovery.id }, header: actHeader(key) },
          body: { reference, amountFen: fen },
        }),
      ),
    changes: CHANGES,
    onDone: () => {
      name('');
      write('');
    },
  });
  const isWhole = reference.trim() !== '' && amountFen !== undefined && amountFen > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !repay.isPending) repay.mutate(amountFen);
  };
  return (
    <form className="filters" style={{ marginTop: 12 }} onSubmit={submit}>
      <label>
        {t('file.reference')}
        <input
          className="input"
          maxLength={200}
          value={reference}
          onChange={({ target }) => name(target.value)}
        />
      </label>
      <label>
        {t('requests.amount')}
        <input
          className="input"
          inputMode="decimal"
          value={text}
          placeholder={yuan(owedFen(recovery))}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      <Button htmlType="submit" type="primary" disabled={!isWhole} loading={repay.isPending}>
        {t('recovery.repay')}
      </Button>
      {repay.isError && <ProblemView error={repay.error} />}
    </form>
  );
}

function Offset({ recovery }: ActProps) {
  const { t } = useTranslation('finance');
  const [legId, name] = useState('');
  const offset = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/offsets', {
          params: { path: { id: recovery.id }, header: actHeader(key) },
          body: { legId },
        }),
      ),
    changes: CHANGES,
    onDone: () => name(''),
  });
  return (
    <div className="filters" style={{ marginTop: 12 }}>
      <label>
        {t('recovery.offsetLeg')}
        <input className="input" value={legId} onChange={({ target }) => name(target.value.trim())} />
      </label>
      <ConfirmAct
        label={t('recovery.offset')}
        act={offset}
        isDisabled={legId === ''}
        says={t('recovery.offsetSays', { leg: legId, owed: money(owedFen(recovery)) })}
      />
    </div>
  );
}

function Restore({ recovery: { id } }: ActProps) {
  const { t } = useTranslation('finance');
  const restore = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/restoration', { params: { path: { id }, header: actHeader(key) } }),
      ),
    changes: CHANGES,
  });
  return <ConfirmAct label={t('recovery.restore')} act={restore} says={t('recovery.restoreSays')} />;
}

/** Asked for by one person and approved by another: the debt then stands as written off, and in sight. */
function WriteOff({ recovery }: ActProps) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const { id, writeOff } = recovery;
  const ask = useAct({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/write-off', {
          params: { path: { id }, header: actHeader(key) },
          body: { reason },
        }),
      ),
    changes: CHANGES,
  });
  const approve = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/recoveries/{id}/write-off/approval', {
          params: { path: { id }, header: actHeader(key) },
        }),
      ),
    changes: CHANGES,
  });
  const says = t('recovery.writeOffSays', { amount: money(owedFen(recovery)) });
  return (
    <div className="acts" style={{ marginTop: 12 }}>
      {writeOff && (
        <span>{t('recovery.writeOffAsked', { by: writeOff.requestedBy, reason: writeOff.reason })}</span>
      )}
      {hasRole(person, 'finance.maker') && (
        <ReasonAct
          label={t('recovery.writeOff')}
          act={ask}
          lengthMax={1000}
          reasonLabel={t('holds.reason')}
          says={says}
        />
      )}
      {writeOff && hasRole(person, 'finance.checker') && writeOff.requestedBy !== person.sub && (
        <ConfirmAct label={t('recovery.writeOffApprove')} act={approve} isDanger says={says} />
      )}
    </div>
  );
}
