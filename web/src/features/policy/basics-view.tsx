// What a policy is: its titles, who issued it, for whom and when, and the legal text that everything else is read from.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { Section } from '../../kit/page.tsx';
import { useCatalogue, useDepartments } from '../../kit/reference-data.ts';
import { textAt, textsAt } from './document-value.ts';
import { fieldId, useEditing } from './editing.ts';
import { ChoiceField, NumberField, TextField, WordsFields } from './fields.tsx';
import { ListProblem } from './item-list.tsx';
import { useDistricts } from './parameters-view.tsx';

const MODES = ['automatic', 'confirm', 'apply'] as const;
const LEVELS = ['national', 'province', 'city', 'district'] as const;
const KINDS = ['grant', 'waiver', 'third-party'] as const;
const PERIODS = ['once', 'monthly', 'quarterly', 'instalments'] as const;
const PROVENANCES = ['real', 'adapted', 'composed'] as const;
const WINDOWS = ['validity', 'application', 'factPeriod'] as const;
const LEGAL_ROWS = 8;

export function BasicsView() {
  const { t } = useTranslation('policy');
  return (
    <>
      <Section id="identity" title={t('basics.identity')}>
        <Identity />
      </Section>
      <Section id="claiming" title={t('basics.claiming')}>
        <Claiming />
      </Section>
      <Section id="dates" title={t('basics.dates')}>
        <Dates />
      </Section>
      <Section id="legal" title={t('basics.legal')}>
        <div className="stack">
          <TextField path={['legalText']} label={t('basics.legalText')} rows={LEGAL_ROWS} />
          <div className="field-row">
            <WordsFields path={['structure', 'document']} label={t('basics.document')} />
            <TextField path={['structure', 'clause']} label={t('basics.clause')} />
            <WordsFields path={['structure', 'matter']} label={t('basics.matter')} />
            <TextField path={['structure', 'batch']} label={t('basics.batch')} isOptional />
          </div>
        </div>
      </Section>
    </>
  );
}

function Identity() {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const { value } = useEditing();
  const departments = useDepartments().data?.items ?? [];
  const districts = useDistricts();
  const isDistrict = textAt(value, ['level']) === 'district' || textAt(value, ['district']) !== '';
  return (
    <div className="stack">
      <div className="field-row">
        <WordsFields path={['title']} label={t('basics.title')} />
        <TextField path={['id']} label={t('basics.id')} />
        <TextField path={['documentNumber']} label={t('basics.number')} />
        <ChoiceField
          path={['department']}
          label={t('basics.department')}
          choices={departments.map((each) => ({ value: each.id, label: pick(each) }))}
        />
        <ChoiceField
          path={['level']}
          label={t('basics.level')}
          choices={LEVELS.map((each) => ({ value: each, label: t(`level.${each}`) }))}
        />
        {isDistrict && (
          <ChoiceField path={['district']} label={t('basics.district')} choices={districts} isOptional />
        )}
        <ChoiceField
          path={['provenance', 'kind']}
          label={t('basics.provenance')}
          choices={PROVENANCES.map((each) => ({ value: each, label: t(`provenance.${each}`) }))}
        />
        <TextField path={['provenance', 'source']} label={t('basics.source')} />
      </div>
      <div className="field-row policy-two">
        <WordsFields path={['summary']} label={t('basics.summary')} rows={3} />
      </div>
    </div>
  );
}

function Claiming() {
  const { t } = useTranslation('policy');
  const { t: kit } = useTranslation('kit');
  return (
    <div className="stack">
      <div className="field-row">
        <ChoiceField
          path={['mode']}
          label={t('edit.mode')}
          choices={MODES.map((each) => ({ value: each, label: kit(`mode.${each}`) }))}
        />
        <ChoiceField
          path={['kind']}
          label={t('basics.kind')}
          choices={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
        />
        <ChoiceField
          path={['period']}
          label={t('basics.period')}
          choices={PERIODS.map((each) => ({ value: each, label: t(`period.${each}`) }))}
        />
        <NumberField path={['preAuthorisedYuan']} label={t('basics.preAuthorised')} isOptional />
      </div>
      <Claimants />
    </div>
  );
}

/** The legal forms that may claim, by the catalogue's own words for them. */
function Claimants() {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const { value, set, problemsAt } = useEditing();
  const forms = (useCatalogue().data?.items ?? []).find(({ role }) => role === 'legal-form')?.values ?? [];
  const chosen = textsAt(value, ['claimants']);
  const toggle = (code: string, isChosen: boolean) =>
    set(
      ['claimants'],
      forms.flatMap((form) =>
        (form.code === code ? isChosen : chosen.includes(form.code)) ? [form.code] : [],
      ),
    );
  return (
    <fieldset className="policy-checks" id={fieldId(['claimants'])} tabIndex={-1}>
      <legend>{t('basics.claimants')}</legend>
      {forms.map((form) => (
        <label key={form.code}>
          <input
            type="checkbox"
            checked={chosen.includes(form.code)}
            onChange={({ target }) => toggle(form.code, target.checked)}
          />
          {pick(form)}
        </label>
      ))}
      {problemsAt(['claimants']).map((problem, index) => (
        <ListProblem key={index} problem={problem} />
      ))}
    </fieldset>
  );
}

function Dates() {
  const { t } = useTranslation('policy');
  return (
    <div className="field-row">
      {WINDOWS.flatMap((window) =>
        (['from', 'until'] as const).map((end) => (
          <TextField
            key={`${window}.${end}`}
            path={['dates', window, end]}
            label={`${t(`window.${window}`)} · ${t(`window.${end}`)}`}
            type="date"
            isOptional
          />
        )),
      )}
      <NumberField path={['dates', 'publicityDays']} label={t('basics.publicityDays')} />
      <NumberField path={['dates', 'paymentDays']} label={t('basics.paymentDays')} />
    </div>
  );
}
