// Saved alerts: which new policies the enterprise wants to be told of; each can be ended again.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { fenOfYuan, money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import { useAct } from '../../kit/use-act.ts';
import { useWishes, type KeptWish, type Wish } from './queries.ts';

export function Alerts({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('message');
  return (
    <Section id="alerts" title={t('alerts')}>
      <div className="stack">
        <p className="hint">{t('alertsHint')}</p>
        <Loaded query={useWishes(uscc)} rows={2}>
          {({ items }) => (
            <ul className="plain">
              {items.length === 0 && <li>{t('noAlerts')}</li>}
              {items.map((wish) => (
                <KeptAlert key={wish.id} uscc={uscc} wish={wish} />
              ))}
            </ul>
          )}
        </Loaded>
        <NewAlert uscc={uscc} />
      </div>
    </Section>
  );
}

function useSectors() {
  return useCatalogue().data?.items.find(({ role }) => role === 'sector')?.values ?? [];
}

function KeptAlert({ uscc, wish }: { readonly uscc: string; readonly wish: KeptWish }) {
  const { t } = useTranslation('message');
  const { pick } = useLanguage();
  const sector = useSectors().find(({ code }) => code === wish.sector);
  const end = useAct({
    send: () =>
      answerOf(
        api.DELETE('/api/enterprises/{uscc}/subscriptions/{id}', { params: { path: { uscc, id: wish.id } } }),
      ),
    changes: ['subscriptions'],
  });
  const parts = [
    ...(wish.words === undefined ? [] : [wish.words]),
    ...(wish.sector === undefined ? [] : [sector ? pick(sector) : wish.sector]),
    ...(wish.atLeastFen === undefined ? [] : [t('atLeastOf', { amount: money(wish.atLeastFen) })]),
  ];
  const named = parts.length === 0 ? t('everything') : parts.join(' · ');
  return (
    <li>
      {named}{' '}
      <Button
        type="link"
        size="small"
        aria-label={`${t('end')}: ${named}`}
        loading={end.isPending}
        onClick={() => end.mutate(undefined)}
      >
        {t('end')}
      </Button>
      {end.isError && <ProblemView error={end.error} />}
    </li>
  );
}

const useNewAlert = (uscc: string, onDone: () => void) =>
  useAct({
    send: (wish: Wish, key) =>
      answerOf(
        api.POST('/api/enterprises/{uscc}/subscriptions', {
          params: { path: { uscc }, header: actHeader(key) },
          body: wish,
        }),
      ),
    changes: ['subscriptions'],
    onDone,
  });

function NewAlert({ uscc }: { readonly uscc: string }) {
  const { t } = useTranslation('message');
  const { pick } = useLanguage();
  const [words, writeWords] = useState('');
  const [sector, choose] = useState('');
  const [least, writeLeast] = useState('');
  const atLeastFen = fenOfYuan(least);
  const wish: Wish = {
    ...(words.trim() !== '' && { words: words.trim() }),
    ...(sector !== '' && { sector }),
    ...(atLeastFen !== undefined && { atLeastFen }),
  };
  const add = useNewAlert(uscc, () => {
    writeWords('');
    choose('');
    writeLeast('');
  });
  const isWrong = least !== '' && atLeastFen === undefined;
  return (
    <div className="stack">
      <div className="field-row">
        <label className="field">
          {t('words')}
          <input
            className="input"
            maxLength={50}
            value={words}
            onChange={({ target }) => writeWords(target.value)}
          />
        </label>
        <label className="field">
          {t('sector')}
          <select className="input" value={sector} onChange={({ target }) => choose(target.value)}>
            <option value="">{t('anySector')}</option>
            {useSectors().map(({ code, ...name }) => (
              <option key={code} value={code}>
                {pick(name)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('atLeast')}
          <input
            className="input"
            inputMode="decimal"
            aria-invalid={isWrong}
            value={least}
            onChange={({ target }) => writeLeast(target.value)}
          />
        </label>
      </div>
      <div>
        <Button type="primary" disabled={isWrong} loading={add.isPending} onClick={() => add.mutate(wish)}>
          {t('add')}
        </Button>
      </div>
      {add.isError && <ProblemView error={add.error} />}
    </div>
  );
}
