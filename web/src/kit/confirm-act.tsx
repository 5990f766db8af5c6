// A button for an act that cannot be taken back: it first says what it will do, in numbers, and then does it once.
import { Button, Modal } from 'antd';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemView } from './problem-view.tsx';

interface ConfirmActProps {
  readonly label: string;
  /** What will happen. */
  readonly says: ReactNode;
  readonly act: Pick<
    UseMutationResult<unknown, Error, void>,
    'mutate' | 'isPending' | 'isError' | 'error' | 'reset'
  >;
  readonly isPrimary?: boolean;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
}

export function ConfirmAct({ label, says, act, isPrimary, isDanger, isDisabled }: ConfirmActProps) {
  const { t } = useTranslation('kit');
  const [isOpen, open] = useState(false);
  const close = () => {
    open(false);
    act.reset();
  };
  return (
    <>
      <Button
        type={isPrimary === true ? 'primary' : 'default'}
        danger={isDanger === true}
        disabled={isDisabled === true}
        onClick={() => open(true)}
      >
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={label}
        okText={label}
        cancelText={t('cancel')}
        okButtonProps={{ loading: act.isPending, danger: isDanger === true }}
        onOk={() => act.mutate(undefined, { onSuccess: close })}
        onCancel={close}
        destroyOnHidden
      >
        <div>{says}</div>
        {act.isError && <ProblemView error={act.error} />}
      </Modal>
    </>
  );
}
