// One appeal as both sides read it: against what, why, with which files, by when it is answered, and the answer.
import { useTranslation } from 'react-i18next';
import type { Item } from './api.ts';
import { AttachmentList } from './attachment-list.tsx';
import { useLanguage } from './language.ts';
import { money } from './money.ts';
import { StateTag } from './state-tag.tsx';
import { dayText, instantText } from './time.ts';

export type Appeal = Item<'/api/appeals'>;

const TONES = { filed: 'tag-wait', accepted: 'tag-good', refused: 'tag-bad' } as const;

export function AppealView({ appeal }: { readonly appeal: Appeal }) {
  const { t } = useTranslation('kit');
  const { language } = useLanguage();
  const { against } = appeal;
  return (
    <dl className="facts">
      <dt>{t('appeal.against')}</dt>
      <dd>
        <StateTag state={against.state} />{' '}
        {against.amountFen !== undefined && <span className="amount">{money(against.amountFen)}</span>}
      </dd>
      <dt>{t('appeal.grounds')}</dt>
      <dd style={{ whiteSpace: 'pre-wrap' }}>{appeal.grounds}</dd>
      {appeal.attachments.length > 0 && (
        <>
          <dt>{t('attachment.title')}</dt>
          <dd>
            <AttachmentList applicationId={appeal.applicationId} attachments={appeal.attachments} />
          </dd>
        </>
      )}
      <dt>{t('appeal.filedAt')}</dt>
      <dd>{instantText(appeal.filedAt, language)}</dd>
      <dt>{t('appeal.state')}</dt>
      <dd>
        <span className={`tag ${TONES[appeal.state]}`}>{t(`appeal.${appeal.state}`)}</span>{' '}
        {appeal.state === 'filed' && t('appeal.decideBy', { day: dayText(appeal.decideBy, language) })}
      </dd>
      {appeal.reason !== undefined && (
        <>
          <dt>{t('appeal.reason')}</dt>
          <dd style={{ whiteSpace: 'pre-wrap' }}>{appeal.reason}</dd>
        </>
      )}
    </dl>
  );
}
