// The policy editor: one document under forms, grids and text; checks, worked examples and the law beside it while it is written.
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useAct } from '../../kit/use-act.ts';
import { AmountView } from './amount-view.tsx';
import { BasicsView } from './basics-view.tsx';
import { CheckPanel } from './check-panel.tsx';
import type { CodeAreaHandle } from './code-area.tsx';
import { EditingContext, useEditing, useEditingOf, type Problem } from './editing.ts';
import { viewNamed, viewOf, type EditorView } from './editor-views.ts';
import { ExamplesView } from './examples-view.tsx';
import { focusAt } from './focus-at.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { LegalText } from './legal-text.tsx';
import { NEW_POLICY } from './new-policy.ts';
import { ParametersView } from './parameters-view.tsx';
import './policy.css';
import { yamlOf } from './policy-yaml.ts';
import { usePolicyHead } from './queries.ts';
import { RulesView } from './rules-view.tsx';
import { TablesView } from './tables-view.tsx';
import { TermsView } from './terms-view.tsx';
import { TextView } from './text-view.tsx';
import { useCheck, type TextCheck } from './use-check.ts';
import { useDraft, type Draft } from './use-draft.ts';
import { ViewNav } from './view-nav.tsx';

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
  const check = checking.query.data;
  const editing = useEditingOf(draft, check);
  const isSaved = useRef(false);
  const isChanged = useRef(false);
  useEffect(() => {
    isChanged.current = draft.isChanged;
  }, [draft.isChanged]);
  const isUnsaved = useRef(() => isChanged.current && !isSaved.current).current;
  return (
    <EditingContext value={editing}>
      <LeaveGuard isUnsaved={isUnsaved} />
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
      <div onKeyDownCapture={(event) => undoByKey(event, draft)}>
        <Tools
          draft={draft}
          check={check}
          isReady={check?.isReadable === true && !checking.isStale}
          onSaved={() => {
            isSaved.current = true;
            draft.discard();
          }}
        />
        <Desk draft={draft} checking={checking} />
      </div>
    </EditingContext>
  );
}

/** One history for all views: a form's step is undone in the text, and the other way round. */
function undoByKey(event: KeyboardEvent, { undo, redo }: Draft): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) redo();
  else undo();
}

/** Grids need the whole width; what stands beside a form stands below them. */
const WIDE_VIEWS: ReadonlySet<EditorView> = new Set(['tables', 'examples']);

interface DeskProps {
  readonly draft: Draft;
  readonly checking: ReturnType<typeof useCheck>;
}

function Desk({ draft, checking }: DeskProps) {
  const [address, setAddress] = useSearchParams();
  const view = viewNamed(address.get('view'));
  const code = useRef<CodeAreaHandle>(null);
  const [target, aim] = useState<Problem>();
  const [place, standAt] = useState('');
  useEffect(() => {
    if (!target) return;
    if (view === 'text') code.current?.goToLine(target.line);
    else focusAt(target.path);
    aim(undefined);
  }, [target, view]);
  const go = (problem: Problem) => {
    const to = view === 'text' ? view : viewOf(problem.path);
    if (to !== view) setAddress({ view: to }, { replace: true });
    aim(problem);
  };
  const follow = ({ target: focused }: FocusEvent) =>
    standAt(focused.closest('[data-place]')?.getAttribute('data-place') ?? '');
  return (
    <>
      <ViewNav view={view} />
      <div className={WIDE_VIEWS.has(view) ? 'stack' : 'editor'}>
        <div className="stack" onFocusCapture={follow}>
          {view === 'text' ? (
            <TextView
              draft={draft}
              check={checking.query.data}
              code={code}
              onInsert={(item) => code.current?.insert(item)}
            />
          ) : (
            <Form view={view} check={checking.query.data} />
          )}
        </div>
        <div className="stack policy-beside">
          <CheckPanel checking={checking} view={view} onGo={go} />
          <LegalText place={place} />
        </div>
      </div>
    </>
  );
}

interface FormProps {
  readonly view: Exclude<EditorView, 'text'>;
  readonly check: TextCheck | undefined;
}

function Form({ view, check }: FormProps) {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  if (value === undefined) return <Alert type="error" showIcon title={t('edit.notYaml')} />;
  if (view === 'basics') return <BasicsView />;
  if (view === 'parameters') return <ParametersView />;
  if (view === 'tables') return <TablesView />;
  if (view === 'rules') return <RulesView />;
  if (view === 'amount') return <AmountView />;
  return view === 'terms' ? <TermsView /> : <ExamplesView check={check} />;
}

interface ToolsProps {
  readonly draft: Draft;
  readonly check: TextCheck | undefined;
  readonly isReady: boolean;
  readonly onSaved: () => void;
}

function Tools({ draft, check, isReady, onSaved }: ToolsProps) {
  const { t } = useTranslation('policy');
  const navigate = useNavigate();
  const save = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/policies', {
          params: { header: actHeader(key) },
          // What it must be is checked by the API, which names every error.
          body: check?.document as { schema: 'zhida-policy/1' },
        }),
      ),
    changes: ['policy-desk', 'policy-latest', 'policy-versions'],
    onDone: ({ id }) => {
      onSaved();
      void navigate(`/policies/${id}`);
    },
  });
  return (
    <div className="policy-tools">
      <Button disabled={!draft.canUndo} onClick={draft.undo}>
        {t('edit.undo')}
      </Button>
      <Button disabled={!draft.canRedo} onClick={draft.redo}>
        {t('edit.redo')}
      </Button>
      <Button type="primary" disabled={!isReady} loading={save.isPending} onClick={() => save.mutate()}>
        {t('edit.save')}
      </Button>
      <span className="hint">
        {t(draft.isChanged ? 'edit.unsaved' : 'edit.saveHint')}
        {isReady && (check?.errors.length ?? 0) > 0 && ` · ${t('edit.savesUnfinished')}`}
      </span>
      {save.isError && <ProblemView error={save.error} />}
    </div>
  );
}
