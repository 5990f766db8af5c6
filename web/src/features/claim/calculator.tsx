// 计算器: what the policy would give on what somebody types, without sign-in; nothing leaves a trace.
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, newActKey, type Body } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { useCatalogue, useNames } from '../../kit/reference-data.ts';
import { OutcomeTag } from '../../kit/state-tag.tsx';
import { FirstInstalment } from './first-instalment.tsx';
import { useSettled, type ShownPolicy } from './queries.ts';

type Facts = Body<'/api/policies/{id}/calculation'>['facts'];

const SETTLED_AFTER_MS = 300;

const useCalculation = (id: string, facts: Facts) =>
  useQuery({
    queryKey: ['calculation', id, facts],
    enabled: Object.keys(facts).length > 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answerOf(
        api.POST('/api/policies/{id}/calculation', {
          params: { path: { id }, header: actHeader(newActKey()) },
          body: { facts },
        }),
      ),
  });

/** Examples write names in Chinese or keys, and words or codes: the form knows keys and codes. */
function byKey(facts: Facts, items: readonly CatalogueItem[]): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const item = items.find(({ key, zh }) => key === name || zh === name);
      const code = item?.values?.find((each) => each.zh === value || each.en === value)?.code;
      return [item?.key ?? name, code ?? value];
    }),
  );
}

export function Calculator({ shown }: { readonly shown: ShownPolicy }) {
  const { t } = useTranslation('claim');
  const catalogue = useCatalogue().data?.items ?? [];
  const [facts, setFacts] = useState<Facts>({});
  const settled = useSettled(facts, SETTLED_AFTER_MS);
  const calculation = useCalculation(shown.policy.id, settled);
  const items = shown.document.items.flatMap((key) => catalogue.find((item) => item.key === key) ?? []);
  const set = (key: string, value: Facts[string] | undefined) =>
    setFacts(({ [key]: _before, ...rest }) => (value === undefined ? rest : { ...rest, [key]: value }));
  return (
    <Section
      id="calculator"
      title={t('calculator.title')}
      acts={
        <Button size="small" disabled={Object.keys(facts).length === 0} onClick={() => setFacts({})}>
          {t('calculator.clear')}
        </Button>
      }
    >
      <div className="stack">
        <p className="hint">{t('calculator.hint')}</p>
        <Examples shown={shown} onChoose={(chosen) => setFacts(byKey(chosen, catalogue))} />
        <div className="field-row">
          {items.map((item) => (
            <FactField key={item.key} item={item} value={facts[item.key]} onChange={set} />
          ))}
        </div>
        {calculation.isError && <ProblemView error={calculation.error} />}
        {calculation.data && Object.keys(facts).length > 0 && (
          <Result calculation={calculation.data} words={shown.conditions} />
        )}
      </div>
    </Section>
  );
}

interface ExamplesProps {
  readonly shown: ShownPolicy;
  readonly onChoose: (facts: Facts) => void;
}

/** The policy's own worked examples fill the form. */
function Examples({ shown: { document }, onChoose }: ExamplesProps) {
  const { t } = useTranslation('claim');
  if (document.examples.length === 0) return null;
  return (
    <div className="acts">
      <span className="hint">{t('calculator.examples')}</span>
      {document.examples.slice(0, 4).map(({ name, facts }) => (
        <Button key={name} size="small" lang="zh-CN" onClick={() => onChoose(facts)}>
          {name}
        </Button>
      ))}
    </div>
  );
}

interface FactFieldProps {
  readonly item: CatalogueItem;
  readonly value: Facts[string] | undefined;
  readonly onChange: (key: string, value: Facts[string] | undefined) => void;
}

function FactField({ item, value, onChange }: FactFieldProps) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const id = useId();
  const text = value === undefined || value === null ? '' : String(value);
  const label = pick(item).replaceAll('_', ' ');
  const typed = (next: string) => onChange(item.key, next === '' ? undefined : next);
  if (item.type === 'list') {
    return (
      <div className="field">
        <span>{label}</span>
        <span>
          {Array.isArray(value) ? t('calculator.rows', { count: value.length }) : t('calculator.list')}
        </span>
      </div>
    );
  }
  const options =
    item.type === 'boolean'
      ? [
          ['true', t('calculator.yes')],
          ['false', t('calculator.no')],
        ]
      : item.values?.map(({ code, ...words }) => [code, pick(words)]);
  return (
    <label className="field" htmlFor={id}>
      {item.unit === undefined ? label : `${label} (${item.unit})`}
      {options ? (
        <select
          id={id}
          className="input"
          value={text}
          onChange={({ target }) =>
            item.type === 'boolean' && target.value !== ''
              ? onChange(item.key, target.value === 'true')
              : typed(target.value)
          }
        >
          <option value="">{t('calculator.unknown')}</option>
          {options.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className="input"
          type={item.type === 'date' ? 'date' : 'text'}
          {...((item.type === 'money' || item.type === 'number') && { inputMode: 'decimal' as const })}
          value={text}
          onChange={({ target }) => typed(target.value)}
        />
      )}
    </label>
  );
}

interface ResultProps {
  readonly calculation: NonNullable<ReturnType<typeof useCalculation>['data']>;
  readonly words: ShownPolicy['conditions'];
}

function Result({ calculation, words }: ResultProps) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const names = useNames();
  const { outcome, amountFen, missing, conditions, steps } = calculation;
  const items = [...new Set(missing.map(names.item))].join(language === 'zh' ? '、' : ', ');
  return (
    <div className="stack" role="status">
      <p className="figures" style={{ alignItems: 'center' }}>
        {amountFen !== null && <span className="figure">{money(amountFen)}</span>}
        <OutcomeTag outcome={outcome} />
      </p>
      <FirstInstalment of={calculation.firstInstalment} />
      {items !== '' && <p>{t('match.missing', { items })}</p>}
      <ul className="conditions">
        {conditions.map(({ name, value }) => {
          const condition = words.find((each) => each.name === name);
          const [tone, word] =
            value === null
              ? (['wait', 'decision.open'] as const)
              : value
                ? (['good', 'decision.yes'] as const)
                : (['bad', 'decision.no'] as const);
          return (
            <li key={name}>
              <span className={`tag tag-${tone}`}>{kit(word)}</span>
              <span>{condition ? pick(condition) : name}</span>
            </li>
          );
        })}
      </ul>
      {amountFen !== null && (
        <dl className="facts">
          {steps.map((step, index) => (
            <div key={index} style={{ display: 'contents' }}>
              <dt>{pick(step)}</dt>
              <dd className="amount">
                {step.amountFen === undefined ? (step.text ?? '—') : money(step.amountFen)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="hint">{t('calculator.noPromise')}</p>
    </div>
  );
}
