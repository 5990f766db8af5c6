// 诉求: what an enterprise asks outside any application, on one page for both sides: each sees the acts that are its own.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { useRequests } from './queries.ts';
import { RequestCard } from './request-card.tsx';
import { Tasks } from './tasks.tsx';

export function RequestsPage() {
  const { t } = useTranslation('request');
  const person = usePerson();
  const uscc = person.actsFor[0];
  const query = useRequests(uscc);
  return (
    <Page title={t('title')} lead={t(uscc === undefined ? 'officeLead' : 'lead')}>
      {uscc !== undefined && <NewRequest uscc={uscc} />}
      {hasRole(person, 'hub.*') && <Tasks />}
      <Loaded query={query} rows={4}>
        {(requests) =>
          requests.length === 0 ? (
            <p className="surface">{t('none')}</p>
          ) : (
            <ul className="cards">
              {requests
                .toSorted((a, b) => b.filedAt.localeCompare(a.filedAt))
                .map((request) => (
                  <RequestCard key={request.id} request={request} />
                ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

const SUBJECT_MIN = 2;
const WORDS_MIN = 5;

function NewRequest({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('request');
  const [subject, writeSubject] = useKeptText(`request-subject/${uscc}`);
  const [words, write] = useKeptText(`request/${uscc}`);
  const file = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/requests', { params: { header: actHeader(key) }, body: { uscc, subject, words } }),
      ),
    changes: ['requests'],
    onDone: () => {
      writeSubject('');
      write('');
    },
  });
  const isShort = subject.trim().length < SUBJECT_MIN || words.trim().length < WORDS_MIN;
  return (
    <Section id="new-request" title={t('new')}>
      <div className="stack">
        <label className="field">
          {t('subject')}
          <input
            className="input"
            maxLength={100}
            value={subject}
            onChange={({ target }) => writeSubject(target.value)}
          />
        </label>
        <WordsField label={t('words')} value={words} lengthMax={4000} rows={3} onChange={write} />
        <div className="acts">
          <Button type="primary" disabled={isShort} loading={file.isPending} onClick={() => file.mutate()}>
            {t('send')}
          </Button>
          {isShort && <span className="hint">{t('short')}</span>}
        </div>
        {file.isError && <ProblemView error={file.error} />}
      </div>
    </Section>
  );
}
