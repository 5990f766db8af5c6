// Exceptions: what happened, about what, whose it is and how long it waits; the evidence unfolds, its owner closes it with words.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath, claimOfLeg } from '../../kit/case-path.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson, type Person } from '../../kit/session.ts';
import { ageText, instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { useExceptions, type ExceptionCase } from './queries.ts';

export function Exceptions() {
  const { t } = useTranslation('inbox');
  return (
    <Section id="exceptions" title={t('exceptions.title')}>
      <p className="hint">{t('exceptions.hint')}</p>
      <Loaded query={useExceptions()} rows={3}>
        {(exceptions) => (exceptions.length === 0 ? <p>{t('empty')}</p> : <List exceptions={exceptions} />)}
      </Loaded>
    </Section>
  );
}

/** Whose they are is chosen in the address, so that a link shows the same list; the most urgent come first. */
function List({ exceptions }: { readonly exceptions: readonly ExceptionCase[] }) {
  const { t } = useTranslation('inbox');
  const columns = useColumns();
  const [address, setAddress] = useSearchParams();
  const owner = address.get('owner') ?? '';
  const owners = [...new Set(exceptions.map((each) => each.owner))].sort();
  const shown = useMemo(
    () =>
      exceptions
        .filter((each) => owner === '' || each.owner === owner)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
    [exceptions, owner],
  );
  const choose = (next: string) =>
    setAddress(
      (before) => {
        if (next === '') before.delete('owner');
        else before.set('owner', next);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      <div className="filters" style={{ marginBottom: 10 }}>
        <label>
          {t('column.owner')}
          <select className="input" value={owner} onChange={({ target }) => choose(target.value)}>
            <option value="">{t('exceptions.anyOwner')}</option>
            {owners.map((each) => (
              <option key={each} value={each}>
                {each} ({exceptions.filter((found) => found.owner === each).length})
              </option>
            ))}
          </select>
        </label>
      </div>
      <DataTable
        rows={shown}
        columns={columns}
        rowKey={({ id }) => id}
        fileName="exceptions"
        expanded={(exception) => <Evidence exception={exception} />}
      />
    </>
  );
}

function Deadline({ dueAt }: { readonly dueAt: string }) {
  const { t } = useTranslation('inbox');
  const { language } = useLanguage();
  const [nowMs] = useState(() => Date.now());
  const isLate = Date.parse(dueAt) < nowMs;
  return (
    <>
      {instantText(dueAt, language).slice(0, -3)}{' '}
      {isLate && <span className="tag tag-bad">{t('exceptions.late')}</span>}
    </>
  );
}

function useColumns(): Column<ExceptionCase>[] {
  const { t } = useTranslation('inbox');
  const { language, pick } = useLanguage();
  return [
    { title: t('column.what'), kind: 'text', value: (exception) => pick(exception) },
    { title: t('column.kind'), kind: 'text', value: ({ reason }) => reason },
    {
      title: t('column.subject'),
      kind: 'text',
      value: ({ subject }) => subject,
      show: ({ subject }) => <Subject subject={subject} />,
    },
    { title: t('column.owner'), kind: 'text', value: ({ owner }) => owner },
    {
      title: t('column.due'),
      kind: 'instant',
      value: ({ dueAt }) => dueAt,
      show: ({ dueAt }) => <Deadline dueAt={dueAt} />,
    },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ openedAt }) => openedAt,
      show: ({ openedAt }) => ageText(openedAt, language),
    },
  ];
}

/** A leg or an application leads to its case, an order to its page; anything else is named as it is. */
function Subject({ subject }: { readonly subject: string }) {
  const [kind = '', id = ''] = [
    subject.slice(0, subject.indexOf(':')),
    subject.slice(subject.indexOf(':') + 1),
  ];
  if (kind === 'leg') return <Link to={applicationPath(claimOfLeg(id))}>{id}</Link>;
  if (kind === 'application' || kind === 'claim') return <Link to={applicationPath(id)}>{id}</Link>;
  if (kind === 'order') return <Link to={`/orders/${id}`}>{id}</Link>;
  return <code>{subject}</code>;
}

/** As the API judges: the owner's family of roles, or the administrator. */
const mayClose = (person: Person, owner: string): boolean =>
  hasRole(person, 'admin', `${owner.split('.')[0] ?? owner}.*`);

function Evidence({ exception }: { readonly exception: ExceptionCase }) {
  const { t } = useTranslation('inbox');
  const person = usePerson();
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <dl className="facts">
        {Object.entries(exception.evidence).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
      {mayClose(person, exception.owner) ? (
        <Close id={exception.id} />
      ) : (
        <p className="hint">{t('exceptions.notYours', { owner: exception.owner })}</p>
      )}
    </div>
  );
}

function Close({ id }: { readonly id: string }) {
  const { t } = useTranslation('inbox');
  const [resolution, write] = useState('');
  const close = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/exceptions/{id}/closure', {
          params: { path: { id }, header: actHeader(key) },
          body: { resolution },
        }),
      ),
    changes: ['exceptions'],
  });
  return (
    <div className="surface" style={{ display: 'grid', gap: 10 }}>
      <WordsField label={t('exceptions.resolution')} value={resolution} lengthMax={2000} onChange={write} />
      <div className="acts">
        <ConfirmAct
          label={t('exceptions.close')}
          act={close}
          isPrimary
          isDisabled={resolution.trim() === ''}
          says={t('exceptions.closeSays')}
        />
      </div>
    </div>
  );
}
