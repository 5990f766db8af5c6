// Whom a policy's last matching found, by name: asked for on purpose, page by page, because each look is on record.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { FIRMS_AT_ONCE, useMatchedFirms, type MatchedFirm } from './queries.ts';

export function MatchedFirms({ policyId }: { readonly policyId: string }) {
  const { t } = useTranslation('policy');
  const query = useMatchedFirms(policyId);
  const columns = useColumns();
  const firms = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section id="firms" title={t('report.firms')}>
      <p className="hint">{t('report.firmsLead')}</p>
      {query.isError && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {firms === undefined && (
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('report.firmsShow')}
        </Button>
      )}
      {firms?.length === 0 && !query.hasNextPage && <p>{t('report.firmsNone')}</p>}
      {firms !== undefined && firms.length > 0 && (
        <DataTable rows={firms} columns={columns} rowKey={({ uscc }) => uscc} fileName="matched-firms" />
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('report.firmsMore', { count: FIRMS_AT_ONCE })}
        </Button>
      )}
    </Section>
  );
}

function useColumns(): Column<MatchedFirm>[] {
  const { t } = useTranslation('policy');
  const names = useNames();
  return [
    { title: t('report.firmName'), kind: 'text', value: ({ name }) => name },
    { title: t('report.firmCode'), kind: 'text', value: ({ uscc }) => uscc },
    {
      title: t('report.district'),
      kind: 'text',
      value: ({ districtCode }) => (districtCode === undefined ? '' : names.district(districtCode)),
    },
  ];
}
