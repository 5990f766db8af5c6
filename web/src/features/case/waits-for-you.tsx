// What the case waits for from the enterprise: an answer to the reviewer, or something to be recorded with its department.
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { AttachmentList } from '../../kit/attachment-list.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText, instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { Upload, type Attachment } from './upload.tsx';

interface WaitsProps {
  readonly shown: ShownApplication;
  readonly isOwner: boolean;
}

export function WaitsForYou({ shown, isOwner }: WaitsProps) {
  const { application } = shown;
  const { queries = [] } = application;
  const isAsked = queries.at(-1) !== undefined && queries.at(-1)?.answeredAt === undefined;
  return (
    <>
      {queries.length > 0 && <Queries shown={shown} isOwner={isOwner} />}
      {isOwner && application.state === 'awaiting-applicant' && !isAsked && <Completion shown={shown} />}
    </>
  );
}

function Queries({ shown: { application }, isOwner }: WaitsProps) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  return (
    <Section id="queries" title={t('query.title')}>
      <div className="stack">
        {(application.queries ?? []).map((query) => (
          <div key={query.askedAt} className="stack">
            <dl className="facts">
              <dt>{t('query.question')}</dt>
              <dd style={{ whiteSpace: 'pre-wrap' }}>{query.question}</dd>
              {query.answeredAt === undefined ? (
                <>
                  <dt>{t('query.by')}</dt>
                  <dd>{dayText(query.answerBy, language)}</dd>
                </>
              ) : (
                <>
                  <dt>{t('query.answer')}</dt>
                  <dd style={{ whiteSpace: 'pre-wrap' }}>
                    {query.answer} <span className="hint">{instantText(query.answeredAt, language)}</span>
                    <AttachmentList applicationId={application.id} attachments={query.attachments ?? []} />
                  </dd>
                </>
              )}
            </dl>
            {isOwner && query.answeredAt === undefined && <Answer id={application.id} />}
          </div>
        ))}
      </div>
    </Section>
  );
}

function Answer({ id }: { readonly id: string }) {
  const { t } = useTranslation('case');
  const [answer, write] = useKeptText(`answer/${id}`);
  const [attachments, attach] = useState<readonly Attachment[]>([]);
  const send = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/answers', {
          params: { path: { id }, header: actHeader(key) },
          body: { answer, attachments: [...attachments] },
        }),
      ),
    changes: ['application'],
    onDone: () => write(''),
  });
  return (
    <div className="stack">
      <WordsField label={t('query.yourAnswer')} value={answer} lengthMax={4000} rows={3} onChange={write} />
      <Upload applicationId={id} attachments={attachments} onChange={attach} />
      <div>
        <Button
          type="primary"
          disabled={answer.trim() === ''}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('query.send')}
        </Button>
      </div>
      {send.isError && <ProblemView error={send.error} />}
    </div>
  );
}

/** The clock stands still until the enterprise says that its departments hold what was missing. */
function Completion({ shown: { application } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const names = useNames();
  const { id, missing = [] } = application;
  const complete = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/completion', { params: { path: { id }, header: actHeader(key) } }),
      ),
    changes: ['application'],
  });
  const keys = [...new Set(missing.map((key) => key.split('.')[0] ?? key))];
  return (
    <Section id="completion" title={t('completion.title')}>
      <div className="stack">
        <p>{t('completion.lead')}</p>
        <ul>
          {keys.map((key) => (
            <li key={key}>
              {names.item(key)} · {names.department(names.departmentOf(key) ?? '')}
            </li>
          ))}
        </ul>
        <div>
          <Button type="primary" loading={complete.isPending} onClick={() => complete.mutate()}>
            {t('completion.act')}
          </Button>
        </div>
        {complete.isSuccess && <Alert type="info" showIcon title={t('completion.done')} />}
        {complete.isError && <ProblemView error={complete.error} />}
      </div>
    </Section>
  );
}
