// Parameters with their dates and districts: one value may change on a day, and a district may have its own.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { useCatalogue } from '../../kit/reference-data.ts';
import type { Path } from './document-value.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import { GridRows } from './grid-rows.tsx';
import { ItemList } from './item-list.tsx';
import { NamedWords } from './rules-view.tsx';

export function ParametersView() {
  const { t } = useTranslation('policy');
  const blank = (number: number) => ({
    name: t('parameters.new', { number }),
    zh: t('parameters.new', { number }),
    en: t('parameters.new', { number }),
    values: [{ value: 0 }],
  });
  return (
    <Section id="parameters" title={t('part.parameters')}>
      <p className="hint">{t('parameters.hint')}</p>
      <ItemList path={['parameters']} one={t('parameters.one')} blank={blank}>
        {(item) => (
          <>
            <NamedWords path={item} />
            <div className="field-row">
              <TextField path={[...item, 'unit']} label={t('parameters.unit')} isOptional />
            </div>
            <Values path={[...item, 'values']} />
          </>
        )}
      </ItemList>
    </Section>
  );
}

function Values({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  const districts = useDistricts();
  const heads = [
    t('parameters.value'),
    t('parameters.from'),
    t('parameters.until'),
    t('parameters.district'),
  ] as const;
  const [value, from, until, district] = heads;
  return (
    <GridRows path={path} label={t('parameters.values')} heads={heads} blank={() => ({ value: 0 })}>
      {(row) => [
        <FeelField key="value" path={[...row, 'value']} label={value} isOneLine isBare />,
        <TextField key="from" path={[...row, 'from']} label={from} type="date" isOptional isBare />,
        <TextField key="until" path={[...row, 'until']} label={until} type="date" isOptional isBare />,
        <ChoiceField
          key="district"
          path={[...row, 'district']}
          label={district}
          choices={districts}
          isOptional
          isBare
        />,
      ]}
    </GridRows>
  );
}

/** The districts of the catalogue as choices. */
export function useDistricts(): { value: string; label: string }[] {
  const { pick } = useLanguage();
  const items = useCatalogue().data?.items ?? [];
  const districts = items.find(({ role }) => role === 'district')?.values ?? [];
  return districts.map((district) => ({ value: district.code, label: pick(district) }));
}
