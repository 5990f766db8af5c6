// Contesting a decision: what was contested and how it was answered, and, while the days run, a form to do so.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppealView } from '../../kit/appeal-view.tsx';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { dayText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { Upload, type Attachment } from './upload.tsx';

interface AppealsProps {
  readonly shown: ShownApplication;
  readonly isOwner: boolean;
}

export function Appeals({ shown, isOwner }: AppealsProps) {
  const { t } = useTranslation('case');
  const mayAppeal = isOwner && shown.contestableUntil !== undefined;
  if (shown.appeals.length === 0 && !mayAppeal) return null;
  return (
    <Section id="appeals" title={t('appeal.title')}>
      <div className="stack">
        {shown.appeals.map((appeal) => (
          <AppealView key={appeal.id} appeal={appeal} />
        ))}
        {mayAppeal && <AppealForm shown={shown} />}
      </div>
    </Section>
  );
}

const GROUNDS_MIN = 10;

function AppealForm({ shown: { application, contestableUntil } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const [isOpen, open] = useState(false);
  const [grounds, write] = useKeptText(`appeal/${application.id}`);
  const [attachments, attach] = useState<readonly Attachment[]>([]);
  const file = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/appeals', {
          params: { path: { id: application.id }, header: actHeader(key) },
          body: { grounds, attachments: [...attachments] },
        }),
      ),
    changes: ['application'],
    onDone: () => write(''),
  });
  const isShort = grounds.trim().length < GROUNDS_MIN;
  return (
    <div className="stack">
      <p className="hint">
        {t('appeal.until', { day: dayText(contestableUntil ?? '', language) })} {t('appeal.hint')}
      </p>
      {!isOpen && grounds === '' ? (
        <div>
          <Button onClick={() => open(true)}>{t('appeal.start')}</Button>
        </div>
      ) : (
        <>
          <WordsField
            label={t('appeal.grounds')}
            value={grounds}
            lengthMax={4000}
            rows={4}
            onChange={write}
          />
          <Upload applicationId={application.id} attachments={attachments} onChange={attach} />
          <div className="acts">
            <Button type="primary" disabled={isShort} loading={file.isPending} onClick={() => file.mutate()}>
              {t('appeal.send')}
            </Button>
            {isShort && <span className="hint">{t('appeal.short')}</span>}
          </div>
          {file.isError && <ProblemView error={file.error} />}
        </>
      )}
    </div>
  );
}
