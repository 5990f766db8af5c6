// A reviewer who needs to know more asks the enterprise: the case waits, its clock stopped, until it answers.
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { useAct } from '../../kit/use-act.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';

export function AskApplicant({ id }: { readonly id: string }) {
  const { t } = useTranslation('inbox');
  const [question, write] = useKeptText(`question/${id}`);
  const ask = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/queries', {
          params: { path: { id }, header: actHeader(key) },
          body: { question },
        }),
      ),
    changes: ['reviews', 'application'],
    onDone: () => write(''),
  });
  return (
    <details className="surface">
      <summary>{t('ask.title')}</summary>
      <div className="stack">
        <WordsField label={t('ask.question')} value={question} lengthMax={2000} onChange={write} />
        <div>
          <ConfirmAct
            label={t('ask.send')}
            says={t('ask.says')}
            act={ask}
            isDisabled={question.trim() === ''}
          />
        </div>
      </div>
    </details>
  );
}
