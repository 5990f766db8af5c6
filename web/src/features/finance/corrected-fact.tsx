// One fact as it should have been: the item from the catalogue, its value typed as people write it and carried as rules read it.
import { useTranslation } from 'react-i18next';
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { useCatalogue, useNames } from '../../kit/reference-data.ts';
import { useLanguage } from '../../kit/language.ts';
import type { TypedFact } from './typed-fact.ts';

interface FactProps {
  readonly fact: TypedFact;
  readonly onChange: (fact: TypedFact) => void;
}

export function CorrectedFact({ fact, onChange }: FactProps) {
  const { t } = useTranslation('finance');
  const names = useNames();
  const items = (useCatalogue().data?.items ?? []).filter(({ type }) => type !== 'list');
  const chosen = items.find(({ key }) => key === fact.key);
  return (
    <div className="field-row">
      <label className="field">
        {t('recoveries.fact')}
        <select
          className="input"
          value={fact.key}
          onChange={({ target }) =>
            onChange({
              key: target.value,
              item: items.find(({ key }) => key === target.value),
              text: '',
            })
          }
        >
          <option value="">{t('recoveries.noFact')}</option>
          {items.map(({ key }) => (
            <option key={key} value={key}>
              {names.item(key)}
            </option>
          ))}
        </select>
      </label>
      {chosen && <Value fact={fact} item={chosen} onChange={onChange} />}
    </div>
  );
}

function Value({ fact, item, onChange }: FactProps & { readonly item: CatalogueItem }) {
  const { t } = useTranslation('finance');
  const { pick } = useLanguage();
  const { t: kit } = useTranslation('kit');
  const change = (text: string) => onChange({ ...fact, text });
  const choices =
    item.type === 'boolean'
      ? [
          { code: 'true', word: kit('decision.yes') },
          { code: 'false', word: kit('decision.no') },
        ]
      : item.type === 'enum'
        ? (item.values ?? []).map((value) => ({ code: value.code, word: pick(value) }))
        : undefined;
  return (
    <label className="field">
      {t(item.type === 'money' ? 'recoveries.valueYuan' : 'recoveries.value')}
      {choices ? (
        <select className="input" value={fact.text} onChange={({ target }) => change(target.value)}>
          <option value="" />
          {choices.map(({ code, word }) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="input"
          type={item.type === 'date' ? 'date' : 'text'}
          inputMode={item.type === 'money' || item.type === 'number' ? 'decimal' : 'text'}
          value={fact.text}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </label>
  );
}
