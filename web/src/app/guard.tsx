// A page for some roles only: others are told so, and whoever is not signed in is offered to.
import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../kit/session.ts';

interface GuardProps {
  readonly roles: readonly string[];
  readonly children: ReactNode;
}

export function Guard({ roles, children }: GuardProps) {
  const { t } = useTranslation('kit');
  const { person, signIn } = useSession();
  if (!person) {
    return (
      <div className="page">
        <Result
          title={<h1>{t('mustSignIn')}</h1>}
          extra={
            <Button type="primary" onClick={() => signIn()}>
              {t('signIn')}
            </Button>
          }
        />
      </div>
    );
  }
  if (hasRole(person, ...roles)) return children;
  return (
    <div className="page">
      <Result title={<h1>{t('notYours')}</h1>} />
    </div>
  );
}
