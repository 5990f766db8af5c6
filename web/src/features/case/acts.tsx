// What can be done with a case at any time: its receipt saved and checked, the log of questions, withdrawal.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actHeader, answerOf, api, newActKey } from '../../kit/api.ts';
import { ConfirmAct } from '../../kit/confirm-act.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import type { ShownApplication } from '../../kit/use-application.ts';

const CLOSED: readonly string[] = ['reserved', 'granted', 'refused', 'withdrawn'];

interface ActsProps {
  readonly shown: ShownApplication;
  readonly isOwner: boolean;
}

export function Acts({ shown, isOwner }: ActsProps) {
  const { t } = useTranslation('case');
  const { application } = shown;
  const save = useMutation({ mutationFn: () => downloadReceipt(application.id) });
  return (
    <div className="stack">
      <div className="acts">
        {shown.decision && (
          <>
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('receipt')}
            </Button>
            <Link className="button-link" to="/receipts">
              {t('receipt.verify')}
            </Link>
          </>
        )}
        {isOwner && (
          <Link className="button-link" to="/data-use">
            {t('calls')}
          </Link>
        )}
        {isOwner && !CLOSED.includes(application.state) && <Withdraw id={application.id} />}
      </div>
      {shown.decision && <p className="hint">{t('receiptHint')}</p>}
      {save.isError && <ProblemView error={save.error} />}
    </div>
  );
}

/** The receipt as the API gives it, saved as a file. */
async function downloadReceipt(id: string): Promise<void> {
  const receipt = await answerOf(api.GET('/api/applications/{id}/receipt', { params: { path: { id } } }));
  const { saveFile } = await import('../../kit/save-file.ts');
  saveFile(`${id}.receipt.json`, 'application/json', JSON.stringify(receipt, undefined, 2));
}

function Withdraw({ id }: { readonly id: string }) {
  const { t } = useTranslation('case');
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const withdraw = useMutation<unknown, Error, void>({
    mutationFn: () =>
      answerOf(
        api.POST('/api/applications/{id}/withdrawal', {
          params: { path: { id }, header: actHeader(key.current) },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', id] }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['matches'] }),
  });
  return <ConfirmAct label={t('withdraw')} says={t('withdrawAsk')} act={withdraw} isDanger />;
}
