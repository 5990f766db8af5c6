// A list of the document as cards that are added, moved and deleted: conditions, values, parameters, caps and the like.
import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { listAt, pathText, textAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import { RowActs } from './row-acts.tsx';

interface ItemListProps {
  readonly path: Path;
  /** What one member is called. */
  readonly one: string;
  /** A new member, with words that let the rest of the document be checked meanwhile. */
  readonly blank: (number: number) => Readonly<Record<string, unknown>>;
  readonly children: (itemPath: Path, index: number) => ReactNode;
}

const FIRST_CONTROL = 'input, select, textarea';

export function ItemList({ path, one, blank, children }: ItemListProps) {
  const { value, problemsAt, insert } = useEditing();
  const { t } = useTranslation('policy');
  const list = useRef<HTMLOListElement>(null);
  const items = listAt(value, path);
  const add = () => {
    insert(path, items.length, blank(items.length + 1));
    setTimeout(() => list.current?.lastElementChild?.querySelector<HTMLElement>(FIRST_CONTROL)?.focus());
  };
  return (
    <>
      {items.length > 0 && (
        <ol className="policy-items" ref={list}>
          {items.map((item, index) => (
            <Item key={index} path={path} index={index} count={items.length} one={one} item={item}>
              {children([...path, index], index)}
            </Item>
          ))}
        </ol>
      )}
      {problemsAt(path).map((problem, index) => (
        <ListProblem key={index} problem={problem} />
      ))}
      <Button onClick={add}>{t('edit.add', { one })}</Button>
    </>
  );
}

interface ItemProps {
  readonly path: Path;
  readonly index: number;
  readonly count: number;
  readonly one: string;
  readonly item: unknown;
  readonly children: ReactNode;
}

function Item({ path, index, count, one, item, children }: ItemProps) {
  const { problemsAt } = useEditing();
  const name = textAt(item, ['name']) || `${one} ${index + 1}`;
  return (
    <li className="policy-item" data-place={pathText([...path, index])}>
      <div className="policy-item-head">
        <span className="hint">{index + 1}</span>
        <span className="acts">
          <RowActs path={path} index={index} count={count} name={name} />
        </span>
      </div>
      {children}
      {problemsAt([...path, index]).map((problem, at) => (
        <ListProblem key={at} problem={problem} />
      ))}
    </li>
  );
}

interface ListProblemProps {
  readonly problem: { readonly zh: string; readonly en: string; readonly isError: boolean };
}

/** What the checker says about a whole list or a whole member of it. */
export function ListProblem({ problem }: ListProblemProps) {
  const { pick } = useLanguage();
  return <p className={problem.isError ? 'field-error' : 'field-advice'}>{pick(problem)}</p>;
}
