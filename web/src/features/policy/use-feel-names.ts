// The names that an expression at one place of the policy may use, with what a reader needs to choose among them.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import type { CatalogueItem } from '../../kit/catalogue-item.ts';
import { useCatalogue } from '../../kit/reference-data.ts';
import { listAt, textAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import type { FeelName, FeelNames } from './feel-completions.ts';
import { AS_OF_WORDS, FUNCTION_WORDS, JOINING_WORDS, type FunctionWords } from './function-words.ts';

type Described = Pick<CatalogueItem, 'key' | 'zh' | 'en' | 'type' | 'unit' | 'range' | 'values'>;

/** Names come before functions of the same spelling, those of the policy before those of the catalogue. */
const RANKS = { field: 30, own: 20, item: 10, call: 0 } as const;
const OWN_PARTS = ['parameters', 'values', 'tables'] as const;

/** `lineTotal` is what the amount of the persons comes to; it is a name of the language. */
const LINE_TOTAL = 'lineTotal';

function useDescribed(): (item: Described, rank: number) => FeelName[] {
  const { t } = useTranslation('policy');
  const { language, pick } = useLanguage();
  return (item, rank) => {
    const title = pick(item).replaceAll('_', ' ');
    const type = [t(`type.${item.type}`), item.unit].filter(Boolean).join(' · ');
    const range = item.range && t('type.range', { min: item.range.min ?? '−∞', max: item.range.max ?? '+∞' });
    const words = item.values?.map((each) => ({
      word: language === 'zh' ? each.zh : each.code,
      detail: language === 'zh' ? each.en : each.zh,
    }));
    const shared = { detail: `${title} · ${type}`, ...(range && { info: range }), ...(words && { words }) };
    const isFirst = { zh: rank + (language === 'zh' ? 2 : 0), key: rank + (language === 'en' ? 2 : 0) };
    return [
      { name: item.zh, rank: isFirst.zh, ...shared, detail: language === 'zh' ? type : shared.detail },
      ...(item.key === item.zh ? [] : [{ name: item.key, rank: isFirst.key, ...shared }]),
    ];
  };
}

/** Asked only when something is completed: a page has many expressions, and one is written at a time. */
export function useFeelNames(path: Path, cellOf: string | undefined): () => FeelNames {
  const { value } = useEditing();
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  const described = useDescribed();
  return () => {
    const over = path[0] === 'lines' ? textAt(value, ['lines', 'over']) : '';
    const list = items.find(({ key, zh }) => over !== '' && (key === over || zh === over));
    const own = OWN_PARTS.flatMap((part) =>
      listAt(value, [part]).map((each): FeelName => {
        const title = pick({ zh: textAt(each, ['zh']), en: textAt(each, ['en']) });
        return { name: textAt(each, ['name']), detail: `${title} · ${t(`part.${part}`)}`, rank: RANKS.own };
      }),
    );
    const call = ({ name, zh, en, takes }: FunctionWords): FeelName => ({
      name,
      detail: `${takes} ${pick({ zh, en })}`,
      rank: RANKS.call,
      isFunction: true,
    });
    const joining = JOINING_WORDS.map((each) => ({
      name: each.name,
      detail: pick(each),
      rank: RANKS.call,
    }));
    const names = [
      ...(list?.fields ?? []).flatMap((field) => described(field, RANKS.field)),
      ...own.filter(({ name }) => name !== ''),
      ...items.flatMap((item) => described(item, RANKS.item)),
      { name: pick(AS_OF_WORDS.names), detail: pick(AS_OF_WORDS), rank: RANKS.call },
      ...(path[0] === 'amount'
        ? [{ name: LINE_TOTAL, detail: t('amount.lineTotal'), rank: RANKS.call }]
        : []),
      ...FUNCTION_WORDS.map(call),
      ...joining,
    ];
    return { names, ...(cellOf !== undefined && { subject: cellOf.trim() }) };
  };
}
