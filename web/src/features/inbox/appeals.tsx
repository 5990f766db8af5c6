// Appeals that wait for an answer, the most urgent first: a reviewer who did not make the decision accepts or refuses with reasons.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AppealView, type Appeal } from '../../kit/appeal-view.tsx';
import { actHeader, allPages, answerOf, api, pageFrom } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';

const LOOK_EVERY_MS = 5_000;

const useAppeals = () =>
  useQuery({
    queryKey: ['appeals'],
    refetchInterval: LOOK_EVERY_MS,
    queryFn: () =>
      allPages((cursor) => answerOf(api.GET('/api/appeals', { params: { query: pageFrom(cursor) } }))),
  });

/** Takes no room where nothing is contested. */
export function Appeals() {
  const { t } = useTranslation('inbox');
  const person = usePerson();
  const appeals = useAppeals().data ?? [];
  if (appeals.length === 0) return null;
  return (
    <Section id="appeals" title={`${t('appeals')} (${appeals.length})`}>
      <ul className="cards">
        {appeals.map((appeal) => (
          <li key={appeal.id} className="card">
            <div className="stack">
              <h3>
                <Link to={applicationPath(appeal.applicationId)}>{appeal.enterpriseName}</Link>
              </h3>
              <AppealView appeal={appeal} />
              {appeal.against.by === person.sub ? (
                <p className="hint">{t('appeals.own')}</p>
              ) : (
                hasRole(person, 'staff.reviewer') && <Answer appeal={appeal} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const useAnswer = (id: string, decision: 'accept' | 'refuse', reason: string, onDone: () => void) =>
  useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/appeals/{id}/decision', {
          params: { path: { id }, header: actHeader(key) },
          body: { decision, reason },
        }),
      ),
    changes: ['appeals', 'reviews', 'application'],
    onDone,
  });

function Answer({ appeal: { id, against } }: { readonly appeal: Appeal }) {
  const { t } = useTranslation('inbox');
  const [reason, write] = useKeptText(`appeal-answer/${id}`);
  const accept = useAnswer(id, 'accept', reason, () => write(''));
  const refuse = useAnswer(id, 'refuse', reason, () => write(''));
  const isEmpty = reason.trim() === '';
  return (
    <div className="stack">
      <WordsField label={t('appeals.reason')} value={reason} lengthMax={2000} onChange={write} />
      <div className="acts">
        <ConfirmAct
          label={t('appeals.accept')}
          act={accept}
          isPrimary
          isDisabled={isEmpty}
          says={t(against.state === 'refused' ? 'appeals.acceptSays' : 'appeals.acceptAmountSays')}
        />
        <ConfirmAct
          label={t('appeals.refuse')}
          act={refuse}
          isDanger
          isDisabled={isEmpty}
          says={t('appeals.refuseSays')}
        />
      </div>
    </div>
  );
}
