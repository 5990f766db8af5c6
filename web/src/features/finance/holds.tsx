// Holds and emergency stops in force with their age, and the forms that place them.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath, claimOfLeg } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { usePerson } from '../../kit/session.ts';
import { ageText } from '../../kit/time.ts';
import { useHolds, useStops, type Hold } from './desk-queries.ts';
import { LiftHold, mayHold, mayStop, PlaceHold, PlaceStop, type HoldKind } from './hold-acts.tsx';
import { useMoneyNames, usePolicyHeads } from './queries.ts';

export function Holds() {
  const { t } = useTranslation('finance');
  const person = usePerson();
  return (
    <Page title={t('holds.title')} lead={t('holds.lead')} isWide>
      <Section id="stops" title={t('holds.stops')}>
        {mayStop(person) && <StopForm />}
        <List query={useStops()} fileName="stops" />
      </Section>
      <Section id="holds" title={t('holds.holds')}>
        {mayHold(person) && <HoldForm />}
        <List query={useHolds()} fileName="holds" />
      </Section>
    </Page>
  );
}

function List({
  query,
  fileName,
}: {
  readonly query: ReturnType<typeof useHolds>;
  readonly fileName: string;
}) {
  const { t } = useTranslation('finance');
  const columns = useColumns();
  return (
    <Loaded query={query} rows={2}>
      {(holds) =>
        holds.length === 0 ? (
          <p className="hint">{t('holds.none')}</p>
        ) : (
          <DataTable
            rows={holds}
            columns={columns}
            rowKey={({ kind, id }) => `${kind} ${id}`}
            fileName={fileName}
          />
        )
      }
    </Loaded>
  );
}

function useHoldName(): (hold: Pick<Hold, 'kind' | 'id'>) => string {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  return ({ kind, id }) => {
    if (kind === 'stop-rail') return id === 'treasury' ? t('rail.treasury') : t('rail.bank');
    return kind === 'policy' || kind === 'stop-policy' ? names.policy(id) : id;
  };
}

function useColumns(): Column<Hold>[] {
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const nameOf = useHoldName();
  const personName = usePersonName();
  return [
    { title: t('holds.kind'), kind: 'text', value: ({ kind }) => t(`holds.${kind}`) },
    {
      title: t('holds.what'),
      kind: 'text',
      value: (hold) => nameOf(hold),
      show: (hold) => <What hold={hold} name={nameOf(hold)} />,
    },
    { title: t('holds.why'), kind: 'text', value: ({ reason }) => reason },
    { title: t('holds.by'), kind: 'text', value: ({ by }) => personName(by) },
    {
      title: t('holds.age'),
      kind: 'instant',
      value: ({ since }) => since,
      show: ({ since }) => ageText(since, language),
    },
    {
      title: t('requests.act'),
      kind: 'text',
      isAct: true,
      value: () => undefined,
      show: (hold) => <LiftHold hold={hold} name={nameOf(hold)} />,
    },
  ];
}

function What({ hold: { kind, id }, name }: { readonly hold: Hold; readonly name: string }) {
  if (kind === 'order') return <Link to={`/orders/${id}`}>{name}</Link>;
  if (kind === 'leg') return <Link to={applicationPath(claimOfLeg(id).split('~')[0] ?? '')}>{name}</Link>;
  if (kind === 'policy' || kind === 'stop-policy') return <Link to={`/orders?policy=${id}`}>{name}</Link>;
  return <>{name}</>;
}

function PolicyChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useTranslation('finance');
  const names = useMoneyNames();
  return (
    <label>
      {t('budgets.policy')}
      <select className="input" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="" />
        {(usePolicyHeads().data ?? []).map(({ id }) => (
          <option key={id} value={id}>
            {names.policy(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

const RAILS = ['bank', 'treasury'] as const;

function StopForm() {
  const { t } = useTranslation('finance');
  const [kind, choose] = useState<'rail' | 'policy'>('rail');
  const [policyId, name] = useState('');
  const [rail, take] = useState<(typeof RAILS)[number]>('bank');
  const names = useMoneyNames();
  return (
    <div className="filters" style={{ marginBottom: 14 }}>
      <label>
        {t('holds.kind')}
        <select
          className="input"
          value={kind}
          onChange={({ target }) => choose(target.value === 'policy' ? 'policy' : 'rail')}
        >
          <option value="rail">{t('holds.stop-rail')}</option>
          <option value="policy">{t('holds.stop-policy')}</option>
        </select>
      </label>
      {kind === 'policy' ? (
        <PolicyChoice value={policyId} onChange={name} />
      ) : (
        <label>
          {t('holds.stop-rail')}
          <select
            className="input"
            value={rail}
            onChange={({ target }) => take(RAILS.find((each) => each === target.value) ?? 'bank')}
          >
            {RAILS.map((each) => (
              <option key={each} value={each}>
                {t(`rail.${each}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <PlaceStop
        kind={kind}
        id={kind === 'policy' ? policyId : rail}
        name={kind === 'policy' ? names.policy(policyId) : t(`rail.${rail}`)}
      />
    </div>
  );
}

const HOLD_KINDS: readonly HoldKind[] = ['payee', 'policy', 'order', 'leg'];

function HoldForm() {
  const { t } = useTranslation('finance');
  const [kind, choose] = useState<HoldKind>('payee');
  const [id, write] = useState('');
  const names = useMoneyNames();
  const change = (next: HoldKind) => {
    choose(next);
    write('');
  };
  return (
    <div className="filters" style={{ marginBottom: 14 }}>
      <label>
        {t('holds.kind')}
        <select
          className="input"
          value={kind}
          onChange={({ target }) => change(HOLD_KINDS.find((each) => each === target.value) ?? 'payee')}
        >
          {HOLD_KINDS.map((each) => (
            <option key={each} value={each}>
              {t(`holds.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'policy' ? (
        <PolicyChoice value={id} onChange={write} />
      ) : (
        <label>
          {t(`holds.${kind}Id`)}
          <input
            className="input"
            value={id}
            maxLength={200}
            onChange={({ target }) => write(target.value.trim())}
          />
        </label>
      )}
      <PlaceHold
        kind={kind}
        id={id}
        label={t('holds.place')}
        isSmall={false}
        name={kind === 'policy' ? names.policy(id) : id}
      />
    </div>
  );
}
