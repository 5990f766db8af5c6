// Who is signed in, as the pages see it: an identity from the token's claims, and what it may do.
import { createContext, useContext } from 'react';

export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** USCCs of the enterprises the person acts for. */
  readonly actsFor: readonly string[];
}

export interface Session {
  /** Absent when nobody is signed in. */
  readonly person: Person | undefined;
  /** Facts come from sandboxes: every screen that shows them must say so. */
  readonly isDemo: boolean;
  /** Goes to the issuer and comes back to the page given, or to this one. */
  signIn(returnTo?: string): void;
  signOut(): void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session around this page');
  return session;
}

/** The person of a page that is shown only after sign-in. */
export function usePerson(): Person {
  const { person } = useSession();
  if (!person) throw new Error('nobody is signed in');
  return person;
}

/** As the API judges: an exact role, a family (`finance.*`), or `enterprise` for whoever acts for one. */
export const hasRole = (person: Person | undefined, ...roles: readonly string[]): boolean =>
  person !== undefined &&
  roles.some((role) => {
    if (role === 'enterprise') return person.actsFor.length > 0;
    if (role.endsWith('.*')) return person.roles.some((held) => held.startsWith(role.slice(0, -1)));
    return person.roles.includes(role);
  });

export const FINANCE_VIEWERS = ['finance.*', 'unit.*', 'auditor', 'admin'] as const;
export const LEDGER_VIEWERS = ['finance.*', 'auditor', 'admin'] as const;
/** Finance, units and leaders too: a policy's approval route may name them. */
/** As STAFF of the API. */
export const STAFF_VIEWERS = ['finance.*', 'staff.*', 'unit.*', 'auditor', 'admin'] as const;
export const HOLD_VIEWERS = ['finance.*', 'unit.*', 'staff.*', 'auditor', 'admin', 'leader.*'] as const;
export const ACCOUNT_VIEWERS = ['enterprise', ...FINANCE_VIEWERS] as const;
export const COCKPIT_VIEWERS = ['leader.*', 'finance.*', 'staff.*', 'auditor', 'admin'] as const;
export const POLICY_VIEWERS = ['staff.*', 'unit.*', 'finance.*', 'leader.*', 'auditor', 'admin'] as const;
export const INBOX_VIEWERS = ['finance.*', 'staff.*', 'unit.*', 'leader.*', 'auditor', 'admin'] as const;
