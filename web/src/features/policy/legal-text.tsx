// The legal text beside the rules: the clause of the row under work stands out, so that rule and law are read together.
import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/page.tsx';
import { textAt } from './document-value.ts';
import { useEditing } from './editing.ts';
import { clauseOf } from './use-clauses.ts';

interface LegalTextProps {
  /** Path of the row under work, or nothing. */
  readonly place: string;
}

export function LegalText({ place }: LegalTextProps) {
  const { t } = useTranslation('policy');
  const { value } = useEditing();
  const clause = place === '' ? '' : textAt(value, [...place.split('.'), 'clause']);
  const paragraphs = textAt(value, ['legalText'])
    .split('\n')
    .filter((paragraph) => paragraph.trim() !== '');
  return (
    <Section id="legal-text" title={t('basics.legalText')}>
      {paragraphs.length === 0 ? (
        <p className="hint">{t('basics.noLegalText')}</p>
      ) : (
        <div className="policy-law" lang="zh-CN">
          {paragraphs.map((paragraph, index) => (
            <p key={index} className={clause !== '' && clauseOf(paragraph) === clause ? 'named' : ''}>
              {paragraph}
            </p>
          ))}
        </div>
      )}
    </Section>
  );
}
