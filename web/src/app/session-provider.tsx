// Sign-in by the OIDC library: whatever issuer /config.json names, code flow with PKCE, tokens kept for this tab only.
import { Alert } from 'antd';
import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { useMemo, type ReactNode } from 'react';
import { AuthProvider, useAuth } from 'react-oidc-context';
import { useTranslation } from 'react-i18next';
import { takeTokensFrom } from '../kit/api.ts';
import { SessionContext, type Person, type Session } from '../kit/session.ts';

/** What the host says in /config.json. `facts: simulated` marks a demo. */
export interface ConsoleConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly facts?: string;
}

export async function readConfig(): Promise<ConsoleConfig> {
  const answer = await fetch('/config.json');
  if (!answer.ok) throw new Error(`/config.json answers ${answer.status}`);
  return (await answer.json()) as ConsoleConfig;
}

export const userManagerOf = ({ issuer, clientId }: ConsoleConfig): UserManager =>
  new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${window.location.origin}/signed-in`,
    post_logout_redirect_uri: `${window.location.origin}/`,
    scope: 'openid offline_access',
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
  });

const texts = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.filter((each): each is string => typeof each === 'string') : [];

function personOf({ profile }: User): Person {
  const name = typeof profile.name === 'string' ? profile.name : profile.sub;
  return { sub: profile.sub, name, roles: texts(profile['roles']), actsFor: texts(profile['actsFor']) };
}

/** Only a path of this console: a return address never leads elsewhere. */
function returnPathOf(state: unknown): string {
  const path = typeof state === 'object' && state !== null && 'returnTo' in state ? state.returnTo : '/';
  return typeof path === 'string' && /^\/(?!\/)/.test(path) ? path : '/';
}

interface SessionProviderProps {
  readonly config: ConsoleConfig;
  readonly manager: UserManager;
  /** Goes on where the sign-in began. */
  readonly onSignedIn: (path: string) => void;
  readonly children: ReactNode;
}

export function SessionProvider({ config, manager, onSignedIn, children }: SessionProviderProps) {
  return (
    <AuthProvider
      userManager={manager}
      onSigninCallback={(user) => onSignedIn(returnPathOf(user?.state))}
      matchSignoutCallback={() => false}
    >
      <KnownPerson isDemo={config.facts === 'simulated'}>{children}</KnownPerson>
    </AuthProvider>
  );
}

function KnownPerson({ isDemo, children }: { readonly isDemo: boolean; readonly children: ReactNode }) {
  const auth = useAuth();
  const { t } = useTranslation('app');
  const user = auth.user && auth.user.expired !== true ? auth.user : undefined;
  takeTokensFrom(() => user?.access_token);
  const session = useMemo(
    (): Session => ({
      person: user && personOf(user),
      isDemo,
      signIn: (returnTo = window.location.pathname + window.location.search) =>
        void auth.signinRedirect({ state: { returnTo } }),
      signOut: () => void auth.signoutRedirect(),
    }),
    [auth, user, isDemo],
  );
  if (auth.isLoading || auth.activeNavigator === 'signinRedirect') {
    return (
      <p role="status" className="quiet-start">
        {t('signingIn')}
      </p>
    );
  }
  return (
    <SessionContext value={session}>
      {auth.error && <Alert banner type="warning" title={t('signInFailed')} />}
      {children}
    </SessionContext>
  );
}
