// Which department will be asked for what, and why: grouped by department, each item with the conditions that read it.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { useNames } from '../../kit/reference-data.ts';
import type { Question, ShownPolicy } from './queries.ts';

interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly words: ShownPolicy['conditions'];
}

export function Questions({ questions, words }: QuestionsProps) {
  const { t } = useTranslation('claim');
  const names = useNames();
  const departments = [...new Set(questions.map(({ department }) => department))];
  if (departments.length === 0) return <p>{t('claim.nothingAsked')}</p>;
  return (
    <>
      <dl className="facts">
        {departments.map((department) => (
          <div key={department} style={{ display: 'contents' }}>
            <dt>{names.department(department)}</dt>
            <dd>
              <ul className="plain">
                {questions
                  .filter((question) => question.department === department)
                  .map((question) => (
                    <Asked key={question.item} question={question} words={words} />
                  ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t('claim.asksHint')}</p>
    </>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly words: ShownPolicy['conditions'];
}

function Asked({ question, words }: AskedProps) {
  const { t } = useTranslation('claim');
  const { language, pick } = useLanguage();
  const names = useNames();
  const read = question.conditions.flatMap(
    (name) => words.find((condition) => condition.name === name) ?? [],
  );
  const separator = language === 'zh' ? '、' : '; ';
  const reasons = [
    ...(read.length > 0 ? [t('claim.forCondition', { conditions: read.map(pick).join(separator) })] : []),
    ...(question.forAmount ? [t('claim.forAmount')] : []),
  ];
  return (
    <li>
      {names.item(question.item)} <span className="hint">{reasons.join(separator)}</span>
    </li>
  );
}
