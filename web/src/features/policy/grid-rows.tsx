// Rows of a list as a table of fields, with rows added, moved and deleted; what the checker says of a row stands below it.
import { Button } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listAt, pathText, type Path } from './document-value.ts';
import { fieldId, useEditing } from './editing.ts';
import { ListProblem } from './item-list.tsx';
import { RowActs } from './row-acts.tsx';

interface GridRowsProps {
  readonly path: Path;
  readonly label: string;
  readonly heads: readonly ReactNode[];
  readonly blank: () => unknown;
  /** The cells of one row, one for each head. */
  readonly children: (rowPath: Path, index: number) => readonly ReactNode[];
  /** Below the rows, within the table: `otherwise` of a decision table. */
  readonly foot?: ReactNode;
}

export function GridRows({ path, label, heads, blank, children, foot }: GridRowsProps) {
  const { value, problemsAt, insert } = useEditing();
  const { t } = useTranslation('policy');
  const rows = listAt(value, path);
  return (
    <>
      <div className="scroll" tabIndex={0} role="group" aria-label={label}>
        <table className="grid policy-grid">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">
                <span className="unseen">{t('edit.acts')}</span>
              </th>
              {heads.map((head, index) => (
                <th key={index} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((_, index) => (
              <GridRow
                key={index}
                path={path}
                index={index}
                count={rows.length}
                cells={children([...path, index], index)}
              />
            ))}
            {foot}
          </tbody>
        </table>
      </div>
      {problemsAt(path).map((problem, index) => (
        <ListProblem key={index} problem={problem} />
      ))}
      <Button size="small" onClick={() => insert(path, rows.length, blank())}>
        {t('edit.addRow')}
      </Button>
    </>
  );
}

interface GridRowProps {
  readonly path: Path;
  readonly index: number;
  readonly count: number;
  readonly cells: readonly ReactNode[];
}

function GridRow({ path, index, count, cells }: GridRowProps) {
  const { t } = useTranslation('policy');
  const { problemsAt } = useEditing();
  const problems = problemsAt([...path, index]);
  const tone = problems.some(({ isError }) => isError) ? 'wrong' : problems.length > 0 ? 'advised' : '';
  const name = t('edit.rowName', { number: index + 1 });
  return (
    <Fragment>
      <tr
        id={fieldId([...path, index])}
        className={tone}
        data-place={pathText([...path, index])}
        tabIndex={-1}
      >
        <th scope="row">
          {tone !== '' && <span aria-hidden="true">⚠</span>}
          {index + 1}
        </th>
        <td className="policy-row-acts">
          <RowActs path={path} index={index} count={count} name={name} />
        </td>
        {cells.map((cell, at) => (
          <td key={at}>{cell}</td>
        ))}
      </tr>
      {problems.length > 0 && (
        <tr className={tone}>
          <td />
          <td colSpan={cells.length + 1}>
            {problems.map((problem, at) => (
              <ListProblem key={at} problem={problem} />
            ))}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
