// The table behind a chart of the cockpit, every figure of a row beside its money.
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import type { NamedTotal } from './queries.ts';
import type { TableProps } from './totals.tsx';

export function TotalsTable({ rows, nameOf, first, fileName }: TableProps) {
  const { t } = useTranslation('cockpit');
  const columns: Column<NamedTotal>[] = [
    { title: first, kind: 'text', value: ({ id }) => nameOf(id) },
    { title: t('figure.paid'), kind: 'money', value: ({ paidFen }) => paidFen },
    { title: t('figure.served'), kind: 'number', value: ({ served }) => served },
    { title: t('figure.applied'), kind: 'number', value: ({ applied }) => applied },
    { title: t('figure.accepted'), kind: 'number', value: ({ accepted }) => accepted },
    { title: t('figure.refused'), kind: 'number', value: ({ refused }) => refused },
    { title: t('figure.returned'), kind: 'number', value: ({ returned }) => returned },
  ];
  return <DataTable rows={rows} columns={columns} rowKey={({ id }) => id} fileName={fileName} />;
}
