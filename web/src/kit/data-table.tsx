// A table as a tool: typed columns, sorting, totals, words to filter by that stay in the address, and export of what it shows.
import { Alert, Button, type TableProps } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { lazy, Suspense, useDeferredValue, useId, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLanguage, type Language } from './language.ts';
import { yuan } from './money.ts';
import type { TableBody } from './table-body.tsx';
import { instantText } from './time.ts';

const fetchBody = () => import('./table-body.tsx').then(({ TableBody }) => ({ default: TableBody }));
// `lazy` forgets that the component is generic.
const Body = lazy(fetchBody) as unknown as typeof TableBody;
// Begun with the page and not with its rows; a fetch that fails here is made again when there is something to draw.
fetchBody().catch(() => undefined);

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
  /** Holds buttons and no data: it is neither sorted nor exported. */
  readonly isAct?: boolean;
}

export interface Selection {
  readonly keys: readonly string[];
  readonly onChange: (keys: string[]) => void;
}

interface DataTableProps<T> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  /** Of exported files. */
  readonly fileName: string;
  readonly expanded?: (row: T) => ReactNode;
  /** Rows may be chosen, for an act on several; `label` names a row for those who cannot see it. */
  readonly selection?: Selection & { readonly label: (row: T) => string };
}

/** Beyond this many rows only those in sight are drawn. */
const DRAWN_MAX = 100;
const SCROLL_HEIGHT_PX = 560;
const COLUMN_PX = 150;
/** A shorter table is read at a glance. */
const SEARCHED_FROM_ROWS = 8;

const isNumeric = ({ kind }: { kind: string }): boolean => kind === 'money' || kind === 'number';

const words = new Intl.Collator('zh-CN', { numeric: true });

function compare(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return words.compare(String(a), String(b));
}

function shown<T>(column: Column<T>, row: T, language: Language): ReactNode {
  if (column.show) return column.show(row);
  const value = column.value(row);
  if (value === undefined) return '';
  if (column.kind === 'money') return yuan(Number(value));
  return column.kind === 'instant' ? instantText(String(value), language) : value;
}

interface Order {
  readonly column: number;
  readonly direction: 'ascend' | 'descend';
}

const drawn = <T,>(
  columns: readonly Column<T>[],
  order: Order | undefined,
  language: Language,
): ColumnType<T>[] =>
  columns.map((column, index) => ({
    key: String(index),
    title: column.title,
    align: isNumeric(column) ? 'right' : 'left',
    className: isNumeric(column) ? 'amount' : '',
    // The rows come sorted: the table only shows and asks for the order.
    ...(column.isAct !== true && {
      sorter: true,
      sortOrder: order?.column === index ? order.direction : null,
    }),
    render: (_value: unknown, row: T) => shown(column, row, language),
  }));

/** Instants are compared as they are written, which is much faster than as words. */
function sorted<T>(
  rows: readonly T[],
  column: Column<T> | undefined,
  order: Order | undefined,
): readonly T[] {
  if (!column || !order) return rows;
  const sign = order.direction === 'ascend' ? 1 : -1;
  const by = column.kind === 'instant' ? plainly : compare;
  return rows
    .map((row) => [column.value(row), row] as const)
    .sort(([a], [b]) => sign * by(a, b))
    .map(([, row]) => row);
}
const plainly = (a: CellValue, b: CellValue): number =>
  String(a ?? '') < String(b ?? '') ? -1 : a === b ? 0 : 1;

function found<T>(rows: readonly T[], columns: readonly Column<T>[], text: string): readonly T[] {
  if (text === '' || rows.length < SEARCHED_FROM_ROWS) return rows;
  return rows.filter((row) =>
    columns.some((column) =>
      String(column.value(row) ?? '')
        .toLowerCase()
        .includes(text),
    ),
  );
}

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { rows, columns, rowKey, expanded, selection } = props;
  const { language } = useLanguage();
  const { t } = useTranslation('kit');
  const [address] = useSearchParams();
  const [order, setOrder] = useState<Order>();
  // What is typed is drawn at once; a long table follows when there is time.
  const text = useDeferredValue((address.get('q') ?? '').toLowerCase());
  const kept = useMemo(() => found(rows, columns, text), [rows, columns, text]);
  const inOrder = useMemo(() => sorted(kept, order && columns[order.column], order), [kept, columns, order]);
  const isLong = inOrder.length > DRAWN_MAX;
  const table: TableProps<T> = {
    dataSource: inOrder as T[],
    columns: drawn(columns, order, language),
    rowKey,
    pagination: false,
    size: 'small',
    showSorterTooltip: false,
    locale: { emptyText: t('nothing') },
    onChange: (_pages, _filters, sorter) => setOrder(orderOf(Array.isArray(sorter) ? sorter[0] : sorter)),
    ...(isLong
      ? { virtual: true, scroll: { x: columns.length * COLUMN_PX, y: SCROLL_HEIGHT_PX } }
      : { scroll: { x: 'max-content' } }),
    ...(expanded && {
      expandable: {
        expandedRowRender: expanded,
        columnTitle: <span className="unseen">{t('details')}</span>,
      },
    }),
    ...(selection && {
      rowSelection: {
        selectedRowKeys: [...selection.keys],
        onChange: (keys) => selection.onChange(keys.map(String)),
        getCheckboxProps: (row) => ({ 'aria-label': selection.label(row) }),
        // A box in the title would be drawn twice, once where nobody sees it: the act offers to choose all.
        columnTitle: <span className="unseen">{t('choose')}</span>,
      },
    }),
  };
  return (
    <div>
      {rows.length > 0 && <Tools {...props} found={inOrder} />}
      <Suspense fallback={<div className="surface" style={{ minHeight: 120 }} />}>
        <Body {...table} />
      </Suspense>
      <Totals columns={columns} rows={inOrder} />
    </div>
  );
}

function orderOf(
  sorter: { readonly columnKey?: unknown; readonly order?: Order['direction'] | null } | undefined,
): Order | undefined {
  return sorter?.order ? { column: Number(sorter.columnKey), direction: sorter.order } : undefined;
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
      <Export fileName={fileName} columns={columns} rows={found} />
    </div>
  );
}

const FORMATS = [
  { format: 'csv', word: 'exportCsv' },
  { format: 'xlsx', word: 'exportXlsx' },
] as const;

function Export<T>({ fileName, columns, rows }: Pick<DataTableProps<T>, 'fileName' | 'columns' | 'rows'>) {
  const { t } = useTranslation('kit');
  const [writing, write] = useState<string>();
  const [isFailed, fail] = useState(false);
  const save = async (format: 'csv' | 'xlsx') => {
    write(format);
    fail(false);
    try {
      const { exportRows } = await import('./export-rows.ts');
      await exportRows(fileName, format, columns, rows);
    } catch {
      fail(true);
    } finally {
      write(undefined);
    }
  };
  return (
    <span className="acts" style={{ marginLeft: 'auto' }}>
      {isFailed && <Alert type="error" showIcon role="alert" title={t('exportFailed')} />}
      {FORMATS.map(({ format, word }) => (
        <Button
          key={format}
          size="small"
          loading={writing === format}
          disabled={writing !== undefined}
          onClick={() => void save(format)}
        >
          {t(word)}
        </Button>
      ))}
    </span>
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
