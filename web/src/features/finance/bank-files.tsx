// Files of the bank as they were taken, with what became of their lines; a file that came by another way is handed in here.
import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Page } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { OrdersTable } from './orders-table.tsx';
import { useBankFiles, type BankFile, type BankFileKind } from './queries.ts';

const KINDS: readonly BankFileKind[] = ['statement', 'notification', 'status'];
/** Beside what the bank sends: what was sent to it. */
const SENT = 'sent';
const COUNTS = ['lines', 'settled', 'returned', 'repeated', 'exceptions'] as const;

export function BankFiles() {
  const { t } = useTranslation('finance');
  const [address, setAddress] = useSearchParams();
  const asked = address.get('kind');
  const kind = KINDS.find((each) => each === asked) ?? 'status';
  const isSent = asked === SENT;
  return (
    <Page
      title={t('files.title')}
      lead={t('files.lead')}
      isWide
      acts={hasRole(usePerson(), 'finance.maker') && <HandIn />}
    >
      <search className="surface filters">
        <label>
          {t('files.kind')}
          <select
            className="input"
            value={isSent ? SENT : kind}
            onChange={({ target }) => setAddress({ kind: target.value }, { replace: true })}
          >
            {[...KINDS, SENT].map((each) => (
              <option key={each} value={each}>
                {t(each === SENT ? 'files.sent' : `files.${each as BankFileKind}`)}
              </option>
            ))}
          </select>
        </label>
      </search>
      <div className="surface">
        {isSent ? (
          <>
            <p className="hint">{t('files.sentHint')}</p>
            <OrdersTable which={{ state: 'sent' }} />
          </>
        ) : (
          <Received kind={kind} />
        )}
      </div>
    </Page>
  );
}

function Received({ kind }: { readonly kind: BankFileKind }) {
  const { t } = useTranslation('finance');
  const columns: Column<BankFile>[] = [
    { title: t('files.taken'), kind: 'instant', value: ({ takenAt }) => takenAt },
    {
      title: t('files.key'),
      kind: 'text',
      value: ({ key }) => key,
      show: ({ id, key }) => <Link to={`/bank-files/${id}`}>{key}</Link>,
    },
    ...COUNTS.map((count): Column<BankFile> => ({
      title: t(`files.${count}`),
      kind: 'number',
      value: (file) => file[count],
    })),
  ];
  return (
    <Loaded query={useBankFiles(kind)} rows={6}>
      {(files) => (
        <DataTable rows={files} columns={columns} rowKey={({ id }) => id} fileName={`bank-files-${kind}`} />
      )}
    </Loaded>
  );
}

function HandIn() {
  const { t } = useTranslation('finance');
  const input = useRef<HTMLInputElement>(null);
  const handIn = useAct({
    send: async (file: File, key) =>
      answerOf(
        api.POST('/api/statements', {
          params: { header: { ...actHeader(key) } },
          headers: { 'content-type': 'application/xml' },
          body: await file.text(),
          bodySerializer: (text) => text,
        }),
      ),
    changes: ['bank-files'],
  });
  return (
    <>
      <Button loading={handIn.isPending} onClick={() => input.current?.click()}>
        {t('files.upload')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".xml"
        hidden
        aria-label={t('files.upload')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) handIn.mutate(file);
          target.value = '';
        }}
      />
      {handIn.isSuccess && <Alert type="success" showIcon title={t('files.uploaded')} />}
      {handIn.isError && <ProblemView error={handIn.error} />}
    </>
  );
}
