// The frame around every page: brand, navigation by role, language, person; and word when the network is gone.
import { onlineManager } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useLanguage } from '../kit/language.ts';
import { DemoMark } from '../kit/page.tsx';
import {
  ACCOUNT_VIEWERS,
  STAFF_VIEWERS,
  COCKPIT_VIEWERS,
  FINANCE_VIEWERS,
  hasRole,
  HOLD_VIEWERS,
  INBOX_VIEWERS,
  LEDGER_VIEWERS,
  POLICY_VIEWERS,
  useSession,
} from '../kit/session.ts';
import { chooseLanguage } from './i18n.ts';
import type { appWords } from './words.ts';

interface NavEntry {
  readonly path: string;
  readonly word: Extract<keyof typeof appWords, `nav.${string}`>;
  /** Absent: for everyone. */
  readonly roles?: readonly string[];
}

const ENTRIES: readonly NavEntry[] = [
  { path: '/home', word: 'nav.home', roles: ['enterprise'] },
  { path: '/applications', word: 'nav.applications', roles: ['enterprise'] },
  { path: '/messages', word: 'nav.messages', roles: ['enterprise'] },
  { path: '/inbox', word: 'nav.inbox', roles: INBOX_VIEWERS },
  { path: '/policies', word: 'nav.policies', roles: POLICY_VIEWERS },
  { path: '/budgets', word: 'nav.budgets', roles: FINANCE_VIEWERS },
  { path: '/orders', word: 'nav.orders', roles: FINANCE_VIEWERS },
  { path: '/bank-files', word: 'nav.bankFiles', roles: LEDGER_VIEWERS },
  { path: '/reconciliation', word: 'nav.reconciliation', roles: LEDGER_VIEWERS },
  { path: '/ledger', word: 'nav.ledger', roles: LEDGER_VIEWERS },
  { path: '/holds', word: 'nav.holds', roles: HOLD_VIEWERS },
  { path: '/accounts', word: 'nav.accounts', roles: ACCOUNT_VIEWERS },
  { path: '/recoveries', word: 'nav.recoveries', roles: STAFF_VIEWERS },
  { path: '/cockpit', word: 'nav.cockpit', roles: COCKPIT_VIEWERS },
  { path: '/requests', word: 'nav.requests', roles: ['enterprise', 'staff.*', 'hub.*'] },
  { path: '/library', word: 'nav.library' },
];

export function Shell() {
  const { t } = useTranslation('app');
  const main = useFocusOnNewPage();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header>
        <div className="bar">
          <Link to="/" className="brand">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            <span>{t('brand')}</span>
          </Link>
          <Navigation />
          <Who />
        </div>
        <DemoMark />
        <Offline />
      </header>
      <main id="content" tabIndex={-1} ref={main}>
        <Suspense fallback={<div className="page" />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

/** A reader that cannot see must hear that the page has changed: the focus goes to its beginning. */
function useFocusOnNewPage() {
  const { pathname } = useLocation();
  const [main, setMain] = useState<HTMLElement | null>(null);
  const [first] = useState(pathname);
  useEffect(() => {
    if (pathname !== first) main?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, main, first]);
  return setMain;
}

function Navigation() {
  const { t } = useTranslation('app');
  const { person } = useSession();
  const shown = ENTRIES.filter(({ roles }) => roles === undefined || hasRole(person, ...roles));
  return (
    <nav className="nav" aria-label={t('navigation')}>
      {shown.map(({ path, word }) => (
        <NavLink key={path} to={path}>
          {t(word)}
        </NavLink>
      ))}
    </nav>
  );
}

function Who() {
  const { t } = useTranslation('app');
  const { language } = useLanguage();
  const { person, signIn, signOut } = useSession();
  return (
    <div className="who">
      <Button
        type="text"
        size="small"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        title={t('languageHint')}
        onClick={() => void chooseLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t('language')}
      </Button>
      {person ? (
        <>
          <span className="person" title={person.sub}>
            {language === 'zh' ? person.name : person.sub}
          </span>
          <Button size="small" onClick={signOut}>
            {t('signOut')}
          </Button>
        </>
      ) : (
        <Button size="small" type="primary" onClick={() => signIn()}>
          {t('signIn')}
        </Button>
      )}
    </div>
  );
}

function Offline() {
  const { t } = useTranslation('app');
  const isOnline = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return isOnline ? null : <Alert banner type="warning" role="status" title={t('offline')} />;
}
