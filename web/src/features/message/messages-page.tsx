// What the enterprise should know: messages with the newest first, and the alerts that it saved.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page } from '../../kit/page.tsx';
import { usePerson } from '../../kit/session.ts';
import { instantText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { Alerts } from './alerts.tsx';
import { useMessages, type Message } from './queries.ts';

export function MessagesPage() {
  const { t } = useTranslation('message');
  const uscc = usePerson().actsFor[0] ?? '';
  const query = useMessages(uscc);
  return (
    <Page title={t('title')} lead={query.data && t('unread', { count: query.data.unread })}>
      <Loaded query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="surface">{t('none')}</p>
          ) : (
            <ul className="cards">
              {items.map((message) => (
                <MessageCard key={message.id} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Alerts uscc={uscc} />
    </Page>
  );
}

function MessageCard({ message }: { readonly message: Message }) {
  const { t } = useTranslation('message');
  const { language, pick } = useLanguage();
  const read = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/messages/{id}/reading', {
          params: { path: { id: message.id }, header: actHeader(key) },
        }),
      ),
    changes: ['messages'],
  });
  const isNew = message.readAt === undefined;
  const path =
    message.applicationId === undefined
      ? `/library/${message.policyId}`
      : applicationPath(message.applicationId);
  return (
    <li className="card">
      <div>
        <h2>
          <Link to={path} onClick={() => isNew && read.mutate()}>
            {pick(message.title)}
          </Link>
        </h2>
        <p>{pick(message.text)}</p>
        <p className="meta">
          <span className={isNew ? 'tag tag-wait' : 'tag tag-still'}>{t(isNew ? 'new' : 'read')}</span>
          <span>{instantText(message.at, language)}</span>
        </p>
      </div>
      <div className="card-side">
        {message.amountFen !== undefined && <span className="card-amount">{money(message.amountFen)}</span>}
        {isNew && (
          <Button
            size="small"
            loading={read.isPending}
            aria-label={`${t('markRead')}: ${pick(message.title)}`}
            onClick={() => read.mutate()}
          >
            {t('markRead')}
          </Button>
        )}
      </div>
    </li>
  );
}
