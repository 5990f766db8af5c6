// The few figures that a leader asks for first, in the language's own grouping.
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { largeMoney } from '../../kit/money.ts';
import { byDay, ofFigures, totalOf, type Summary } from './queries.ts';

export interface HeadlineFigure {
  readonly id: 'paid' | 'served' | 'today' | 'accepted' | 'applied' | 'returned';
  readonly text: string;
}

/** At most seven, the sum paid first. */
export function useHeadline(summary: Summary): HeadlineFigure[] {
  const { language } = useLanguage();
  const whole = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
  const total = totalOf(summary.items.flatMap(({ byDistrict }) => Object.values(byDistrict)));
  const today = byDay(summary).find(({ id }) => id === summary.today) ?? ofFigures({ byDistrict: {} });
  return [
    { id: 'paid', text: largeMoney(total.paidFen, language) },
    { id: 'served', text: whole.format(total.served) },
    { id: 'today', text: largeMoney(today.paidFen, language) },
    { id: 'applied', text: whole.format(total.applied) },
    { id: 'accepted', text: whole.format(total.accepted) },
    { id: 'returned', text: whole.format(total.returned) },
  ];
}

export function Headline({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation('cockpit');
  const figures = useHeadline(summary);
  return (
    <section className="surface hero figures" aria-label={t('headline')}>
      {figures.map(({ id, text }) => (
        <div key={id}>
          <span className="hint">{t(`figure.${id}`)}</span>
          <strong className={id === 'paid' ? 'figure' : ''}>{text}</strong>
        </div>
      ))}
    </section>
  );
}
