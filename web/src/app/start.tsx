// The first page: each role is taken to where its work is; guests read what the platform does for them.
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { Page } from '../kit/page.tsx';
import { hasRole, INBOX_VIEWERS, useSession, type Person } from '../kit/session.ts';

function homeOf(person: Person): string {
  if (hasRole(person, 'enterprise')) return '/home';
  if (hasRole(person, 'leader.*')) return '/cockpit';
  return hasRole(person, ...INBOX_VIEWERS) ? '/inbox' : '/library';
}

export function Start() {
  const { person } = useSession();
  return person ? <Navigate to={homeOf(person)} replace /> : <Welcome />;
}

const STEPS = ['step1', 'step2', 'step3'] as const;

function Welcome() {
  const { t } = useTranslation('app');
  const { signIn } = useSession();
  return (
    <Page title={t('slogan')} lead={t('welcome.lead')}>
      <div className="acts">
        <Button type="primary" size="large" onClick={() => signIn('/')}>
          {t('signIn')}
        </Button>
        <Link to="/library" className="button-link">
          {t('welcome.library')}
        </Link>
      </div>
      <ol className="steps">
        {STEPS.map((step) => (
          <li key={step} className="surface">
            <strong>{t(`welcome.${step}`)}</strong>
            <p>{t(`welcome.${step}Text`)}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <div className="page">
      <Result
        title={<h1>{t('notFound')}</h1>}
        subTitle={t('notFoundLead')}
        extra={<Link to="/">{t('toHome')}</Link>}
      />
    </div>
  );
}
