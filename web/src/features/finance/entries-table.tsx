// Journal entries as rows, one a transfer, each with the way to the case or the request that it was made for.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { useEntries } from './queries.ts';
import { transferRows, type TransferRow } from './transfer-rows.ts';
import { financeWords } from './words.ts';

type MoveWord = Extract<keyof typeof financeWords, `move.${string}`>;
const isMove = (word: string): word is MoveWord => word in financeWords;

export function EntriesTable({ subject }: { readonly subject: string }) {
  const { t } = useTranslation('finance');
  const nameOf = usePersonName();
  const columns: Column<TransferRow>[] = [
    { title: t('entry.at'), kind: 'instant', value: ({ at }) => at },
    {
      title: t('entry.move'),
      kind: 'text',
      value: ({ kind }) => {
        const word = `move.${kind}`;
        return isMove(word) ? t(word) : kind;
      },
    },
    { title: t('entry.amount'), kind: 'money', value: ({ amountFen }) => amountFen, hasNoTotal: true },
    {
      title: t('entry.case'),
      kind: 'text',
      value: ({ applicationId, id }) => applicationId ?? id,
      show: ({ applicationId, id }) =>
        applicationId === undefined ? (
          <code>{id}</code>
        ) : (
          <Link to={applicationPath(applicationId)}>{applicationId}</Link>
        ),
    },
    { title: t('entry.by'), kind: 'text', value: ({ by }) => nameOf(by) },
  ];
  return (
    <Loaded query={useEntries(subject)}>
      {(entries) => (
        <DataTable
          rows={transferRows(entries)}
          columns={columns}
          rowKey={({ id, at }) => `${at}${id}`}
          fileName={subject.replaceAll(/[^\w-]+/g, '-')}
        />
      )}
    </Loaded>
  );
}
