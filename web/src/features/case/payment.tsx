// The money of an application: each payment with its source, its number at the bank, and how it ended.
import { useTranslation } from 'react-i18next';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { StateTag, type StateName } from '../../kit/state-tag.tsx';
import type { ShownApplication } from '../../kit/use-application.ts';

/** `policy.city` or `policy.district-330106` → the treasury in words. */
function sourceOf(budgetId: string, district: (code: string) => string, city: string): string {
  const source = budgetId.slice(budgetId.lastIndexOf('.') + 1);
  return source === 'city' ? city : district(source.replace(/^district-/, ''));
}

export function Payment({ shown: { legs, bankLines } }: { readonly shown: ShownApplication }) {
  const { t } = useTranslation('case');
  const names = useNames();
  if (legs.length === 0) return null;
  return (
    <Section id="payment" title={t('payment')}>
      {legs.map((leg) => (
        <dl key={leg.id} className="facts payment">
          <dt>
            <StateTag state={leg.state === 'void' ? 'withdrawn' : (leg.state satisfies StateName)} />
          </dt>
          <dd className="amount">{money(leg.amountFen)}</dd>
          <dt>{t('budget')}</dt>
          <dd>{sourceOf(leg.budgetId, names.district, t('city'))}</dd>
          <dt>{t('leg')}</dt>
          <dd>
            <code>{leg.endToEndId}</code>
          </dd>
          <Statement line={bankLines.find(({ endToEndId }) => endToEndId === leg.endToEndId)} />
          {leg.bankReference !== undefined && (
            <>
              <dt>{t('reference')}</dt>
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

/** What the bank will print, or has printed. */
function Statement({ line }: { readonly line: ShownApplication['bankLines'][number] | undefined }) {
  const { t } = useTranslation('case');
  if (!line) return null;
  return (
    <>
      <dt>{t('payer')}</dt>
      <dd>{line.payerName}</dd>
      <dt>{t('account')}</dt>
      <dd>
        {line.payeeName} <span className="amount">{line.payeeAccount}</span>
      </dd>
      <dt>{t('remark')}</dt>
      <dd>{line.remark}</dd>
    </>
  );
}
