// The money of an application: each payment with its source, its number at the bank, and how it ended.
import { useTranslation } from 'react-i18next';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import type { ShownApplication } from './queries.ts';

/** `policy.city` or `policy.district-330106` → the treasury in words. */
function sourceOf(budgetId: string, district: (code: string) => string, city: string): string {
  const source = budgetId.slice(budgetId.lastIndexOf('.') + 1);
  return source === 'city' ? city : district(source.replace(/^district-/, ''));
}

export function Payment({ shown: { legs } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('claim');
  const names = useNames();
  if (legs.length === 0) return null;
  return (
    <Section id="payment" title={t('case.payment')}>
      {legs.map((leg) => (
        <dl key={leg.id} className="facts">
          <dt>
            <StateTag state={leg.state === 'void' ? 'withdrawn' : (leg.state satisfies StateName)} />
          </dt>
          <dd className="amount">{money(leg.amountFen)}</dd>
          <dt>{t('case.budget')}</dt>
          <dd>{sourceOf(leg.budgetId, names.district, t('case.city'))}</dd>
          <dt>{t('case.leg')}</dt>
          <dd>
            <code>{leg.endToEndId}</code>
          </dd>
          {leg.bankReference !== undefined && (
            <>
              <dt>{t('case.reference')}</dt>
              <dd>
                <code>{leg.bankReference}</code>
              </dd>
            </>
          )}
          {leg.sentBack && (
            <>
              <dt>{t('step.claim.returned')}</dt>
              <dd>{leg.sentBack.reason}</dd>
            </>
          )}
        </dl>
      ))}
    </Section>
  );
}
