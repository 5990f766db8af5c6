// A policy in plain words, generated from what the rule itself says: what you get, who can have it, how it works, the text.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { useCatalogue, useNames } from '../../kit/reference-data.ts';
import { hasRole, useSession } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { dayText } from '../../kit/time.ts';
import { Calculator } from './calculator.tsx';
import { Questions } from './questions.tsx';
import { usePolicy, type ShownPolicy } from './queries.ts';

type Document = ShownPolicy['document'];

export function PlainPolicy() {
  const { policyId = '' } = useParams();
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const query = usePolicy(policyId);
  const document = query.data?.document;
  return (
    <Page
      title={document ? pick(document.title) : t('library.title')}
      lead={document?.summary && pick(document.summary)}
      acts={query.data && <ClaimLink shown={query.data} />}
    >
      <Loaded query={query} rows={10}>
        {(shown) => (
          <>
            <Who conditions={shown.conditions} />
            <Calculator shown={shown} />
            <Guide shown={shown} />
            <Section id="asks" title={t('claim.asks')}>
              <Questions questions={shown.questions} words={shown.conditions} />
            </Section>
            <Text document={shown.document} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ClaimLink({ shown: { policy } }: { readonly shown: ShownPolicy }) {
  const { t } = useTranslation('claim');
  const { person, signIn } = useSession();
  if (policy.state !== 'published') return <StateTag state={policy.state} />;
  if (!person) return <Button onClick={() => signIn()}>{t('plain.signInToClaim')}</Button>;
  if (!hasRole(person, 'enterprise') || policy.mode === 'automatic') return null;
  return (
    <Link className="button-link button-link-primary" to={`/claims/${policy.id}`}>
      {t('plain.claim')}
    </Link>
  );
}

function Who({ conditions }: { readonly conditions: ShownPolicy['conditions'] }) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  return (
    <Section id="who" title={t('plain.who')}>
      <ol>
        {conditions.map((condition) => (
          <li key={condition.name}>
            {pick(condition)}{' '}
            {condition.clause !== undefined && <span className="hint">{condition.clause}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function useWindow({ from, until }: Document['dates']['application']): string {
  const { t } = useTranslation('claim');
  const { language } = useLanguage();
  const first = from === undefined ? undefined : dayText(from, language);
  const last = until === undefined ? undefined : dayText(until, language);
  if (first !== undefined && last !== undefined) return t('plain.window.both', { from: first, until: last });
  if (first !== undefined) return t('plain.window.from', { from: first });
  return last === undefined ? t('plain.window.open') : t('plain.window.until', { until: last });
}

function useInstalments({ instalments = [] }: Document): string[] {
  const { t } = useTranslation('claim');
  return instalments.map(({ percent, afterMonths }, index) =>
    index === 0
      ? t('plain.firstInstalment', { percent })
      : t('plain.laterInstalment', { number: index + 1, percent, months: afterMonths }),
  );
}

/** 办事指南: fixed fields, each taken from what the policy itself declares, so that guide and rule cannot disagree. */
function Guide({ shown: { document, questions } }: { readonly shown: ShownPolicy }) {
  const { t } = useTranslation('claim');
  const { t: kit } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const names = useNames();
  const forms = useCatalogue().data?.items.find(({ role }) => role === 'legal-form')?.values ?? [];
  const { dates, stacking, review } = document;
  const separator = language === 'zh' ? '、' : ', ';
  const claimants = document.claimants.map((code) => {
    const form = forms.find((each) => each.code === code);
    return form ? pick(form) : code;
  });
  const payees = document.payees.map((payee) => pick(payee));
  const funding = document.funding.map(({ treasury, percent }) =>
    t(treasury === 'city' ? 'plain.cityShare' : 'plain.districtShare', { percent }),
  );
  const instalments = useInstalments(document);
  const caps = [...(document.amount.caps ?? []), ...(document.lines?.amount.caps ?? [])];
  const rows: [string, string][] = [
    [t('plain.claimants'), claimants.join(separator)],
    [
      t('plain.place'),
      document.district === undefined ? t('plain.wholeCity') : names.district(document.district),
    ],
    [t('plain.mode'), kit(`mode.${document.mode}`)],
    [t('plain.materials'), t('plain.noMaterials', { count: questions.length })],
    [t('plain.window'), useWindow(dates.application)],
    ...(document.mode === 'apply' && review
      ? [[t('plain.review'), t('plain.reviewDays', { count: review.workingDays })] as [string, string]]
      : []),
    ...(dates.publicityDays > 0
      ? [[t('plain.publicity'), t('plain.publicityDays', { count: dates.publicityDays })] as [string, string]]
      : []),
    ...(document.kind === 'waiver'
      ? []
      : [[t('plain.payment'), t('plain.paymentDays', { count: dates.paymentDays })] as [string, string]]),
    ...(instalments.length > 0
      ? [[t('plain.instalments'), instalments.join(separator)] as [string, string]]
      : []),
    ...caps.map((cap) => [t('plain.caps'), pick(cap)] as [string, string]),
    [t('plain.payees'), payees.join(separator)],
    ...(funding.length > 0 ? [[t('plain.funding'), funding.join(separator)] as [string, string]] : []),
    [t('plain.stacking'), t(`plain.stacking.${stacking.rule}`)],
    [t('plain.recovery'), pick(document.recovery)],
    [t('plain.appeal'), t('plain.appealText')],
    [t('plain.department'), names.department(document.department)],
    [t('plain.number'), document.documentNumber],
  ];
  return (
    <Section id="guide" title={t('plain.guide')}>
      <dl className="facts">
        {rows.map(([name, value], index) => (
          <div key={index} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Text({ document }: { readonly document: Document }) {
  const { t } = useTranslation('claim');
  const { provenance } = document;
  const assumed = provenance.assumed ?? [];
  return (
    <Section id="text" title={t('plain.text')}>
      <p className="legal" lang="zh-CN">
        {document.legalText}
      </p>
      <p className="hint">
        {t('plain.source')}: <span lang="zh-CN">{provenance.source}</span>
      </p>
      {assumed.length > 0 && (
        <p className="hint">
          {t('plain.assumed')}: <span lang="zh-CN">{assumed.join('；')}</span>
        </p>
      )}
    </Section>
  );
}
