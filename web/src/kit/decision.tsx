// Why it was decided so: each condition with its answer, the facts with their source and date, the amount step by step.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.ts';
import { factText } from './fact-value.ts';
import { money } from './money.ts';
import { Section } from './page.tsx';
import { useNames } from './reference-data.ts';
import { dayText } from './time.ts';
import type { Reply } from './api.ts';

type Shown = Reply<'/api/applications/{id}'>;
type Proof = NonNullable<Shown['decision']>;
type ConditionWords = Reply<'/api/policies/{id}'>['conditions'];

interface DecisionProps {
  readonly shown: Pick<Shown, 'decision'>;
  /** The policy's conditions in words, once they are there. */
  readonly words: ConditionWords | undefined;
  /** Keeps ids apart where several decisions stand on one page. */
  readonly idPrefix?: string;
  /** Offers beside each fact to say that it is wrong; absent where the reader may not. */
  readonly disputing?: (item: string) => ReactNode;
}

export function Decision({ shown, words, idPrefix = '', disputing }: DecisionProps) {
  const { decision } = shown;
  if (!decision) return null;
  return (
    <div className="stack">
      {decision.review && <Review review={decision.review} id={idPrefix} />}
      {decision.evaluation && <Conditions evaluation={decision.evaluation} words={words} id={idPrefix} />}
      {decision.evaluation && <AmountSteps evaluation={decision.evaluation} id={idPrefix} />}
      {decision.facts && <Facts decision={decision} id={idPrefix} disputing={disputing} />}
    </div>
  );
}

function Review({ review, id }: { readonly review: NonNullable<Proof['review']>; readonly id: string }) {
  const { t } = useTranslation('kit');
  return (
    <Section id={`${id}review`} title={t('decision.review')}>
      <span className={review.decision === 'accept' ? 'tag tag-good' : 'tag tag-bad'}>
        {t(review.decision === 'accept' ? 'state.accepted' : 'state.refused')}
      </span>
      <p>
        {t('decision.reviewReason')}: {review.reason}
      </p>
    </Section>
  );
}

interface ConditionsProps {
  readonly evaluation: NonNullable<Proof['evaluation']>;
  readonly words: ConditionWords | undefined;
  readonly id: string;
}

function Conditions({ evaluation, words, id }: ConditionsProps) {
  const { t } = useTranslation('kit');
  const { pick } = useLanguage();
  const tone = (value: boolean | null) => (value === null ? 'wait' : value ? 'good' : 'bad');
  const word = (value: boolean | null) =>
    value === null ? 'decision.open' : value ? 'decision.yes' : 'decision.no';
  return (
    <Section id={`${id}conditions`} title={t('decision.conditions')}>
      <ul className="conditions">
        {evaluation.conditions.map(({ name, value }) => {
          const condition = words?.find((each) => each.name === name);
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

/** A formula's exact value may go on without end; what counts is rounded in a step of its own. */
const shortened = (text: string): string => text.replace(/(\.\d{6})\d+$/, '$1…');

function AmountSteps({ evaluation, id }: Omit<ConditionsProps, 'words'>) {
  const { t } = useTranslation('kit');
  const { pick } = useLanguage();
  if (evaluation.amountFen === null) return null;
  return (
    <Section id={`${id}amount`} title={t('decision.amount')}>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby={`${id}amount`}>
        <table className="grid">
          <tbody>
            {evaluation.steps.map((step, index) => (
              <tr key={index}>
                <th scope="row" style={{ whiteSpace: 'normal' }}>
                  {pick(step)}
                </th>
                <td className="number">
                  {step.amountFen === undefined ? shortened(step.text ?? '—') : money(step.amountFen)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('decision.result')}</th>
              <td className="number">{money(evaluation.amountFen)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

interface FactsProps {
  readonly decision: Proof;
  readonly id: string;
  readonly disputing: DecisionProps['disputing'];
}

/** Every fact with who gave it and when: a department's signed answer, or the public register. */
function Facts({ decision, id, disputing }: FactsProps) {
  const { t } = useTranslation('kit');
  const { language, pick } = useLanguage();
  const names = useNames();
  const receipts = decision.receipts ?? [];
  const rows = Object.entries(decision.facts ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return (
    <Section id={`${id}facts`} title={t('decision.facts')}>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby={`${id}facts`}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t('decision.fact')}</th>
              <th scope="col">{t('decision.value')}</th>
              <th scope="col">{t('decision.source')}</th>
              <th scope="col">{t('decision.date')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, value]) => {
              const receipt = receipts.findLast(({ values }) => Object.hasOwn(values, key));
              return (
                <tr key={key}>
                  <td>
                    {names.item(key)} {disputing?.(key)}
                  </td>
                  <td>{factText(names.itemOf(key), value, { pick })}</td>
                  <td>
                    {receipt
                      ? `${names.department(receipt.department)} · ${t('decision.signed')}`
                      : t('decision.register')}
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
