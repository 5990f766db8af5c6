// One request with its course, and what whoever looks at it may do: urge and rate, or assign and answer.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useCatalogue, useNames } from '../../kit/reference-data.ts';
import { hasRole, usePerson } from '../../kit/session.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import type { EnterpriseRequest } from './queries.ts';

const TONES = { filed: 'tag-wait', assigned: 'tag-wait', answered: 'tag-good', closed: 'tag-still' } as const;

interface CardProps {
  readonly request: EnterpriseRequest;
}

export function RequestCard({ request }: CardProps) {
  const { t } = useTranslation('request');
  const { language } = useLanguage();
  const person = usePerson();
  const isOwn = person.actsFor.includes(request.uscc);
  const isOpen = request.state === 'filed' || request.state === 'assigned';
  const ownerName = useOwnerName();
  return (
    <li className="card">
      <div className="stack">
        <div>
          <h2>{request.subject}</h2>
          <p className="meta">
            <span className={`tag ${TONES[request.state]}`}>{t(`state.${request.state}`)}</span>
            {!isOwn && <span>{request.enterpriseName}</span>}
            <span>{t('filed', { when: instantText(request.filedAt, language) })}</span>
            {isOpen && <span>{t('answerBy', { day: dayText(request.answerBy, language) })}</span>}
            {request.owner !== undefined && <span>{t('owner', { owner: ownerName(request.owner) })}</span>}
            {request.urgedAt.length > 0 && <span>{t('urged', { count: request.urgedAt.length })}</span>}
          </p>
        </div>
        <p style={{ whiteSpace: 'pre-wrap' }}>{request.words}</p>
        {request.answer !== undefined && (
          <p className="commitment" style={{ whiteSpace: 'pre-wrap' }}>
            {request.answer}
          </p>
        )}
        {isOwn && isOpen && <Urge request={request} />}
        {isOwn && request.state === 'answered' && <Rate request={request} />}
        {isOpen && hasRole(person, 'staff.*', 'admin') && <Assign request={request} />}
        {request.state === 'assigned' && person.roles.includes(request.owner ?? '') && (
          <Answer request={request} />
        )}
      </div>
    </li>
  );
}

/** `hub.<department>` by the department's name; an office by its role. */
function useOwnerName(): (owner: string) => string {
  const names = useNames();
  return (owner) => (owner.startsWith('hub.') ? names.department(owner.slice('hub.'.length)) : owner);
}

function Urge({ request: { id } }: CardProps) {
  const { t } = useTranslation('request');
  const urge = useAct({
    send: (_: void, key) =>
      answerOf(api.POST('/api/requests/{id}/urging', { params: { path: { id }, header: actHeader(key) } })),
    changes: ['requests'],
  });
  return (
    <div>
      <Button loading={urge.isPending} onClick={() => urge.mutate()}>
        {t('urge')}
      </Button>
      {urge.isError && <ProblemView error={urge.error} />}
    </div>
  );
}

const STARS = [1, 2, 3, 4, 5] as const;

function Rate({ request: { id } }: CardProps) {
  const { t } = useTranslation('request');
  const rate = useAct({
    send: (stars: number, key) =>
      answerOf(
        api.POST('/api/requests/{id}/rating', {
          params: { path: { id }, header: actHeader(key) },
          body: { stars },
        }),
      ),
    changes: ['requests'],
  });
  return (
    <div className="acts" role="group" aria-label={t('rate')}>
      <span className="hint">{t('rate')}</span>
      {STARS.map((stars) => (
        <Button key={stars} disabled={rate.isPending} onClick={() => rate.mutate(stars)}>
          {t('stars', { stars })}
        </Button>
      ))}
      {rate.isError && <ProblemView error={rate.error} />}
    </div>
  );
}

const OFFICES = ['staff.reviewer', 'unit.maker', 'finance.maker'] as const;

function Assign({ request }: CardProps) {
  const { t } = useTranslation('request');
  const names = useNames();
  const items = useCatalogue().data?.items ?? [];
  const [owner, choose] = useState(request.owner ?? '');
  const assign = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/requests/{id}/assignment', {
          params: { path: { id: request.id }, header: actHeader(key) },
          body: { owner },
        }),
      ),
    changes: ['requests'],
  });
  const departments = [...new Set(items.map(({ department }) => department))];
  return (
    <div className="filters">
      <label>
        {t('assignTo')}
        <select className="input" value={owner} onChange={({ target }) => choose(target.value)}>
          <option value="">{t('nobody')}</option>
          {OFFICES.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
          {departments.map((department) => (
            <option key={department} value={`hub.${department}`}>
              {names.department(department)}
            </option>
          ))}
        </select>
      </label>
      <Button
        disabled={owner === '' || owner === request.owner}
        loading={assign.isPending}
        onClick={() => assign.mutate()}
      >
        {t('assign')}
      </Button>
      {assign.isError && <ProblemView error={assign.error} />}
    </div>
  );
}

function Answer({ request: { id } }: CardProps) {
  const { t } = useTranslation('request');
  const [words, write] = useKeptText(`request-answer/${id}`);
  const send = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/requests/{id}/answer', {
          params: { path: { id }, header: actHeader(key) },
          body: { answer: words },
        }),
      ),
    changes: ['requests'],
    onDone: () => write(''),
  });
  return (
    <div className="stack">
      <WordsField label={t('answer')} value={words} lengthMax={4000} rows={3} onChange={write} />
      <div>
        <Button
          type="primary"
          disabled={words.trim() === ''}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('sendAnswer')}
        </Button>
      </div>
      {send.isError && <ProblemView error={send.error} />}
    </div>
  );
}
