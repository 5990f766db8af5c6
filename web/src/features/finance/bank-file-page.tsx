// One file from the bank as it was read: its head, what a person must look at, and each line beside what it became in the books.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { applicationPath, claimOfLeg } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { money } from '../../kit/money.ts';
import { Page, Section } from '../../kit/page.tsx';
import { dayText, instantText } from '../../kit/time.ts';
import { useBankFile, type BankFileLine } from './desk-queries.ts';
import { financeWords } from './words.ts';

type Shown = NonNullable<ReturnType<typeof useBankFile>['data']>;

export function BankFilePage() {
  const { fileId = '' } = useParams();
  const { t } = useTranslation('finance');
  const { language } = useLanguage();
  const query = useBankFile(fileId);
  const file = query.data?.file;
  return (
    <Page
      title={file ? t(`files.${file.kind}`) : t('files.title')}
      lead={
        file && (
          <>
            <code>{file.key}</code> · {t('files.taken')} {instantText(file.takenAt, language)}
          </>
        )
      }
      isWide
    >
      <Loaded query={query} rows={8}>
        {(shown) => (
          <>
            {shown.reports.map((report) => (
              <Report key={report.messageId} report={report} />
            ))}
            <Lines lines={shown.items} fileName={shown.file.id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Report({ report }: { readonly report: Shown['reports'][number] }) {
  const { t } = useTranslation('finance');
  const { language, pick } = useLanguage();
  const rows = [
    { word: t('file.message'), value: report.messageId },
    { word: t('file.created'), value: report.createdAt },
    ...(report.account === undefined ? [] : [{ word: t('file.account'), value: report.account }]),
    ...(report.fromDay === undefined || report.toDay === undefined
      ? []
      : [
          {
            word: t('file.days'),
            value: `${dayText(report.fromDay, language)} – ${dayText(report.toDay, language)}`,
          },
        ]),
    ...(report.openingFen === undefined
      ? []
      : [{ word: t('file.opening'), value: money(report.openingFen) }]),
    ...(report.closingFen === undefined
      ? []
      : [{ word: t('file.closing'), value: money(report.closingFen) }]),
    ...(report.groupStatus === undefined ? [] : [{ word: t('file.group'), value: report.groupStatus }]),
  ];
  return (
    <section className="surface" aria-label={t('file.head')}>
      <dl className="facts">
        {rows.map(({ word, value }) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {report.answers !== undefined && (
          <>
            <dt>{t('file.answers')}</dt>
            <dd>
              <Link to={`/orders/${report.answers}`}>{report.answers}</Link>
            </dd>
          </>
        )}
      </dl>
      {report.problems.map((problem) => (
        <Alert
          key={`${problem.code}${problem.path}`}
          type="warning"
          showIcon
          title={pick(problem)}
          description={<code>{problem.path}</code>}
        />
      ))}
    </section>
  );
}

const TONES = { settled: 'good', 'sent-back': 'bad', case: 'wait', waiting: 'move', information: 'still' };

type StatusWord = Extract<keyof typeof financeWords, `status.${string}`>;
const isStatus = (word: string): word is StatusWord => word in financeWords;

function Lines({ lines, fileName }: { readonly lines: BankFileLine[]; readonly fileName: string }) {
  const { t } = useTranslation('finance');
  const columns: Column<BankFileLine>[] = [
    { title: t('file.number'), kind: 'number', value: ({ number }) => number },
    {
      title: t('file.status'),
      kind: 'text',
      value: ({ status }) => {
        const word = `status.${status}`;
        return isStatus(word) ? t(word) : status;
      },
    },
    { title: t('orders.amount'), kind: 'money', value: ({ amountFen }) => amountFen },
    {
      title: t('file.became'),
      kind: 'text',
      value: ({ became }) => t(`became.${became}`),
      show: (line) => <Became line={line} />,
    },
    { title: t('file.counterparty'), kind: 'text', value: ({ counterparty }) => counterparty },
    {
      title: t('order.case'),
      kind: 'text',
      value: ({ legId }) => legId,
      show: ({ legId }) =>
        legId !== undefined && (
          <Link to={applicationPath(claimOfLeg(legId).split('~')[0] ?? '')}>{t('order.caseOpen')}</Link>
        ),
    },
    {
      title: t('orders.id'),
      kind: 'text',
      value: ({ orderId }) => orderId,
      show: ({ orderId }) =>
        orderId !== undefined && <Link to={`/orders/${orderId}`}>{t('file.orderOpen')}</Link>,
    },
    { title: t('file.reason'), kind: 'text', value: ({ reason }) => reason },
    { title: t('file.remark'), kind: 'text', value: ({ remark }) => remark },
    { title: t('order.endToEnd'), kind: 'text', value: ({ endToEndId }) => endToEndId },
    { title: t('file.reference'), kind: 'text', value: ({ bankReference }) => bankReference },
  ];
  return (
    <Section id="lines" title={t('files.lines')}>
      <DataTable
        rows={lines}
        columns={columns}
        rowKey={({ number }) => String(number)}
        fileName={`bank-file-${fileName.slice(0, 12)}`}
      />
    </Section>
  );
}

function Became({ line: { became, exception } }: { readonly line: BankFileLine }) {
  const { t } = useTranslation('finance');
  return (
    <>
      <span className={`tag tag-${TONES[became]}`}>{t(`became.${became}`)}</span>{' '}
      {exception?.state === 'closed' && <span className="hint">{t('became.closed')}</span>}
      {exception?.state === 'open' && <Link to="/reconciliation">{t('became.open')}</Link>}
    </>
  );
}
