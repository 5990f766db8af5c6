// Worked examples as a table: a row for each firm, a column for each fact, and what comes out beside what should.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { fenOfYuan, money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { useCatalogue } from '../../kit/reference-data.ts';
import { OutcomeTag } from '../../kit/state-tag.tsx';
import { at, listAt, scalarOf, textAt, textsAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import { ChoiceField, FieldFrame, TextField, type FieldProps } from './fields.tsx';
import { GridRows } from './grid-rows.tsx';
import { useState } from 'react';
import type { TextCheck } from './use-check.ts';

const OUTCOMES = ['eligible', 'ineligible', 'unknown'] as const;

interface ExamplesViewProps {
  readonly check: TextCheck | undefined;
}

export function ExamplesView({ check }: ExamplesViewProps) {
  const { t } = useTranslation('policy');
  const { t: kit } = useTranslation('kit');
  const { value } = useEditing();
  const facts = useFacts(value);
  const [name, outcome, amount] = [t('edit.example'), t('edit.expected'), t('examples.amount')];
  const blank = () => ({
    name: t('examples.new', { number: listAt(value, ['examples']).length + 1 }),
    facts: {},
    expect: { outcome: 'eligible' },
  });
  return (
    <Section id="example-table" title={t('desk.examples')}>
      <p className="hint">{t('examples.hint')}</p>
      <GridRows
        path={['examples']}
        label={t('desk.examples')}
        heads={[
          name,
          t('edit.actual'),
          outcome,
          amount,
          ...facts.map((fact) => <FactHead key={fact.name} fact={fact} />),
        ]}
        blank={blank}
      >
        {(row, index) => [
          <TextField key="name" path={[...row, 'name']} label={name} isBare />,
          <Result key="result" check={check} index={index} />,
          <ChoiceField
            key="outcome"
            path={[...row, 'expect', 'outcome']}
            label={outcome}
            choices={OUTCOMES.map((each) => ({ value: each, label: kit(`outcome.${each}`) }))}
            isBare
          />,
          <AmountField key="amount" path={[...row, 'expect', 'amountFen']} label={amount} isBare />,
          ...facts.map((fact) => <FactField key={fact.name} row={row} fact={fact} />),
        ]}
      </GridRows>
    </Section>
  );
}

interface Fact {
  /** As it stands in the examples, else in the language of the catalogue. */
  readonly name: string;
  readonly item: CatalogueItem | undefined;
}

/** A column for each item that the policy reads or an example gives. */
function useFacts(value: unknown): readonly Fact[] {
  const catalogue = useCatalogue().data?.items ?? [];
  const itemOf = (name: string) => catalogue.find(({ key, zh }) => key === name || zh === name);
  const given = listAt(value, ['examples']).flatMap((example) =>
    Object.keys((at(example, ['facts']) as object | null | undefined) ?? {}),
  );
  const facts = new Map<string, Fact>();
  for (const name of [...textsAt(value, ['items']), ...given]) {
    const item = itemOf(name);
    facts.set(item?.key ?? name, { name: item?.zh ?? name, item });
  }
  return [...facts.values()];
}

function FactHead({ fact: { name, item } }: { readonly fact: Fact }) {
  const { pick } = useLanguage();
  const { t } = useTranslation('policy');
  const unit = item?.type === 'money' ? t('examples.yuan') : item?.unit;
  return (
    <>
      {(item ? pick(item) : name).replaceAll('_', ' ')}
      {unit !== undefined && <span className="hint"> {unit}</span>}
    </>
  );
}

/** Under the name that this example already uses, else the column's. */
function nameIn(facts: unknown, { name, item }: Fact): string {
  return (
    [item?.key, item?.zh, name].find((each) => each !== undefined && at(facts, [each]) !== undefined) ?? name
  );
}

function FactField({ row, fact }: { readonly row: Path; readonly fact: Fact }) {
  const { value } = useEditing();
  const { pick, language } = useLanguage();
  const { t } = useTranslation('policy');
  const path = [...row, 'facts', nameIn(at(value, [...row, 'facts']), fact)];
  const { item } = fact;
  const field: FieldProps = {
    path,
    label: `${textAt(value, [...row, 'name'])}: ${item ? pick(item) : fact.name}`,
    isOptional: true,
    isBare: true,
  };
  if (item?.type === 'list')
    return <span className="hint">{t('examples.records', { count: listAt(value, path).length })}</span>;
  if (item?.type === 'boolean') {
    const choices = (['true', 'false'] as const).map((each) => ({ value: each, label: t(`truth.${each}`) }));
    return <ChoiceField {...field} choices={choices} />;
  }
  if (item?.type === 'enum')
    return <EnumField field={field} values={item.values ?? []} language={language} />;
  if (item?.type === 'date') return <TextField {...field} type="date" />;
  return item?.type === 'text' ? <TextField {...field} /> : <FigureField {...field} />;
}

interface EnumFieldProps {
  readonly field: FieldProps;
  readonly values: NonNullable<CatalogueItem['values']>;
  readonly language: 'zh' | 'en';
}

/** A word of the enum in whichever form the example has it: code, zh or en. */
function EnumField({ field, values, language }: EnumFieldProps) {
  const { value } = useEditing();
  const written = textAt(value, field.path);
  const choices = values.map((each) => ({
    value: [each.code, each.zh, each.en].find((form) => form === written) ?? each.zh,
    label: each[language],
  }));
  return <ChoiceField {...field} choices={choices} />;
}

/** A number, or what was typed so far. */
function FigureField(field: FieldProps) {
  const { value, set } = useEditing();
  return (
    <FieldFrame {...field}>
      {(attributes) => (
        <input
          {...attributes}
          className="input amount"
          inputMode="decimal"
          value={textAt(value, field.path)}
          onChange={({ target }) =>
            set(field.path, target.value.trim() === '' ? undefined : scalarOf(target.value.trim()))
          }
        />
      )}
    </FieldFrame>
  );
}

/** Typed in yuan, kept in fen; what is no amount is not kept. */
function AmountField(field: FieldProps) {
  const { value, set } = useEditing();
  const amountFen = at(value, field.path);
  const kept = typeof amountFen === 'number' ? (amountFen / 100).toFixed(2).replace(/\.00$/, '') : '';
  const [typed, type] = useState<string>();
  const isSame = typed !== undefined && (fenOfYuan(typed) ?? undefined) === (amountFen ?? undefined);
  return (
    <FieldFrame {...field}>
      {(attributes) => (
        <input
          {...attributes}
          className="input amount"
          inputMode="decimal"
          value={isSame ? typed : kept}
          onChange={({ target }) => {
            type(target.value);
            set(field.path, fenOfYuan(target.value));
          }}
        />
      )}
    </FieldFrame>
  );
}

interface ResultProps extends ExamplesViewProps {
  readonly index: number;
}

function Result({ check, index }: ResultProps) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const example = check?.examples[index];
  if (!example) return <span className="hint">—</span>;
  return (
    <div className="policy-result">
      <span className={example.ok ? 'tag tag-good' : 'tag tag-bad'}>
        {t(example.ok ? 'edit.pass' : 'edit.fail')}
      </span>{' '}
      {!example.ok && example.outcome && <OutcomeTag outcome={example.outcome} />}
      {typeof example.amountFen === 'number' && <span className="amount"> {money(example.amountFen)}</span>}
      {example.errors.map((error, at) => (
        <p key={at} className="field-error">
          {pick(error)}
        </p>
      ))}
    </div>
  );
}
