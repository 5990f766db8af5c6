// How far a trial is while it runs; it can be left and found again.
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useTrialJob, type Trial } from './trial-queries.ts';

/** Where a trial stands that has no report yet, or never will. */
export function TrialProgress({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation('policy');
  const { pick } = useLanguage();
  const job = useTrialJob(trial);
  const { rowsDone = 0, rowsTotal } = job.data ?? {};
  if (trial.state === 'failed') {
    return (
      <p role="alert" className="field-error">
        {t('trial.state.failed')} {trial.problem && pick(trial.problem)}
      </p>
    );
  }
  return (
    <section className="surface" aria-label={t('trial.state')}>
      {job.isError && <ProblemView error={job.error} />}
      <p role="status">
        {rowsTotal === undefined || rowsTotal === 0
          ? t('trial.starting')
          : t('trial.progress', { done: rowsDone, all: rowsTotal })}
      </p>
      <Progress
        percent={rowsTotal === undefined || rowsTotal === 0 ? 0 : Math.floor((rowsDone * 100) / rowsTotal)}
        aria-label={t('trial.state.running')}
      />
    </section>
  );
}
