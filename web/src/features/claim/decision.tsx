// Why it was decided so: each condition with its answer, the facts with their source and date, the amount step by step.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { factText } from '../../kit/fact-value.ts';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { dayText } from '../../kit/time.ts';
import type { ShownApplication, ShownPolicy } from './queries.ts';

type Proof = NonNullable<ShownApplication['decision']>;
type Document = ShownPolicy['document'];

interface DecisionProps {
  readonly shown: ShownApplication;
  readonly document: Document | undefined;
}

export function Decision({ shown, document }: DecisionProps) {
  const { decision } = shown;
  if (!decision) return null;
  return (
    <>
      {decision.review && <Review review={decision.review} />}
      {decision.evaluation && <Conditions evaluation={decision.evaluation} document={document} />}
      {decision.evaluation && <AmountSteps evaluation={decision.evaluation} />}
      {decision.facts && <Facts decision={decision} />}
    </>
  );
}

function Review({ review }: { readonly review: NonNullable<Proof['review']> }) {
  const { t } = useTranslation('claim');
  return (
    <Section id="review" title={t('case.review')}>
      <span className={review.decision === 'accept' ? 'tag tag-good' : 'tag tag-bad'}>
        {t(review.decision === 'accept' ? 'step.application.accepted' : 'step.application.refused')}
      </span>
      <p>
        {t('case.reviewReason')}: {review.reason}
      </p>
    </Section>
  );
}

interface ConditionsProps {
  readonly evaluation: NonNullable<Proof['evaluation']>;
  readonly document: Document | undefined;
}

function Conditions({ evaluation, document }: ConditionsProps) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  const tone = (value: boolean | null) => (value === null ? 'wait' : value ? 'good' : 'bad');
  const word = (value: boolean | null) => (value === null ? 'case.open' : value ? 'case.yes' : 'case.no');
  return (
    <Section id="conditions" title={t('case.conditions')}>
      <ul className="conditions">
        {evaluation.conditions.map(({ name, value }) => {
          const condition = document?.conditions.find((each) => each.name === name);
          return (
            <li key={name}>
              <span className={`tag tag-${tone(value)}`}>{t(word(value))}</span>
              <span>
                {condition ? pick(condition) : name}{' '}
                {condition?.clause !== undefined && <span className="hint">{condition.clause}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function AmountSteps({ evaluation }: { readonly evaluation: NonNullable<Proof['evaluation']> }) {
  const { t } = useTranslation('claim');
  const { pick } = useLanguage();
  if (evaluation.amountFen === null) return null;
  return (
    <Section id="amount" title={t('case.amount')}>
      <div className="scroll">
        <table className="grid">
          <tbody>
            {evaluation.steps.map((step, index) => (
              <tr key={index}>
                <th scope="row" style={{ whiteSpace: 'normal' }}>
                  {pick(step)}
                </th>
                <td className="number">
                  {step.amountFen === undefined ? (step.text ?? '—') : money(step.amountFen)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('case.result')}</th>
              <td className="number">{money(evaluation.amountFen)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

/** Every fact with who gave it and when: a department's signed answer, or the public register. */
function Facts({ decision }: { readonly decision: Proof }) {
  const { t } = useTranslation('claim');
  const { language, pick } = useLanguage();
  const names = useNames();
  const receipts = decision.receipts ?? [];
  const rows = Object.entries(decision.facts ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return (
    <Section id="facts" title={t('case.facts')}>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="facts">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t('case.fact')}</th>
              <th scope="col">{t('case.value')}</th>
              <th scope="col">{t('case.source')}</th>
              <th scope="col">{t('case.date')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, value]) => {
              const receipt = receipts.findLast(({ values }) => Object.hasOwn(values, key));
              return (
                <tr key={key}>
                  <td>{names.item(key)}</td>
                  <td>{factText(names.itemOf(key), value, { pick })}</td>
                  <td>
                    {receipt
                      ? `${names.department(receipt.department)} · ${t('case.signed')}`
                      : t('case.register')}
                  </td>
                  <td>{receipt ? dayText(receipt.asOf.slice(0, 10), language) : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
