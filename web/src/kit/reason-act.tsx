// A button for an act that must say why: what it will do, the reason in a person's words, and then it is done once.
import { Button, Modal } from 'antd';
import type { UseMutationResult } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemView } from './problem-view.tsx';

interface ReasonActProps {
  readonly label: string;
  readonly says: ReactNode;
  /** What the words are, for example “Reason (the enterprise sees it)”. */
  readonly reasonLabel: string;
  readonly act: Pick<
    UseMutationResult<unknown, Error, string>,
    'mutate' | 'isPending' | 'isError' | 'error' | 'reset'
  >;
  readonly lengthMax?: number;
  readonly isPrimary?: boolean;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly isSmall?: boolean;
}

export function ReasonAct(props: ReasonActProps) {
  const { label, says, reasonLabel, act, lengthMax = 500 } = props;
  const { t } = useTranslation('kit');
  const id = useId();
  const [isOpen, open] = useState(false);
  const [reason, write] = useState('');
  const close = () => {
    open(false);
    write('');
    act.reset();
  };
  return (
    <>
      <Button
        type={props.isPrimary === true ? 'primary' : 'default'}
        size={props.isSmall === true ? 'small' : 'middle'}
        danger={props.isDanger === true}
        disabled={props.isDisabled === true}
        onClick={() => open(true)}
      >
        {label}
      </Button>
      <Modal
        open={isOpen}
        title={label}
        okText={label}
        cancelText={t('cancel')}
        okButtonProps={{
          loading: act.isPending,
          danger: props.isDanger === true,
          disabled: reason.trim() === '',
        }}
        onOk={() => act.mutate(reason.trim(), { onSuccess: close })}
        onCancel={close}
        destroyOnHidden
      >
        <div className="stack">
          <div>{says}</div>
          <label className="field" htmlFor={id}>
            {reasonLabel}
            <textarea
              id={id}
              className="input"
              rows={3}
              maxLength={lengthMax}
              value={reason}
              onChange={({ target }) => write(target.value)}
            />
          </label>
          {act.isError && <ProblemView error={act.error} />}
        </div>
      </Modal>
    </>
  );
}
