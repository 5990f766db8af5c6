// Journal entries as rows, one a transfer, each with the way to the case or the request that it was made for.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationPath } from '../../kit/case-path.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { useEntries, type LedgerEntry } from './queries.ts';
import { financeWords } from './words.ts';

export interface TransferRow {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly kind: string;
  readonly amountFen: number;
  /** The application whose claim the transfer serves. */
  readonly applicationId: string | undefined;
}

/** A transfer's id begins with the leg `claim/number`, or with `budget-request/`. */
function applicationOf(transferId: string): string | undefined {
  const first = transferId.split('/')[0] ?? '';
  return first.split('.').length >= 3 ? first : undefined;
}

export const transferRows = (entries: readonly LedgerEntry[]): TransferRow[] =>
  entries.flatMap(({ at, type, by, transfers }) =>
    transfers.map(({ id, kind, amountFen }) => ({
      id,
      at,
      type,
      by,
      kind,
      amountFen,
      applicationId: applicationOf(id),
    })),
  );

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
