// For whom an enterprise claims: a list from a spreadsheet, each wrong row mended in its place, ten thousand rows without a halt.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Section } from '../../kit/page.tsx';
import { checkRows, ROWS_MAX, type CheckedRow, type ListRow } from './list-rows.ts';
import type { ReadAnswer, ReadAsk } from './read-list-worker.ts';

const BYTES_MAX = 5 * 1024 * 1024;

async function readList(ask: ReadAsk): Promise<readonly ListRow[]> {
  if (ask.file.size > BYTES_MAX) throw new RangeError('too large');
  const worker = new Worker(new URL('./read-list-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(ask);
    });
    if ('error' in answer) throw new Error(answer.error);
    return answer.rows;
  } finally {
    worker.terminate();
  }
}

interface EmployeeListProps {
  readonly title: string;
  /** Undefined: no list, everybody whom the department names. */
  readonly rows: readonly ListRow[] | undefined;
  readonly onChange: (rows: readonly ListRow[] | undefined) => void;
}

export function EmployeeList({ title, rows, onChange }: EmployeeListProps) {
  const { t } = useTranslation('claim');
  const id = useId();
  const read = useMutation({
    mutationFn: (file: File) => readList({ file, title }),
    onSuccess: (found) => onChange(found),
  });
  return (
    <Section id="employees" title={t('list.title')} acts={<Template title={title} />}>
      <div className="stack">
        <p className="hint">{t('list.lead', { title })}</p>
        <label className="field" htmlFor={id}>
          {t('list.file')}
          <input
            id={id}
            className="input"
            type="file"
            accept=".xlsx,.csv"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) read.mutate(file);
              target.value = '';
            }}
          />
        </label>
        <span role="status">{read.isPending && t('list.reading')}</span>
        {read.isError && <Alert type="error" showIcon role="alert" title={t('list.unreadable')} />}
        {rows && <Rows title={title} rows={rows} onChange={onChange} />}
      </div>
    </Section>
  );
}

/** One column with its title, and an example to write over. */
function Template({ title }: { readonly title: string }) {
  const { t } = useTranslation('claim');
  const save = useMutation({
    mutationFn: async () => {
      const { exportRows } = await import('../../kit/export-rows.ts');
      const columns: Column<{ readonly key: string }>[] = [{ title, kind: 'text', value: ({ key }) => key }];
      await exportRows(t('list.templateName'), 'xlsx', columns, [{ key: t('list.example') }]);
    },
  });
  return (
    <Button size="small" loading={save.isPending} onClick={() => save.mutate()}>
      {t('list.template')}
    </Button>
  );
}

function Rows({ title, rows, onChange }: EmployeeListProps & { readonly rows: readonly ListRow[] }) {
  const { t } = useTranslation('claim');
  const checked = useMemo(() => checkRows(rows), [rows]);
  const wrong = useMemo(() => checked.filter(({ error }) => error !== undefined), [checked]);
  const mend = (line: number, key: string) =>
    onChange(rows.map((row) => (row.line === line ? { line, key } : row)));
  const drop = (line: number) => onChange(rows.filter((row) => row.line !== line));
  const columns: Column<CheckedRow>[] = [
    { title: t('list.line'), kind: 'number', value: ({ line }) => line },
    {
      title,
      kind: 'text',
      value: ({ key }) => key,
      show: (row) =>
        row.error === undefined ? (
          row.key
        ) : (
          <input
            className="input"
            aria-label={t('list.mend', { line: row.line })}
            aria-invalid
            defaultValue={row.key}
            onBlur={({ target }) => target.value !== row.key && mend(row.line, target.value.trim())}
          />
        ),
    },
    {
      title: t('list.error'),
      kind: 'text',
      value: ({ error, first }) => error && t(`list.${error}`, { line: first ?? 0 }),
      show: ({ error, first, line }) =>
        error && (
          <span className="field-error">
            {t(`list.${error}`, { line: first ?? 0 })}{' '}
            <Button
              type="link"
              size="small"
              aria-label={t('list.dropLine', { line })}
              onClick={() => drop(line)}
            >
              {t('list.drop')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <>
      <p role="status">
        {t('list.count', { count: rows.length })}{' '}
        {wrong.length > 0 && (
          <strong className="field-error">{t('list.wrong', { count: wrong.length })}</strong>
        )}
        {rows.length > ROWS_MAX && <strong className="field-error">{t('list.tooMany')}</strong>}{' '}
        <Button size="small" onClick={() => onChange(undefined)}>
          {t('list.clear')}
        </Button>
      </p>
      {rows.length > 0 && (
        <DataTable
          rows={wrong.length > 0 ? wrong : checked}
          columns={columns}
          rowKey={({ line }) => String(line)}
          fileName="employees"
        />
      )}
    </>
  );
}
