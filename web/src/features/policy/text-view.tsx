// The whole policy as YAML, the same document as the forms: what one changes, the other shows.
import { Button } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import { CodeArea, type CodeAreaHandle } from './code-area.tsx';
import type { TextCheck } from './use-check.ts';
import type { Draft } from './use-draft.ts';

interface TextViewProps {
  readonly draft: Draft;
  readonly check: TextCheck | undefined;
  readonly code: Ref<CodeAreaHandle>;
  readonly onInsert: (name: string) => void;
}

export function TextView({ draft, check, code, onInsert }: TextViewProps) {
  const { t } = useTranslation('policy');
  const wrongLines = new Set(check?.errors.map(({ line }) => line) ?? []);
  return (
    <>
      <Section id="code" title={t('edit.code')}>
        <CodeArea
          ref={code}
          text={draft.text}
          label={t('edit.code')}
          wrongLines={wrongLines}
          onChange={(text) => draft.edit(() => text, 'text')}
        />
      </Section>
      <Items onPick={onInsert} />
    </>
  );
}

/** The catalogue's items by the names that rules use. */
function Items({ onPick }: { readonly onPick: (name: string) => void }) {
  const { t } = useTranslation('policy');
  const { language } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  return (
    <details className="surface">
      <summary>
        {t('edit.items')} ({items.length}) <span className="hint">{t('edit.itemsHint')}</span>
      </summary>
      <div className="acts" style={{ marginTop: 10 }}>
        {items.map((item) => (
          <Button key={item.key} size="small" title={item.en} onClick={() => onPick(item.zh)}>
            {language === 'zh' ? item.zh : `${item.zh} (${item.en})`}
          </Button>
        ))}
      </div>
    </details>
  );
}
