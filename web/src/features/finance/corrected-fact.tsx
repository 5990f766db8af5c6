// One fact as it should have been: the item from the catalogue, its value typed as people write it and carried as rules read it.
import { useTranslation } from 'react-i18next';
import { fenOfYuan } from '../../kit/money.ts';
import { useCatalogue, useNames, type CatalogueItem } from '../../kit/reference-data.ts';
import { useLanguage } from '../../kit/language.ts';

export interface TypedFact {
  /** Key of the item; empty: no fact is corrected. */
  readonly key: string;
  readonly item: CatalogueItem | undefined;
  readonly text: string;
}
export const EMPTY_FACT: TypedFact = { key: '', item: undefined, text: '' };
const DAY_MS = 86_400_000;

/** As facts are stored: fen, scaled numbers, day numbers, codes. Undefined for nothing, or what is no value of its kind. */
export function factOf({ key, item, text }: TypedFact): string | number | boolean | undefined {
  if (key === '' || text.trim() === '') return undefined;
  switch (item?.type) {
    case 'money':
      return fenOfYuan(text);
    case 'number': {
      const value = Number(text) * 10 ** (item.scale ?? 0);
      return Number.isFinite(value) ? Math.round(value) : undefined;
    }
    case 'boolean':
      return text === 'true';
    case 'date': {
      const days = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
      return Number.isInteger(days) ? days : undefined;
    }
    default:
      return text.trim();
  }
}

interface FactProps {
  readonly fact: TypedFact;
  readonly onChange: (fact: TypedFact) => void;
}

export function CorrectedFact({ fact, onChange }: FactProps) {
  const { t } = useTranslation('finance');
  const names = useNames();
  const items = (useCatalogue().data?.items ?? []).filter(({ type }) => type !== 'list');
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
      {fact.item && <Value fact={fact} item={fact.item} onChange={onChange} />}
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
