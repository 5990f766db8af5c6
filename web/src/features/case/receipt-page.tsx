// Anybody with a receipt checks it here: rule, signatures, sources and amount, each said to hold or not, and how to do it offline.
import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, newActKey } from '../../kit/api.ts';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import type { Receipt, VerifiedReceipt } from './queries.ts';

async function check(file: File): Promise<VerifiedReceipt> {
  let receipt: Receipt;
  try {
    receipt = JSON.parse(await file.text()) as Receipt;
  } catch {
    throw new SyntaxError('no JSON');
  }
  return answerOf(
    api.POST('/api/receipts/verification', { params: { header: actHeader(newActKey()) }, body: receipt }),
  );
}

export function ReceiptPage() {
  const { t } = useTranslation('case');
  const id = useId();
  const verify = useMutation({ mutationFn: check });
  return (
    <Page title={t('receipt.verify')} lead={t('receipt.lead')}>
      <section className="surface stack" aria-label={t('receipt.verify')}>
        <label className="field" htmlFor={id}>
          {t('receipt.file')}
          <input
            id={id}
            className="input"
            type="file"
            accept="application/json,.json"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) verify.mutate(file);
            }}
          />
        </label>
        {verify.error instanceof SyntaxError && (
          <Alert type="error" showIcon role="alert" title={t('receipt.noJson')} />
        )}
        {verify.error && !(verify.error instanceof SyntaxError) && <ProblemView error={verify.error} />}
        {verify.data && <Result verified={verify.data} />}
      </section>
      <Section id="offline" title={t('receipt.offline')}>
        <ol>
          <li>{t('receipt.offline1')}</li>
          <li>{t('receipt.offline2')}</li>
          <li>{t('receipt.offline3')}</li>
          <li>{t('receipt.offline4')}</li>
        </ol>
      </Section>
    </Page>
  );
}

function Result({ verified }: { readonly verified: VerifiedReceipt }) {
  const { t } = useTranslation('case');
  return (
    <div className="stack" role="status">
      <Alert
        type={verified.ok ? 'success' : 'error'}
        showIcon
        title={t(verified.ok ? 'receipt.ok' : 'receipt.notOk')}
      />
      <ul className="conditions">
        {verified.checks.map(({ name, ok, failing }) => (
          <li key={name}>
            <span className={ok ? 'tag tag-good' : 'tag tag-bad'}>
              {t(ok ? 'receipt.holds' : 'receipt.fails')}
            </span>
            <span>
              {t(`receipt.${name}`)} {failing.length > 0 && <code>{failing.join(', ')}</code>}
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">
        SHA-256 <code>{verified.hash}</code>
      </p>
    </div>
  );
}
