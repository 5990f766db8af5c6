// The terms around the rules: who is paid and by which treasury, what may be combined, what is promised, and who approves.
import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/page.tsx';
import { textAt, type Path } from './document-value.ts';
import { useEditing } from './editing.ts';
import { ChoiceField, NumberField, TextField, WordsFields } from './fields.tsx';
import { GridRows } from './grid-rows.tsx';
import { useDistricts } from './parameters-view.tsx';

const PAYEES = ['enterprise', 'employee', 'third-party'] as const;
const TREASURIES = ['city', 'district'] as const;
const RULES = ['combine', 'exclusive', 'highest'] as const;
const METHODS = ['queue', 'pro-rata'] as const;
const STEPS = ['handle', 'check', 'legality-review', 'approve', 'finance-countersign'] as const;
const OPINIONS = ['fair-competition-review', 'legality-review'] as const;
const PENDING = ['old-version', 'new-version', 'better-for-applicant'] as const;
const YES_NO = ['true', 'false'] as const;
const COMMITMENT_ROWS = 3;

export function TermsView() {
  const { t } = useTranslation('policy');
  return (
    <>
      <Section id="money" title={t('terms.money')}>
        <div className="stack">
          <Payees />
          <Funding />
        </div>
      </Section>
      <Section id="combining" title={t('terms.combining')}>
        <Combining />
      </Section>
      <Section id="promises" title={t('terms.promises')}>
        <Promises />
      </Section>
      <Section id="approval" title={t('terms.approval')}>
        <Approval />
      </Section>
    </>
  );
}

function Payees() {
  const { t } = useTranslation('policy');
  const [kind, percent, zh, en] = [t('terms.payee'), t('terms.percent'), t('rules.zh'), t('rules.en')];
  const blank = () => ({
    kind: 'enterprise',
    percent: 100,
    zh: t('payee.enterprise'),
    en: t('payee.enterprise'),
  });
  return (
    <GridRows path={['payees']} label={t('terms.payees')} heads={[kind, percent, zh, en]} blank={blank}>
      {(row) => [
        <ChoiceField
          key="kind"
          path={[...row, 'kind']}
          label={kind}
          choices={PAYEES.map((each) => ({ value: each, label: t(`payee.${each}`) }))}
          isBare
        />,
        <NumberField key="percent" path={[...row, 'percent']} label={percent} isBare />,
        <TextField key="zh" path={[...row, 'zh']} label={zh} isBare />,
        <TextField key="en" path={[...row, 'en']} label={en} isBare />,
      ]}
    </GridRows>
  );
}

function Funding() {
  const { t } = useTranslation('policy');
  const districts = useDistricts();
  const [treasury, percent, district] = [t('terms.treasury'), t('terms.percent'), t('parameters.district')];
  return (
    <GridRows
      path={['funding']}
      label={t('terms.funding')}
      heads={[treasury, percent, district]}
      blank={() => ({ treasury: 'city', percent: 100 })}
    >
      {(row) => [
        <ChoiceField
          key="treasury"
          path={[...row, 'treasury']}
          label={treasury}
          choices={TREASURIES.map((each) => ({ value: each, label: t(`level.${each}`) }))}
          isBare
        />,
        <NumberField key="percent" path={[...row, 'percent']} label={percent} isBare />,
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

function Combining() {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  const rule = textAt(value, ['stacking', 'rule']);
  return (
    <div className="field-row">
      <ChoiceField
        path={['stacking', 'rule']}
        label={t('terms.stacking')}
        choices={RULES.map((each) => ({ value: each, label: t(`stacking.${each}`) }))}
      />
      {rule !== 'combine' && <TextField path={['stacking', 'group']} label={t('terms.group')} isOptional />}
      <ChoiceField
        path={['allocation', 'method']}
        label={t('terms.allocation')}
        choices={METHODS.map((each) => ({ value: each, label: t(`allocation.${each}`) }))}
      />
      {textAt(value, ['mode']) === 'apply' && <Review path={['review']} />}
      {Number(textAt(value, ['version'])) > 1 && <Transition path={['transition']} />}
    </div>
  );
}

function Review({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  return (
    <>
      <TextField path={[...path, 'role']} label={t('terms.reviewRole')} />
      <NumberField path={[...path, 'workingDays']} label={t('terms.reviewDays')} />
      <NumberField path={[...path, 'samplePercent']} label={t('terms.samplePercent')} isOptional />
      <WordsFields path={path} label={t('terms.review')} />
    </>
  );
}

function Transition({ path }: { readonly path: Path }) {
  const { t } = useTranslation('policy');
  return (
    <>
      <NumberField path={[...path, 'replacesVersion']} label={t('terms.replaces')} />
      <TextField path={[...path, 'effectiveFrom']} label={t('terms.effectiveFrom')} type="date" />
      <ChoiceField
        path={[...path, 'pending']}
        label={t('terms.pending')}
        choices={PENDING.map((each) => ({ value: each, label: t(`pending.${each}`) }))}
      />
      <WordsFields path={path} label={t('terms.transition')} />
    </>
  );
}

function Promises() {
  const { t } = useTranslation('policy');
  return (
    <div className="field-row">
      <WordsFields path={['commitment']} label={t('terms.commitment')} rows={COMMITMENT_ROWS} />
      <NumberField path={['recovery', 'repayWithinDays']} label={t('terms.repayDays')} />
      <ChoiceField
        path={['recovery', 'hearing']}
        label={t('terms.hearing')}
        choices={YES_NO.map((each) => ({ value: each, label: t(`truth.${each}`) }))}
      />
      <WordsFields path={['recovery']} label={t('terms.recovery')} />
    </div>
  );
}

function Approval() {
  return (
    <div className="stack">
      <ExpectedCost />
      <Steps />
      <Opinions />
    </div>
  );
}

function ExpectedCost() {
  const { t } = useTranslation('policy');
  return (
    <div className="field-row">
      <NumberField path={['approval', 'expectedYuan']} label={t('terms.expectedYuan')} isOptional />
    </div>
  );
}

function Steps() {
  const { t } = useTranslation('policy');
  const heads = [
    t('terms.step'),
    t('terms.role'),
    t('terms.fromYuan'),
    t('terms.belowYuan'),
    t('rules.zh'),
    t('rules.en'),
  ] as const;
  const [step, role, from, below, zh, en] = heads;
  const blank = () => ({ step: 'check', role: 'staff.approver', zh: t('step.check'), en: t('step.check') });
  return (
    <GridRows path={['approval', 'steps']} label={t('terms.approval')} heads={heads} blank={blank}>
      {(row) => [
        <ChoiceField
          key="step"
          path={[...row, 'step']}
          label={step}
          choices={STEPS.map((each) => ({ value: each, label: t(`step.${each}`) }))}
          isBare
        />,
        <TextField key="role" path={[...row, 'role']} label={role} isBare />,
        <NumberField key="from" path={[...row, 'fromYuan']} label={from} isOptional isBare />,
        <NumberField key="below" path={[...row, 'belowYuan']} label={below} isOptional isBare />,
        <TextField key="zh" path={[...row, 'zh']} label={zh} isBare />,
        <TextField key="en" path={[...row, 'en']} label={en} isBare />,
      ]}
    </GridRows>
  );
}

/** The opinions that must be attached before an approval; one without a reference is attached on the way. */
function Opinions() {
  const { t } = useTranslation('policy');
  const heads = [t('terms.opinion'), t('terms.reference'), t('terms.opinionDay')] as const;
  const [kind, reference, day] = heads;
  return (
    <GridRows
      path={['approval', 'attachments']}
      label={t('terms.opinions')}
      heads={heads}
      blank={() => ({ kind: 'fair-competition-review' })}
    >
      {(row) => [
        <ChoiceField
          key="kind"
          path={[...row, 'kind']}
          label={kind}
          choices={OPINIONS.map((each) => ({ value: each, label: t(`opinion.${each}`) }))}
          isBare
        />,
        <TextField key="reference" path={[...row, 'reference']} label={reference} isOptional isBare />,
        <TextField key="day" path={[...row, 'day']} label={day} type="date" isOptional isBare />,
      ]}
    </GridRows>
  );
}
