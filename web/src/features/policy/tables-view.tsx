// Decision tables as a grid: a column for each input, a row for each case, with gaps, overlaps and dead rows marked in place.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Document } from 'yaml';
import { Section } from '../../kit/page.tsx';
import { listAt, textAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import { GridRows } from './grid-rows.tsx';
import { ItemList } from './item-list.tsx';
import { insertItem, removeItem } from './policy-yaml.ts';
import { NamedWords } from './rules-view.tsx';
import { useClauses } from './use-clauses.ts';

/** A table of more cells has plain boxes: an editor for each would make the page slow. */
const EDITORS_MAX = 120;
const ANY = '-';

export function TablesView() {
  const { t } = useTranslation('policy');
  const blank = (number: number) => ({
    name: t('tables.new', { number }),
    zh: t('tables.new', { number }),
    en: t('tables.new', { number }),
    inputs: [t('tables.newInput')],
    hit: 'unique',
    rows: [{ when: [ANY], then: 0 }],
  });
  return (
    <Section id="tables" title={t('part.tables')}>
      <p className="hint">{t('tables.hint')}</p>
      <ItemList path={['tables']} one={t('tables.one')} blank={blank}>
        {(item) => <Table path={item} />}
      </ItemList>
    </Section>
  );
}

function Table({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  const clauses = useClauses();
  const inputs = listAt(value, [...path, 'inputs']).map((_, index) =>
    textAt(value, [...path, 'inputs', index]),
  );
  const rows = listAt(value, [...path, 'rows']);
  const isPlain = rows.length * (inputs.length + 1) > EDITORS_MAX;
  const hits = [
    { value: 'unique', label: t('tables.unique') },
    { value: 'first', label: t('tables.first') },
  ];
  const result = t('tables.then');
  return (
    <>
      <NamedWords path={path} />
      <div className="field-row">
        <ChoiceField path={[...path, 'hit']} label={t('tables.hit')} choices={hits} />
        <FeelField path={[...path, 'otherwise']} label={t('tables.otherwise')} isOptional isOneLine />
      </div>
      <Columns path={path} count={inputs.length} />
      <GridRows
        path={[...path, 'rows']}
        label={t('tables.rows')}
        heads={[
          ...inputs.map((input, index) => (
            <InputHead key={index} path={path} index={index} input={input} isOnly={inputs.length === 1} />
          )),
          result,
          t('rules.clause'),
        ]}
        blank={() => ({ when: inputs.map(() => ANY), then: 0 })}
      >
        {(row, index) => [
          ...inputs.map((input, at) => (
            <FeelField
              key={at}
              path={[...row, 'when', at]}
              label={t('tables.cell', { row: index + 1, input })}
              cellOf={input}
              isPlain={isPlain}
              isBare
            />
          )),
          <FeelField
            key="then"
            path={[...row, 'then']}
            label={t('tables.cell', { row: index + 1, input: result })}
            isPlain={isPlain}
            isOneLine
            isBare
          />,
          <TextField
            key="clause"
            path={[...row, 'clause']}
            label={t('tables.cell', { row: index + 1, input: t('rules.clause') })}
            suggestions={clauses}
            isOptional
            isBare
          />,
        ]}
      </GridRows>
    </>
  );
}

function Columns({ path, count }: { readonly path: Path; readonly count: number }) {
  const { t } = useTranslation('policy');
  const { value, change } = useEditing();
  const rows = listAt(value, [...path, 'rows']).length;
  const add = (document: Document) => {
    insertItem(document, [...path, 'inputs'], count, t('tables.newInput'));
    for (let row = 0; row < rows; row++) insertItem(document, [...path, 'rows', row, 'when'], count, ANY);
  };
  return (
    <Button size="small" onClick={() => change(add)}>
      {t('tables.addColumn')}
    </Button>
  );
}

interface InputHeadProps {
  readonly path: Path;
  readonly index: number;
  readonly input: string;
  readonly isOnly: boolean;
}

/** The head of a column: what its cells are compared with. */
function InputHead({ path, index, input, isOnly }: InputHeadProps) {
  const { t } = useTranslation('policy');
  const { value, change } = useEditing();
  const rows = listAt(value, [...path, 'rows']).length;
  const remove = (document: Document) => {
    removeItem(document, [...path, 'inputs'], index);
    for (let row = 0; row < rows; row++) removeItem(document, [...path, 'rows', row, 'when'], index);
  };
  return (
    <span className="policy-input-head">
      <FeelField
        path={[...path, 'inputs', index]}
        label={t('tables.input', { number: index + 1 })}
        isOneLine
        isBare
      />
      <Button
        size="small"
        disabled={isOnly}
        aria-label={t('tables.removeColumn', { input })}
        onClick={() => change(remove)}
      >
        ✕
      </Button>
    </span>
  );
}
