// "This fact is wrong": one sentence makes a task of the department that holds it.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useNames } from '../../kit/reference-data.ts';
import { useAct } from '../../kit/use-act.ts';
import type { ShownApplication } from '../../kit/use-application.ts';
import { useKeptText } from '../../kit/use-kept-text.ts';
import { WordsField } from '../../kit/words-field.tsx';

const WORDS_MIN = 5;

interface DisputeProps {
  readonly id: string;
  readonly item: string;
  /** Said already, with what the department answered. */
  readonly standing: ShownApplication['disputes'][number] | undefined;
}

export function Dispute({ id, item, standing }: DisputeProps) {
  const { t } = useTranslation('case');
  const { t: kit } = useTranslation('kit');
  const names = useNames();
  const [isOpen, open] = useState(false);
  const [words, write] = useKeptText(`dispute/${id}/${item}`);
  const file = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/applications/{id}/disputes', {
          params: { path: { id }, header: actHeader(key) },
          body: { item, words },
        }),
      ),
    changes: ['application'],
    onDone: () => {
      write('');
      open(false);
    },
  });
  const named = names.item(item);
  if (standing?.state === 'closed')
    return <p className="hint">{t('dispute.answered', { words: standing.resolution ?? '' })}</p>;
  if (standing || file.isSuccess) return <span role="status">{t('dispute.done')}</span>;
  return (
    <>
      <Button
        type="link"
        size="small"
        aria-label={t('dispute.startNamed', { named })}
        onClick={() => open(true)}
      >
        {t('dispute.start')}
      </Button>
      <Modal
        open={isOpen}
        title={t('dispute.startNamed', { named })}
        okText={t('dispute.send')}
        cancelText={kit('cancel')}
        okButtonProps={{ loading: file.isPending, disabled: words.trim().length < WORDS_MIN }}
        onOk={() => file.mutate()}
        onCancel={() => open(false)}
        destroyOnHidden
      >
        <p>{t('dispute.lead', { department: names.department(names.departmentOf(item) ?? '') })}</p>
        <WordsField label={t('dispute.words')} value={words} lengthMax={1000} rows={3} onChange={write} />
        {file.isError && <ProblemView error={file.error} />}
      </Modal>
    </>
  );
}
