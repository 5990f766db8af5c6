// The amount: its formula, rounding and caps; and, for policies that pay for persons, who counts and for how much each.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import { at, textAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import { ItemList } from './item-list.tsx';
import { ConditionRows } from './rules-view.tsx';
import { useClauses } from './use-clauses.ts';

const ROUNDINGS = ['down', 'up', 'half-up', 'half-even'] as const;
const SCOPES = ['case', 'enterprise', 'period'] as const;

export function AmountView() {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  return (
    <>
      <Section id="amount" title={t('part.amount')}>
        <Amount path={['amount']} />
      </Section>
      <Section id="lines" title={t('part.lines')} acts={<LinesToggle />}>
        {at(value, ['lines']) === undefined ? <p className="hint">{t('amount.noLines')}</p> : <Lines />}
      </Section>
    </>
  );
}

function Amount({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const roundings = ROUNDINGS.map((mode) => ({ value: mode, label: t(`rounding.${mode}`) }));
  const blank = () => ({ scope: 'case', limit: 10000, zh: t('amount.newCap'), en: t('amount.newCap') });
  return (
    <div className="stack">
      <FeelField path={[...path, 'formula']} label={t('amount.formula')} />
      <div className="field-row">
        <ChoiceField path={[...path, 'rounding', 'mode']} label={t('amount.rounding')} choices={roundings} />
        <NumberField path={[...path, 'rounding', 'toFen']} label={t('amount.toFen')} />
      </div>
      <ItemList path={[...path, 'caps']} one={t('amount.cap')} blank={blank}>
        {(item) => <Cap path={item} />}
      </ItemList>
    </div>
  );
}

function Cap({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  const clauses = useClauses();
  const scopes = SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }));
  return (
    <div className="field-row">
      <ChoiceField path={[...path, 'scope']} label={t('amount.scope')} choices={scopes} />
      <FeelField path={[...path, 'limit']} label={t('amount.limit')} isOneLine />
      {textAt(value, [...path, 'scope']) === 'period' && (
        <NumberField path={[...path, 'months']} label={t('amount.months')} isOptional />
      )}
      <TextField path={[...path, 'zh']} label={t('rules.zh')} />
      <TextField path={[...path, 'en']} label={t('rules.en')} />
      <TextField path={[...path, 'clause']} label={t('rules.clause')} isOptional suggestions={clauses} />
    </div>
  );
}

function LinesToggle() {
  const { t } = useTranslation('policy');
  const { value, set } = useEditing();
  const list = (useCatalogue().data?.items ?? []).find(({ type }) => type === 'list');
  const hasLines = at(value, ['lines']) !== undefined;
  const blank = {
    over: list?.key ?? '',
    conditions: [],
    amount: { formula: 100, rounding: { mode: 'down', toFen: 1 }, caps: [] },
    unique: [],
  };
  return (
    <Button size="small" onClick={() => set(['lines'], hasLines ? undefined : blank)}>
      {t(hasLines ? 'amount.removeLines' : 'amount.addLines')}
    </Button>
  );
}

function Lines() {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const lists = (useCatalogue().data?.items ?? []).filter(({ type }) => type === 'list');
  const choices = lists.map((item) => ({ value: item.key, label: pick(item).replaceAll('_', ' ') }));
  return (
    <div className="stack">
      <ChoiceField path={['lines', 'over']} label={t('amount.over')} choices={choices} />
      <h3>{t('amount.personConditions')}</h3>
      <ConditionRows path={['lines', 'conditions']} />
      <h3>{t('amount.personAmount')}</h3>
      <Amount path={['lines', 'amount']} />
    </div>
  );
}
