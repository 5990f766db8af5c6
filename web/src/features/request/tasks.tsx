// A department's tasks: facts that enterprises call wrong, each closed with what was found, which the enterprise then reads.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { useAct } from '../../kit/use-act.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { useTasks, type Task } from './queries.ts';

export function Tasks() {
  const { t } = useTranslation('request');
  return (
    <Section id="tasks" title={t('tasks')}>
      <Loaded query={useTasks()} rows={2}>
        {(tasks) =>
          tasks.length === 0 ? (
            <p>{t('noTasks')}</p>
          ) : (
            <ul className="cards">
              {tasks.map((task) => (
                <TaskCard key={task.id} task={task} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function TaskCard({ task }: { readonly task: Task }) {
  const { t } = useTranslation('request');
  const names = useNames();
  const [words, write] = useKeptText(`task/${task.id}`);
  const close = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/exceptions/{id}/closure', {
          params: { path: { id: task.id }, header: actHeader(key) },
          body: { resolution: words },
        }),
      ),
    changes: ['exceptions'],
    onDone: () => write(''),
  });
  const { item, uscc, words: said } = task.evidence;
  return (
    <li className="card">
      <div className="stack">
        <dl className="facts">
          <dt>{t('about')}</dt>
          <dd>
            <code>{String(uscc)}</code>
          </dd>
          <dt>{t('fact')}</dt>
          <dd>{names.item(String(item))}</dd>
          <dt>{t('claim')}</dt>
          <dd style={{ whiteSpace: 'pre-wrap' }}>{String(said)}</dd>
        </dl>
        <WordsField label={t('resolution')} value={words} lengthMax={2000} onChange={write} />
        <div>
          <Button
            type="primary"
            disabled={words.trim() === ''}
            loading={close.isPending}
            onClick={() => close.mutate()}
          >
            {t('close')}
          </Button>
        </div>
        {close.isError && <ProblemView error={close.error} />}
      </div>
    </li>
  );
}
