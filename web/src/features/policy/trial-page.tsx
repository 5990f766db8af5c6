// One trial: how far it is while it runs, and then what it came to, in figures, charts and the tables behind them.
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { instantText } from '../../kit/time.ts';
import './policy.css';
import { TrialDifferenceView } from './trial-difference.tsx';
import { TrialProgress } from './trial-progress.tsx';
import { useTrial, type ShownTrial } from './trial-queries.ts';
import { TrialReportView, TrialTotals } from './trial-report.tsx';
import { TrialWhatIfs } from './trial-what-ifs.tsx';
import { useTrialWords } from './trials-page.tsx';

export function TrialPage() {
  const { policyId = '', trialId = '' } = useParams();
  const { t } = useTranslation('policy');
  const { pick, language } = useLanguage();
  const query = useTrial(policyId, trialId);
  const trial = query.data?.trial;
  const what = useTrialWords();
  const title = trial ? pick({ zh: trial.titleZh, en: trial.titleEn }) : policyId;
  return (
    <Page
      title={t('trial.of', { title })}
      lead={trial && `${what(trial)} · ${trial.by} · ${instantText(trial.createdAt, language)}`}
      isWide
      acts={
        <>
          <Link to={`/policies/${policyId}/trials`}>{t('trial.open')}</Link>
          <Link to={`/policies/${policyId}`}>{title}</Link>
        </>
      }
    >
      <Loaded query={query} rows={10}>
        {(shown) => <Shown shown={shown} />}
      </Loaded>
    </Page>
  );
}

function Shown({ shown: { trial, report } }: { readonly shown: ShownTrial }) {
  if (!report) return <TrialProgress trial={trial} />;
  return (
    <>
      <TrialTotals report={report} />
      {report.difference && <TrialDifferenceView trial={trial} difference={report.difference} />}
      {report.whatIfs.length > 0 && <TrialWhatIfs report={report} />}
      <TrialReportView report={report} />
    </>
  );
}
