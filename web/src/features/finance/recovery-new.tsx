// Putting awards right: which policy, why, and what was wrong; the differences are looked at before anything is proposed.
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { actHeader, answerOf, api, type Reply } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { money } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { ReasonAct } from '../../kit/reason-act.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { CorrectedFact } from './corrected-fact.tsx';
import { useMoneyNames, usePolicyHeads } from './queries.ts';
import { PROPOSERS } from './recoveries.tsx';
import { EMPTY_FACT, factOf, type TypedFact } from './typed-fact.ts';

const CAUSES = ['corrected-fact', 'misapplied-rule', 'audit-finding', 'amendment'] as const;
type Preview = Reply<'/api/recoveries/previews', 'post'>;
type Difference = Preview['differences'][number];

interface Ask {
  readonly policyId: string;
  readonly cause: (typeof CAUSES)[number];
  /** One a line; empty: every award of the policy. */
  readonly cases: string;
  /** Of the policy that should have been applied; empty: the one that was. */
  readonly policyVersion: string;
  readonly fact: TypedFact;
}
const EMPTY: Ask = {
  policyId: '',
  cause: 'corrected-fact',
  cases: '',
  policyVersion: '',
  fact: EMPTY_FACT,
};

function bodyOf({ policyId, cause, cases, policyVersion, fact }: Ask) {
  const ids = cases.split(/\s+/).filter((id) => id !== '');
  const value = factOf(fact);
  return {
    policyId,
    cause,
    ...(ids.length > 0 && { applicationIds: ids }),
    ...(policyVersion !== '' && { policyVersion: Number(policyVersion) }),
    ...(value !== undefined && { facts: { [fact.key]: value } }),
  };
}

export function RecoveryNew() {
  const { t } = useTranslation('finance');
  const [ask, set] = useState(EMPTY);
  const preview = useAct({
    send: (asked: Ask, key) =>
      answerOf(
        api.POST('/api/recoveries/previews', { params: { header: actHeader(key) }, body: bodyOf(asked) }),
      ),
    changes: [],
  });
  const change = (part: Partial<Ask>) => {
    set({ ...ask, ...part });
    // A preview of another question is none.
    preview.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ask.policyId !== '' && !preview.isPending) preview.mutate(ask);
  };
  return (
    <Page title={t('recoveries.new')} lead={t('recoveries.newLead')} isWide>
      <form className="surface stack" onSubmit={submit}>
        <Fields ask={ask} onChange={change} />
        <div className="acts">
          <Button type="primary" htmlType="submit" disabled={ask.policyId === ''} loading={preview.isPending}>
            {t('recoveries.preview')}
          </Button>
          <span className="hint">{t('recoveries.previewHint')}</span>
        </div>
        {preview.isError && <ProblemView error={preview.error} />}
      </form>
      {preview.data && <Differences preview={preview.data} ask={ask} />}
    </Page>
  );
}

interface FieldsProps {
  readonly ask: Ask;
  readonly onChange: (part: Partial<Ask>) => void;
}

function Fields({ ask, onChange }: FieldsProps) {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  return (
    <>
      <div className="field-row">
        <label className="field">
          {t('budgets.policy')}
          <select
            className="input"
            value={ask.policyId}
            onChange={({ target }) => onChange({ policyId: target.value })}
          >
            <option value="" />
            {(usePolicyHeads().data ?? []).map(({ id }) => (
              <option key={id} value={id}>
                {names.policy(id)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('recoveries.cause')}
          <select
            className="input"
            value={ask.cause}
            onChange={({ target }) =>
              onChange({ cause: CAUSES.find((each) => each === target.value) ?? 'corrected-fact' })
            }
          >
            {CAUSES.map((cause) => (
              <option key={cause} value={cause}>
                {t(`cause.${cause}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('recoveries.version')}
          <input
            className="input"
            inputMode="numeric"
            value={ask.policyVersion}
            onChange={({ target }) => onChange({ policyVersion: target.value.replaceAll(/\D/g, '') })}
          />
        </label>
      </div>
      <CorrectedFact fact={ask.fact} onChange={(fact) => onChange({ fact })} />
      <label className="field">
        {t('recoveries.cases')}
        <textarea
          className="input"
          rows={2}
          value={ask.cases}
          onChange={({ target }) => onChange({ cases: target.value })}
        />
      </label>
    </>
  );
}

function Differences({ preview, ask }: { readonly preview: Preview; readonly ask: Ask }) {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  const { examined, differences, toPayFen, toRecoverFen, isTruncated } = preview;
  const changing = differences.filter(({ differenceFen }) => differenceFen !== 0).length;
  return (
    <Section
      id="differences"
      title={t('recoveries.differences')}
      acts={
        changing > 0 && <Propose ask={ask} count={changing} toPayFen={toPayFen} toRecoverFen={toRecoverFen} />
      }
    >
      <p>
        {t('recoveries.found', {
          examined,
          count: changing,
          toPay: money(toPayFen),
          toRecover: money(toRecoverFen),
        })}
      </p>
      {isTruncated && <Alert type="warning" showIcon title={t('recoveries.truncated')} />}
      {differences.length > 0 && (
        <DataTable
          rows={differences}
          columns={columns}
          rowKey={({ applicationId }) => applicationId}
          fileName="differences"
        />
      )}
    </Section>
  );
}

function useColumns(): Column<Difference>[] {
  const { t } = useTranslation('finance');
  return [
    {
      title: t('order.case'),
      kind: 'text',
      value: ({ applicationId }) => applicationId,
      show: ({ applicationId, enterpriseName }) => (
        <Link to={applicationPath(applicationId)}>{enterpriseName}</Link>
      ),
    },
    { title: t('recoveries.uscc'), kind: 'text', value: ({ uscc }) => uscc },
    { title: t('recoveries.claimed'), kind: 'money', value: ({ claimedFen }) => claimedFen },
    { title: t('recoveries.correct'), kind: 'money', value: ({ correctFen }) => correctFen },
    { title: t('recoveries.difference'), kind: 'money', value: ({ differenceFen }) => differenceFen },
    { title: t('recoveries.note'), kind: 'text', value: ({ note }) => note && t(`note.${note}`) },
  ];
}

interface ProposeProps {
  readonly ask: Ask;
  readonly count: number;
  readonly toPayFen: number;
  readonly toRecoverFen: number;
}

function Propose({ ask, count, toPayFen, toRecoverFen }: ProposeProps) {
  const { t } = useTranslation('finance');
  const go = useNavigate();
  const propose = useAct({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/recoveries', {
          params: { header: actHeader(key) },
          body: { ...bodyOf(ask), reason },
        }),
      ),
    changes: ['recoveries'],
    onDone: () => void go('/recoveries'),
  });
  if (!hasRole(usePerson(), ...PROPOSERS)) return null;
  return (
    <ReasonAct
      label={t('recoveries.propose')}
      act={propose}
      isPrimary
      lengthMax={1000}
      reasonLabel={t('recoveries.reason')}
      says={t('recoveries.proposeSays', { count, toPay: money(toPayFen), toRecover: money(toRecoverFen) })}
    />
  );
}
