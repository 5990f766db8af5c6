// The bulletins of the last days in whole sentences, to be read aloud or copied into a report.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Section } from '../../kit/page.tsx';
import { dayText } from '../../kit/time.ts';
import { useBulletins } from './queries.ts';

const SHOWN = 7;

export function Bulletins() {
  const { t } = useTranslation('cockpit');
  const { language, pick } = useLanguage();
  return (
    <Section id="bulletins" title={t('bulletins')}>
      <Loaded query={useBulletins()} rows={3}>
        {(bulletins) =>
          bulletins.length === 0 ? (
            <p className="hint">{t('nothing')}</p>
          ) : (
            <ul className="cards">
              {bulletins.slice(0, SHOWN).map((bulletin) => (
                <li key={bulletin.day} className="card">
                  <div>
                    <h3>{dayText(bulletin.day, language)}</h3>
                    <p>{pick(bulletin)}</p>
                  </div>
                  <Copy text={pick(bulletin)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Copy({ text }: { readonly text: string }) {
  const { t } = useTranslation('cockpit');
  const [isCopied, copied] = useState(false);
  return (
    <Button
      size="small"
      onClick={() => void navigator.clipboard.writeText(text).then(() => copied(true))}
      aria-live="polite"
    >
      {t(isCopied ? 'copied' : 'copy')}
    </Button>
  );
}
