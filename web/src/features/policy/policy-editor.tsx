// The policy editor: form and text side by side in step, the checker's errors beside their lines, worked examples while typing.
import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import { useLanguage } from '../../kit/language.ts';
import { useAct } from '../../kit/use-act.ts';
import { BasicsForm } from './basics-form.tsx';
import { CheckPanel } from './check-panel.tsx';
import { CodeArea, type CodeAreaHandle } from './code-area.tsx';
import { NEW_POLICY } from './new-policy.ts';
import { yamlOf } from './policy-yaml.ts';
import { usePolicyHead } from './queries.ts';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';

export function PolicyEditor() {
  const { policyId = '' } = useParams();
  const { t } = useTranslation('policy');
  const query = usePolicyHead(policyId);
  return (
    <Page title={t(policyId === '' ? 'edit.newTitle' : 'edit.title')} lead={t('edit.lead')} isWide>
      {policyId === '' ? (
        <Editor policyId="" stored={NEW_POLICY} />
      ) : (
        <Loaded query={query} rows={10}>
          {({ document }) => <Editor policyId={policyId} stored={yamlOf(document)} />}
        </Loaded>
      )}
    </Page>
  );
}

function Editor({ policyId, stored }: { readonly policyId: string; readonly stored: string }) {
  const { t } = useTranslation('policy');
  const draft = useDraft(policyId, stored);
  const checking = useCheck(draft.text);
  const code = useRef<CodeAreaHandle>(null);
  const check = checking.query.data;
  const wrongLines = new Set(check?.errors.map(({ line }) => line) ?? []);
  return (
    <>
      {draft.isRestored && (
        <Alert
          type="info"
          showIcon
          title={t('edit.restored')}
          action={
            <Button size="small" onClick={draft.discard}>
              {t('edit.discard')}
            </Button>
          }
        />
      )}
      <div className="editor">
        <Section id="code" title={t('edit.code')}>
          <CodeArea
            ref={code}
            text={draft.text}
            label={t('edit.code')}
            wrongLines={wrongLines}
            onChange={draft.set}
          />
          <Save
            document={check?.document}
            isReady={check?.isClean === true && !checking.isStale}
            onSaved={draft.discard}
          />
        </Section>
        <div style={{ display: 'grid', gap: 16 }}>
          <CheckPanel checking={checking} onLine={(line) => code.current?.goToLine(line)} />
          <Section id="form" title={t('edit.form')}>
            <BasicsForm text={draft.text} onChange={draft.set} />
          </Section>
          <Items onPick={(name) => code.current?.insert(name)} />
        </div>
      </div>
    </>
  );
}

interface SaveProps {
  readonly document: unknown;
  readonly isReady: boolean;
  readonly onSaved: () => void;
}

function Save({ document, isReady, onSaved }: SaveProps) {
  const { t } = useTranslation('policy');
  const navigate = useNavigate();
  const save = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/policies', {
          params: { header: actHeader(key) },
          // What it must be is checked by the API, which names every error.
          body: document as { schema: 'zhida-policy/1' },
        }),
      ),
    changes: ['policy-desk', 'policy-latest', 'policy-versions'],
    onDone: ({ id }) => {
      onSaved();
      void navigate(`/policies/${id}`);
    },
  });
  return (
    <div className="acts" style={{ marginTop: 12 }}>
      <Button type="primary" disabled={!isReady} loading={save.isPending} onClick={() => save.mutate()}>
        {t('edit.save')}
      </Button>
      <span className="hint">{t('edit.saveHint')}</span>
      {save.isError && <ProblemView error={save.error} />}
    </div>
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
