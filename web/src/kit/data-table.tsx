// A table as a tool: typed columns, sorting, totals, words to filter by that stay in the address, and export of what it shows.
import { Button, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLanguage, type Language } from './language.ts';
import { yuan } from './money.ts';
import { instantText } from './time.ts';

export type CellValue = string | number | undefined;

export interface Column<T> {
  readonly title: string;
  readonly kind: 'text' | 'money' | 'number' | 'instant';
  /** What is sorted, filtered, summed and exported: fen for money, an ISO instant for times. */
  readonly value: (row: T) => CellValue;
  /** How it is shown, when not by its kind. */
  readonly show?: (row: T) => ReactNode;
  /** Money columns are summed unless a sum would mean nothing. */
  readonly hasNoTotal?: boolean;
}

interface DataTableProps<T> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  /** Of exported files. */
  readonly fileName: string;
  readonly expanded?: (row: T) => ReactNode;
}

/** Beyond this many rows only those in sight are drawn. */
const DRAWN_MAX = 100;
const SCROLL_HEIGHT_PX = 560;
const COLUMN_PX = 150;
/** A shorter table is read at a glance. */
const SEARCHED_FROM_ROWS = 8;

const isNumeric = ({ kind }: { kind: string }): boolean => kind === 'money' || kind === 'number';

function compare(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN');
}

function shown<T>(column: Column<T>, row: T, language: Language): ReactNode {
  if (column.show) return column.show(row);
  const value = column.value(row);
  if (value === undefined) return '';
  if (column.kind === 'money') return yuan(Number(value));
  return column.kind === 'instant' ? instantText(String(value), language) : value;
}

const drawn = <T,>(columns: readonly Column<T>[], language: Language): ColumnType<T>[] =>
  columns.map((column, index) => ({
    key: String(index),
    title: column.title,
    align: isNumeric(column) ? 'right' : 'left',
    className: isNumeric(column) ? 'amount' : '',
    sorter: (a, b) => compare(column.value(a), column.value(b)),
    render: (_value: unknown, row: T) => shown(column, row, language),
  }));

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { rows, columns, rowKey, expanded } = props;
  const { language } = useLanguage();
  const { t } = useTranslation('kit');
  const [address] = useSearchParams();
  const words = (address.get('q') ?? '').toLowerCase();
  const found = useMemo(
    () =>
      words === '' || rows.length < SEARCHED_FROM_ROWS
        ? rows
        : rows.filter((row) =>
            columns.some((column) =>
              String(column.value(row) ?? '')
                .toLowerCase()
                .includes(words),
            ),
          ),
    [rows, columns, words],
  );
  const isLong = found.length > DRAWN_MAX;
  return (
    <div>
      {rows.length > 0 && <Tools {...props} found={found} />}
      <Table<T>
        dataSource={[...found]}
        columns={drawn(columns, language)}
        rowKey={rowKey}
        pagination={false}
        size="small"
        showSorterTooltip={false}
        locale={{ emptyText: t('nothing') }}
        {...(isLong
          ? { virtual: true, scroll: { x: columns.length * COLUMN_PX, y: SCROLL_HEIGHT_PX } }
          : { scroll: { x: 'max-content' } })}
        {...(expanded && {
          expandable: {
            expandedRowRender: expanded,
            columnTitle: <span className="unseen">{t('details')}</span>,
          },
        })}
      />
      <Totals columns={columns} rows={found} />
    </div>
  );
}

function Tools<T>({ rows, columns, fileName, found }: DataTableProps<T> & { readonly found: readonly T[] }) {
  const { t } = useTranslation('kit');
  const [address, setAddress] = useSearchParams();
  const id = useId();
  const search = (text: string) =>
    setAddress(
      (before) => {
        if (text === '') before.delete('q');
        else before.set('q', text);
        return before;
      },
      { replace: true },
    );
  return (
    <div className="filters" style={{ marginBottom: 10 }}>
      {rows.length >= SEARCHED_FROM_ROWS && (
        <label htmlFor={id}>
          {t('search')}
          <input
            id={id}
            className="input"
            type="search"
            value={address.get('q') ?? ''}
            onChange={({ target }) => search(target.value)}
          />
        </label>
      )}
      <span className="hint" role="status">
        {t('rows', { count: found.length })}
      </span>
      <span className="acts" style={{ marginLeft: 'auto' }}>
        <Button
          size="small"
          onClick={() =>
            void import('./export-rows.ts').then(({ saveCsv }) => saveCsv(fileName, columns, found))
          }
        >
          {t('exportCsv')}
        </Button>
        <Button
          size="small"
          onClick={() =>
            void import('./export-rows.ts').then(({ saveXlsx }) => saveXlsx(fileName, columns, found))
          }
        >
          {t('exportXlsx')}
        </Button>
      </span>
    </div>
  );
}

/** The sum of each money column over the rows shown. */
function Totals<T>({
  columns,
  rows,
}: {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
}) {
  const { t } = useTranslation('kit');
  const summed = columns.filter(({ kind, hasNoTotal }) => kind === 'money' && hasNoTotal !== true);
  if (summed.length === 0 || rows.length < 2) return null;
  return (
    <p className="meta" style={{ justifyContent: 'flex-end', marginTop: 8 }}>
      <strong>{t('total')}</strong>
      {summed.map((column) => (
        <span key={column.title}>
          {column.title}{' '}
          <strong>¥{yuan(rows.reduce((sum, row) => sum + Number(column.value(row) ?? 0), 0))}</strong>
        </span>
      ))}
    </p>
  );
}
