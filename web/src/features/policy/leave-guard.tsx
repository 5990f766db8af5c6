// Asks before a page with unsaved work is left: within the console by a dialog, for the browser by its own question.
import { Modal } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useBeforeUnload, useBlocker } from 'react-router';

interface LeaveGuardProps {
  /** Read when somebody is about to leave, so that a save just done does not ask. */
  readonly isUnsaved: () => boolean;
}

export function LeaveGuard({ isUnsaved }: LeaveGuardProps) {
  const { t } = useTranslation('policy');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  );
  useBeforeUnload(
    useCallback(
      (event) => {
        if (isUnsaved()) event.preventDefault();
      },
      [isUnsaved],
    ),
  );
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('leave.title')}
      okText={t('leave.leave')}
      cancelText={t('leave.stay')}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
      destroyOnHidden
    >
      <p>{t('leave.says')}</p>
    </Modal>
  );
}
