// The rules in rows: the data items they read, named values, and conditions with their wording and the clause they come from.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import { textsAt, type Path } from './document-value.ts';
import { fieldId, useEditing } from './editing.ts';
import { FeelField } from './feel-field.tsx';
import { TextField } from './fields.tsx';
import { ItemList, ListProblem } from './item-list.tsx';
import { itemsRead } from './items-read.ts';
import { useClauses } from './use-clauses.ts';

export function RulesView() {
  const { t } = useTranslation('policy');
  return (
    <>
      <Section id="conditions" title={t('part.conditions')}>
        <p className="hint">{t('rules.conditionsHint')}</p>
        <ConditionRows path={['conditions']} />
      </Section>
      <Section id="values" title={t('part.values')}>
        <p className="hint">{t('rules.valuesHint')}</p>
        <ValueRows />
      </Section>
      <Section id="items" title={t('part.items')} acts={<ListItems />}>
        <ItemChips />
      </Section>
    </>
  );
}

/** Conditions of the policy, or of the persons it pays for. */
export function ConditionRows({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const both = (number: number) => ({
    name: t('rules.newCondition', { number }),
    when: true,
    zh: t('rules.newCondition', { number }),
    en: t('rules.newCondition', { number }),
  });
  return (
    <ItemList path={path} one={t('rules.condition')} blank={both}>
      {(item) => (
        <>
          <FeelField path={[...item, 'when']} label={t('rules.when')} />
          <NamedWords path={item} />
        </>
      )}
    </ItemList>
  );
}

function ValueRows() {
  const { t } = useTranslation('policy');
  const blank = (number: number) => ({
    name: t('rules.newValue', { number }),
    is: 0,
    zh: t('rules.newValue', { number }),
    en: t('rules.newValue', { number }),
  });
  return (
    <ItemList path={['values']} one={t('rules.value')} blank={blank}>
      {(item) => (
        <>
          <FeelField path={[...item, 'is']} label={t('rules.is')} />
          <NamedWords path={item} />
        </>
      )}
    </ItemList>
  );
}

/** Name, plain wording in both languages, and the clause. */
export function NamedWords({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const clauses = useClauses();
  return (
    <div className="policy-words">
      <TextField path={[...path, 'name']} label={t('rules.name')} />
      <TextField path={[...path, 'zh']} label={t('rules.zh')} />
      <TextField path={[...path, 'en']} label={t('rules.en')} />
      <TextField path={[...path, 'clause']} label={t('rules.clause')} isOptional suggestions={clauses} />
    </div>
  );
}

function ListItems() {
  const { t } = useTranslation('policy');
  const { value, set } = useEditing();
  const catalogue = useCatalogue().data?.items ?? [];
  return (
    <Button size="small" onClick={() => set(['items'], itemsRead(value, catalogue))}>
      {t('rules.listItems')}
    </Button>
  );
}

function ItemChips() {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const { value, problemsAt, set } = useEditing();
  const catalogue = useCatalogue().data?.items ?? [];
  const listed = textsAt(value, ['items']);
  const nameOf = (key: string) => {
    const item = catalogue.find((each) => each.key === key || each.zh === key);
    return item ? pick(item).replaceAll('_', ' ') : key;
  };
  return (
    <div id={fieldId(['items'])} tabIndex={-1}>
      {listed.length === 0 && <p className="hint">{t('rules.noItems')}</p>}
      <ul className="policy-chips">
        {listed.map((key, index) => (
          <li key={key}>
            <span
              className={problemsAt(['items', index]).some(({ isError }) => isError) ? 'tag tag-bad' : 'tag'}
            >
              {nameOf(key)}
              <button
                type="button"
                aria-label={t('edit.remove', { name: nameOf(key) })}
                onClick={() =>
                  set(
                    ['items'],
                    listed.filter((each) => each !== key),
                  )
                }
              >
                ✕
              </button>
            </span>
            {problemsAt(['items', index]).map((problem, at) => (
              <ListProblem key={at} problem={problem} />
            ))}
          </li>
        ))}
      </ul>
      {problemsAt(['items']).map((problem, index) => (
        <ListProblem key={index} problem={problem} />
      ))}
    </div>
  );
}
