// What a person types is kept on this device until it is sent: a lost sign-in, a closed tab or a dead battery costs no word.
import { useState } from 'react';

const PREFIX = 'zhida.typed.';

/** @param key names the field for good, for example `appeal/<application>` */
export function useKeptText(key: string): [text: string, write: (text: string) => void] {
  const [text, set] = useState(() => localStorage.getItem(PREFIX + key) ?? '');
  const write = (next: string) => {
    if (next === '') localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, next);
    set(next);
  };
  return [text, write];
}
