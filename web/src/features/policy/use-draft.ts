// The text under work: kept on this device with every key stroke, so that nothing typed is lost, also when a sign-in runs out.
import { useState } from 'react';

const nameOf = (policyId: string): string => `zhida.draft.${policyId}`;

export interface Draft {
  readonly text: string;
  /** The text came from this device, not from the platform. */
  readonly isRestored: boolean;
  set(text: string): void;
  /** Forgets what this device kept and goes back to the platform's text. */
  discard(): void;
}

export function useDraft(policyId: string, stored: string): Draft {
  const [kept] = useState(() => localStorage.getItem(nameOf(policyId)));
  const [isRestored, restore] = useState(kept !== null && kept !== stored);
  const [text, show] = useState(kept ?? stored);
  return {
    text,
    isRestored,
    set: (next) => {
      show(next);
      localStorage.setItem(nameOf(policyId), next);
    },
    discard: () => {
      localStorage.removeItem(nameOf(policyId));
      restore(false);
      show(stored);
    },
  };
}
