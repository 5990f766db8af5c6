// Asks that a case refused beside an earlier claim may stand: the case by its id, and the reason that stays on it for good.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { hasRole, usePerson } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import { WordsField } from '../../kit/words-field.tsx';

export function AskOverride() {
  const { t } = useTranslation('inbox');
  const { t: kit } = useTranslation('kit');
  const [isOpen, open] = useState(false);
  const [id, name] = useState('');
  const [reason, write] = useState('');
  const ask = useAct({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/claims/{id}/override', {
          params: { path: { id }, header: actHeader(key) },
          body: { reason },
        }),
      ),
    changes: ['overrides'],
  });
  const close = () => {
    open(false);
    name('');
    write('');
    ask.reset();
  };
  if (!hasRole(usePerson(), 'unit.maker', 'finance.maker', 'staff.reviewer')) return null;
  return (
    <>
      <Button onClick={() => open(true)}>{t('overrides.ask')}</Button>
      <Modal
        open={isOpen}
        title={t('overrides.ask')}
        okText={t('overrides.send')}
        cancelText={kit('cancel')}
        okButtonProps={{ loading: ask.isPending, disabled: id === '' || reason.trim() === '' }}
        onOk={() => ask.mutate(undefined, { onSuccess: close })}
        onCancel={close}
        destroyOnHidden
      >
        <div className="stack">
          <label className="field">
            {t('overrides.case')}
            <input className="input" value={id} onChange={({ target }) => name(target.value.trim())} />
          </label>
          <WordsField label={t('overrides.why')} value={reason} lengthMax={500} onChange={write} />
          {ask.isError && <ProblemView error={ask.error} />}
        </div>
      </Modal>
    </>
  );
}
