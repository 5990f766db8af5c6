// Every question that was asked about the enterprise: when, whom, what, and for which claim.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useLanguage } from '../../kit/language.ts';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { usePerson } from '../../kit/session.ts';
import { useCalls, usePolicy, type LoggedCall } from './queries.ts';

export function CallsPage() {
  const { t } = useTranslation('case');
  const columns = useColumns();
  const query = useCalls(usePerson().actsFor[0] ?? '');
  return (
    <Page title={t('calls')} lead={t('calls.lead')} isWide>
      <Loaded query={query} rows={6}>
        {(calls) =>
          calls.length === 0 ? (
            <p className="surface">{t('calls.none')}</p>
          ) : (
            <div className="surface">
              <DataTable
                rows={calls}
                columns={columns}
                rowKey={(call) => `${call.at} ${call.department} ${call.nonce ?? call.items.join()}`}
                fileName="data-use"
              />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<LoggedCall>[] {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  const names = useNames();
  return [
    { title: t('calls.at'), kind: 'instant', value: ({ at }) => at },
    { title: t('calls.department'), kind: 'text', value: ({ department }) => names.department(department) },
    {
      title: t('calls.items'),
      kind: 'text',
      value: ({ items }) => items.map(names.item).join(language === 'zh' ? '、' : ', '),
    },
    {
      title: t('calls.purpose'),
      kind: 'text',
      value: ({ purpose }) => purpose.applicationId,
      show: ({ purpose }) => (
        <Link to={applicationPath(purpose.applicationId)}>
          <PolicyTitle id={purpose.policyId} />
        </Link>
      ),
    },
    {
      title: t('calls.outcome'),
      kind: 'text',
      value: ({ outcome }) => t(`calls.${outcome}`),
    },
  ];
}

function PolicyTitle({ id }: { readonly id: string }) {
  const { pick } = useLanguage();
  const policy = usePolicy(id);
  return <>{policy.data ? pick(policy.data.document.title) : id}</>;
}
