// Journal entries as rows, one a transfer, each with the application whose claim it serves.

/** What a row is made of: an entry as the API gives it. */
export interface EntryOfTransfers {
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly transfers: readonly { readonly id: string; readonly kind: string; readonly amountFen: number }[];
}

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

export const transferRows = (entries: readonly EntryOfTransfers[]): TransferRow[] =>
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
