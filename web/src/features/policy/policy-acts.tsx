// What may be done with a policy next, by whom: only acts that the API would take are offered, each says its consequence first.
// The steps of its approval route stand below them.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { ApprovalRoute } from './approval-route.tsx';
import { ConsequencesView } from './consequences.tsx';
import { POLICY_QUERIES, type PolicyHead } from './queries.ts';

const STEPS = {
  submit: '/api/policies/{id}/submission',
  publish: '/api/policies/{id}/publication',
  suspend: '/api/policies/{id}/suspension',
  resume: '/api/policies/{id}/resumption',
  close: '/api/policies/{id}/closure',
} as const;
type Step = keyof typeof STEPS;

const useStep = (step: Step, id: string) =>
  useAct({
    send: (_: void, key) =>
      answerOf(api.POST(STEPS[step], { params: { path: { id }, header: actHeader(key) } })),
    changes: POLICY_QUERIES,
  });

export function PolicyActs({ policy }: { readonly policy: PolicyHead }) {
  const { t } = useTranslation('policy');
  const person = usePerson();
  const mayDraft = hasRole(person, 'staff.drafter', 'admin');
  const mayPublish = hasRole(person, 'staff.approver', 'admin');
  const isPending = policy.latest !== policy.inForce && policy.state !== 'closed';
  const isSubmitted = policy.submittedBy !== undefined;
  const isApproved = policy.approval?.steps.length === policy.approval?.taken.length && isSubmitted;
  const mayAmend = ['draft', 'published', 'suspended'].includes(policy.state) && !isSubmitted;
  return (
    <>
      <div className="acts" style={{ marginTop: 10 }}>
        {mayDraft && mayAmend && (
          <Link className="button-link" to={`/policies/${policy.id}/edit`}>
            {t('desk.edit')}
          </Link>
        )}
        {mayDraft && isPending && !isSubmitted && <StepButton step="submit" policy={policy} />}
        {mayPublish && isPending && isApproved && <StepButton step="publish" policy={policy} />}
        {mayPublish && policy.state === 'published' && <StepButton step="suspend" policy={policy} />}
        {mayPublish && policy.suspended && (
          <Resume policy={policy} isOwn={policy.suspended.by === person.sub} />
        )}
        {mayPublish && ['published', 'suspended'].includes(policy.state) && (
          <StepButton step="close" policy={policy} />
        )}
      </div>
      <ApprovalRoute policy={policy} />
    </>
  );
}

/** Who suspended it is told that another opens it again. */
function Resume({ policy, isOwn }: { readonly policy: PolicyHead; readonly isOwn: boolean }) {
  const { t } = useTranslation('policy');
  return isOwn ? (
    <span className="hint">{t('desk.resumeOwn')}</span>
  ) : (
    <StepButton step="resume" policy={policy} />
  );
}

function StepButton({ step, policy }: { readonly step: Step; readonly policy: PolicyHead }) {
  const { t } = useTranslation('policy');
  const act = useStep(step, policy.id);
  const isEnd = step === 'suspend' || step === 'close';
  return (
    <ConfirmAct
      label={t(`desk.${step}`)}
      act={act}
      isPrimary={!isEnd}
      isDanger={isEnd}
      says={
        <>
          <p>{t(`desk.${step}Says`, { latest: policy.latest, inForce: policy.inForce })}</p>
          {(step === 'suspend' || step === 'close') && <ConsequencesView id={policy.id} act={step} />}
          {step === 'publish' && policy.mode === 'automatic' && <p>{t('desk.publishAutomatic')}</p>}
        </>
      }
    />
  );
}
