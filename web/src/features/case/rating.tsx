// 好差评 in one tap after the case has ended; words are welcome, and asked for where it went badly.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useAct } from '../../kit/use-act.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';

const ENDED: readonly string[] = ['paid', 'granted', 'refused'];
const STARS = [1, 2, 3, 4, 5] as const;
type Stars = (typeof STARS)[number];

export function Rating({ shown }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  if (shown.rating) {
    return (
      <Section id="rating" title={t('rating.title')}>
        <p>
          <Filled stars={shown.rating.stars} /> {t(`rating.${shown.rating.stars as Stars}`)}
        </p>
        {shown.rating.words !== undefined && <p className="hint">{shown.rating.words}</p>}
        <p className="hint">{t(shown.rating.stars <= 2 ? 'rating.badDone' : 'rating.done')}</p>
      </Section>
    );
  }
  return ENDED.includes(shown.state) ? <Rate id={shown.application.id} /> : null;
}

const Filled = ({ stars }: { readonly stars: number }) => (
  <span className="stars" aria-hidden="true">
    {'★'.repeat(stars)}
    {'☆'.repeat(STARS.length - stars)}
  </span>
);

function Rate({ id }: { readonly id: string }) {
  const { t } = useTranslation('case');
  const [stars, choose] = useState<Stars>();
  const [words, write] = useKeptText(`rating/${id}`);
  const rate = useAct({
    send: (given: Stars, key) =>
      answerOf(
        api.POST('/api/applications/{id}/rating', {
          params: { path: { id }, header: actHeader(key) },
          body: { stars: given, ...(words.trim() !== '' && { words }) },
        }),
      ),
    changes: ['application'],
    onDone: () => write(''),
  });
  return (
    <Section id="rating" title={t('rating.ask')}>
      <div className="stack">
        <div className="acts" role="group" aria-labelledby="rating">
          {STARS.map((each) => (
            <Button
              key={each}
              aria-pressed={stars === each}
              type={stars === each ? 'primary' : 'default'}
              onClick={() => choose(each)}
            >
              {each} ★ {t(`rating.${each}`)}
            </Button>
          ))}
        </div>
        {stars !== undefined && (
          <>
            <WordsField
              label={t(stars <= 2 ? 'rating.whyBad' : 'rating.words')}
              value={words}
              lengthMax={1000}
              onChange={write}
            />
            <div>
              <Button type="primary" loading={rate.isPending} onClick={() => rate.mutate(stars)}>
                {t('rating.send')}
              </Button>
            </div>
          </>
        )}
        {rate.isError && <ProblemView error={rate.error} />}
      </div>
    </Section>
  );
}
