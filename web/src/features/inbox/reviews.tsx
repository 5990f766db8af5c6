// Cases that a rule may not decide: the reviewer sees conditions and source facts, then accepts or refuses with a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { applicationPath } from '../../kit/case-path.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Decision } from '../../kit/decision.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { ageText } from '../../kit/time.ts';
import { useAct } from '../../kit/use-act.ts';
import { WordsField } from '../../kit/words-field.tsx';
import { BatchActs, BatchDecision, type Verdict } from './batch-decision.tsx';
import { AskApplicant } from './ask-applicant.tsx';
import { useCase, usePolicyDocument, usePolicyTitle, useReviews, type Review } from './queries.ts';

interface Batch {
  readonly verdict: Verdict;
  readonly chosen: readonly Review[];
}

/** The decision on several stands apart from the list, which empties while it runs. */
export function Reviews() {
  const { t } = useTranslation('inbox');
  const [keys, choose] = useState<readonly string[]>([]);
  const [batch, ask] = useState<Batch>();
  return (
    <Section id="reviews" title={t('reviews.title')}>
      <p className="hint">{t('reviews.hint')}</p>
      <Loaded query={useReviews(true)} rows={3}>
        {(reviews) =>
          reviews.length === 0 ? (
            <p>{t('empty')}</p>
          ) : (
            <List reviews={reviews} keys={keys} onChoose={choose} onAsk={ask} />
          )
        }
      </Loaded>
      {batch && (
        <BatchDecision
          {...batch}
          onClose={(isDone) => {
            ask(undefined);
            if (isDone) choose([]);
          }}
        />
      )}
    </Section>
  );
}

interface ListProps {
  readonly reviews: readonly Review[];
  readonly keys: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
  readonly onAsk: (batch: Batch) => void;
}

function List({ reviews, keys, onChoose, onAsk }: ListProps) {
  const { t } = useTranslation('inbox');
  const columns = useColumns();
  const mayDecide = hasRole(usePerson(), 'staff.reviewer');
  // A case that somebody else decided meanwhile is no longer chosen.
  const chosen = reviews.filter(({ id }) => keys.includes(id));
  return (
    <>
      {mayDecide && (
        <BatchActs
          chosen={chosen}
          onAsk={(verdict) => onAsk({ verdict, chosen })}
          onChooseAll={() => onChoose(reviews.map(({ id }) => id))}
        />
      )}
      <DataTable
        rows={reviews}
        columns={columns}
        rowKey={({ id }) => id}
        fileName="reviews"
        expanded={(review) => <Case review={review} />}
        {...(mayDecide && {
          selection: {
            keys: chosen.map(({ id }) => id),
            onChange: onChoose,
            label: ({ enterpriseName }: Review) => t('batch.choose', { name: enterpriseName }),
          },
        })}
      />
    </>
  );
}

function useColumns(): Column<Review>[] {
  const { t } = useTranslation('inbox');
  const { language } = useLanguage();
  const titleOf = usePolicyTitle();
  return [
    {
      title: t('column.enterprise'),
      kind: 'text',
      value: ({ enterpriseName, uscc }) => `${enterpriseName} ${uscc}`,
      show: ({ enterpriseName, id }) => <Link to={applicationPath(id)}>{enterpriseName}</Link>,
    },
    { title: t('column.policy'), kind: 'text', value: ({ policyId }) => titleOf(policyId) },
    { title: t('column.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
    {
      title: t('column.age'),
      kind: 'instant',
      value: ({ submittedAt }) => submittedAt,
      show: ({ submittedAt }) => ageText(submittedAt, language),
    },
    { title: t('column.reason'), kind: 'text', value: ({ blockedBy }) => blockedBy?.reason },
    { title: t('column.owner'), kind: 'text', value: () => 'staff.reviewer' },
  ];
}

function Case({ review }: { readonly review: Review }) {
  const policy = usePolicyDocument(review.policyId);
  const person = usePerson();
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      {hasRole(person, 'staff.reviewer') && <Decide review={review} />}
      {hasRole(person, 'staff.reviewer') && <AskApplicant id={review.id} />}
      <Loaded query={useCase(review.id)}>
        {(shown) => <Decision shown={shown} words={policy.data?.conditions} idPrefix={`${review.id}-`} />}
      </Loaded>
    </div>
  );
}

const useReview = (id: string, decision: 'accept' | 'refuse', reason: string) =>
  useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/review', {
          params: { path: { id }, header: actHeader(key) },
          body: { decision, reason },
        }),
      ),
    changes: ['reviews', 'application'],
  });

function Decide({ review }: { readonly review: Review }) {
  const { t } = useTranslation('inbox');
  const [reason, write] = useState('');
  const accept = useReview(review.id, 'accept', reason);
  const refuse = useReview(review.id, 'refuse', reason);
  const isEmpty = reason.trim() === '';
  const words = {
    enterprise: review.enterpriseName,
    amount: review.amountFen === undefined ? '—' : money(review.amountFen),
  };
  return (
    <div className="surface" style={{ display: 'grid', gap: 10 }}>
      <WordsField label={t('review.reason')} value={reason} lengthMax={2000} onChange={write} />
      <div className="acts">
        <ConfirmAct
          label={t('review.accept')}
          act={accept}
          isPrimary
          isDisabled={isEmpty || review.amountFen === undefined}
          says={t('review.acceptSays', words)}
        />
        <ConfirmAct
          label={t('review.refuse')}
          act={refuse}
          isDanger
          isDisabled={isEmpty}
          says={t('review.refuseSays', words)}
        />
        {isEmpty && <span className="hint">{t('review.needReason')}</span>}
      </div>
    </div>
  );
}
