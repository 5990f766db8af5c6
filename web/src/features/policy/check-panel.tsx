// What the checker says, each with the way to its place, and the worked examples with what came out beside what should.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { OutcomeTag } from '../../kit/state-tag.tsx';
import { useEditing, type Problem } from './editing.ts';
import { viewOf, type EditorView } from './editor-views.ts';
import type { TextCheck, useCheck } from './use-check.ts';

interface CheckPanelProps {
  readonly checking: ReturnType<typeof useCheck>;
  /** In the text an error has a line, in the forms a field. */
  readonly view: EditorView;
  readonly onGo: (problem: Problem) => void;
}

export function CheckPanel({ checking: { query, isStale }, view, onGo }: CheckPanelProps) {
  const { t } = useTranslation('policy');
  const { problems } = useEditing();
  const check = query.data;
  const errors = problems.filter(({ isError }) => isError);
  const warnings = problems.filter(({ isError }) => !isError);
  const status =
    check === undefined || isStale
      ? t('edit.checking')
      : errors.length === 0
        ? t('edit.clean')
        : t('edit.errors', { count: errors.length });
  return (
    <>
      <Section id="checks" title={t('edit.checks')} acts={<span role="status">{status}</span>}>
        {query.isError && <ProblemView error={query.error} />}
        <Problems problems={errors} view={view} onGo={onGo} />
        {warnings.length > 0 && (
          <>
            <h3 style={{ margin: '12px 0 6px' }}>{t('edit.warnings', { count: warnings.length })}</h3>
            <Problems problems={warnings} view={view} onGo={onGo} />
          </>
        )}
      </Section>
      {view !== 'examples' && (
        <Section id="examples" title={t('desk.examples')}>
          {check && <Examples check={check} />}
        </Section>
      )}
    </>
  );
}

interface ProblemsProps extends Pick<CheckPanelProps, 'view' | 'onGo'> {
  readonly problems: readonly Problem[];
}

function Problems({ problems, view, onGo }: ProblemsProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  return (
    <ul className="conditions">
      {problems.map((problem, index) => {
        const { line, path, isError } = problem;
        const isInText = view === 'text' || viewOf(path) === 'text';
        const place = isInText ? t('edit.line', { line }) : t(`view.${viewOf(path)}`);
        const label = isInText ? t('edit.jump', { line }) : t('edit.mend', { place, path });
        return (
          <li key={index}>
            <Button size="small" danger={isError} aria-label={label} onClick={() => onGo(problem)}>
              {place}
            </Button>
            <span>
              {pick(problem)} <code className="hint">{path}</code>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

type Example = TextCheck['examples'][number];

/** `expect` as the author wrote it, found by the example's name. */
function expectedOf(document: unknown, name: string): { outcome?: string; amountFen?: number } {
  const examples =
    (document as { examples?: { name?: string; expect?: object }[] } | undefined)?.examples ?? [];
  return examples.find((example) => example.name === name)?.expect ?? {};
}

function Examples({ check }: { readonly check: TextCheck }) {
  const { t } = useTranslation('policy');
  if (check.examples.length === 0)
    return <p className="hint">{t(check.hasExamples ? 'edit.examplesWait' : 'edit.noExamples')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-labelledby="examples">
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('edit.example')}</th>
            <th scope="col">{t('edit.expected')}</th>
            <th scope="col">{t('edit.actual')}</th>
            <th scope="col" className="number">
              {t('edit.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {check.examples.map((example, index) => (
            <ExampleRow key={index} example={example} expected={expectedOf(check.document, example.name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ExampleRowProps {
  readonly example: Example;
  readonly expected: { readonly outcome?: string; readonly amountFen?: number };
}

const isOutcome = (text: string | undefined): text is NonNullable<Example['outcome']> =>
  text === 'eligible' || text === 'ineligible' || text === 'unknown';

function ExampleRow({ example, expected }: ExampleRowProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  return (
    <tr>
      <td>
        <span className={example.ok ? 'tag tag-good' : 'tag tag-bad'}>
          {t(example.ok ? 'edit.pass' : 'edit.fail')}
        </span>{' '}
        {example.name}
        {example.errors.map((error, index) => (
          <p key={index} className="field-error">
            {pick(error)}
          </p>
        ))}
      </td>
      <td>{isOutcome(expected.outcome) && <OutcomeTag outcome={expected.outcome} />}</td>
      <td>{example.outcome && <OutcomeTag outcome={example.outcome} />}</td>
      <td className="number">
        {typeof example.amountFen === 'number' && money(example.amountFen)}
        {!example.ok && expected.amountFen !== undefined && (
          <>
            <br />
            <del>{money(expected.amountFen)}</del>
          </>
        )}
      </td>
    </tr>
  );
}
