// Who acts next on an application, by when, and what the bank statement will say: the same words wherever a case is shown.
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.ts';
import { money } from './money.ts';
import { useNames } from './reference-data.ts';
import { dayText } from './time.ts';
import type { ShownApplication } from './use-application.ts';

export function NextStep({ shown }: { readonly shown: Pick<ShownApplication, 'next' | 'bankLines'> }) {
  const { t } = useTranslation('kit');
  const { language } = useLanguage();
  const names = useNames();
  const { who, by, departments = [] } = shown.next;
  if (who === 'nobody') return null;
  const separator = language === 'zh' ? '、' : ', ';
  const named = departments.map(names.department).join(separator);
  return (
    <dl className="facts">
      <dt>{t('next.title')}</dt>
      <dd>{who === 'department' && named !== '' ? t('next.departments', { named }) : t(`next.${who}`)}</dd>
      {by !== undefined && (
        <>
          <dt>{t('next.by')}</dt>
          <dd>{dayText(by, language)}</dd>
        </>
      )}
      {shown.bankLines.length === 1 && (
        <>
          <dt>{t('next.line')}</dt>
          <dd>
            <BankLineText line={shown.bankLines[0] as BankLine} />
          </dd>
        </>
      )}
    </dl>
  );
}

type BankLine = ShownApplication['bankLines'][number];

/** As the statement prints it: who pays, how much, for what. */
export function BankLineText({ line }: { readonly line: BankLine }) {
  return (
    <>
      {line.payerName} <span className="amount">{money(line.amountFen)}</span> {line.remark}
    </>
  );
}
