// The text under work: kept on this device with every key stroke, so that nothing typed is lost, and each step can be undone.
import { useEffect, useReducer, useState } from 'react';

const nameOf = (policyId: string): string => `zhida.draft.${policyId}`;

const STEPS_MAX = 200;
/** Key strokes in one field that follow each other faster are one step. */
const SAME_STEP_MS = 1_000;

interface History {
  readonly text: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  /** The field last written to, and when. */
  readonly field: string;
  readonly atMs: number;
}

/** What the text becomes, given what it is when the change comes to be made. */
type Change = (text: string) => string;

type Act =
  | { readonly kind: 'edit'; readonly change: Change; readonly field: string; readonly atMs: number }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'begin'; readonly text: string };

const begin = (text: string): History => ({ text, past: [], future: [], field: '', atMs: 0 });

function step(history: History, act: Act): History {
  const { text, past, future } = history;
  if (act.kind === 'begin') return begin(act.text);
  if (act.kind === 'edit') {
    const { change, field, atMs } = act;
    const next = change(text);
    if (next === text) return history;
    const isSame = field !== '' && field === history.field && atMs - history.atMs < SAME_STEP_MS;
    return {
      text: next,
      past: isSame ? past : [...past, text].slice(-STEPS_MAX),
      future: [],
      field,
      atMs,
    };
  }
  const to = act.kind === 'undo' ? past.at(-1) : future.at(-1);
  if (to === undefined) return history;
  return act.kind === 'undo'
    ? { ...begin(to), past: past.slice(0, -1), future: [...future, text] }
    : { ...begin(to), past: [...past, text], future: future.slice(0, -1) };
}

export interface Draft {
  readonly text: string;
  /** The text came from this device, not from the platform. */
  readonly isRestored: boolean;
  /** Something stands here that the platform does not have. */
  readonly isChanged: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `field` names what is written to: strokes in one field are undone together. A change waits for no page to be drawn. */
  edit(change: Change, field?: string): void;
  undo(): void;
  redo(): void;
  /** Forgets what this device kept and goes back to the platform's text. */
  discard(): void;
}

export function useDraft(policyId: string, stored: string): Draft {
  const [kept] = useState(() => localStorage.getItem(nameOf(policyId)));
  const [isRestored, restore] = useState(kept !== null && kept !== stored);
  const [history, act] = useReducer(step, kept ?? stored, begin);
  const { text } = history;
  useEffect(() => {
    if (text === stored) localStorage.removeItem(nameOf(policyId));
    else localStorage.setItem(nameOf(policyId), text);
  }, [policyId, stored, text]);
  return {
    text,
    isRestored,
    isChanged: text !== stored,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit: (change, field = '') => act({ kind: 'edit', change, field, atMs: Date.now() }),
    undo: () => act({ kind: 'undo' }),
    redo: () => act({ kind: 'redo' }),
    discard: () => {
      localStorage.removeItem(nameOf(policyId));
      restore(false);
      act({ kind: 'begin', text: stored });
    },
  };
}
