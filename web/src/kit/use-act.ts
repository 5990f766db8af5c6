// An act of a person on the API: sent once however often it is pressed, and what it changed is read again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newActKey } from './api.ts';

interface ActSpec<Input, Output> {
  /** `key` is the Idempotency-Key: the same on a retry, a new one for the next act. */
  readonly send: (input: Input, key: string) => Promise<Output>;
  /** Queries to read again, by the first part of their keys. */
  readonly changes: readonly string[];
  readonly onDone?: (output: Output) => void;
}

export function useAct<Input, Output>({ send, changes, onDone }: ActSpec<Input, Output>) {
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const isBusy = useRef(false);
  const act = useMutation({
    mutationFn: (input: Input) => send(input, key.current),
    onSuccess: (output) => {
      key.current = newActKey();
      onDone?.(output);
    },
    onSettled: async () => {
      await Promise.all(changes.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      isBusy.current = false;
    },
  });
  // A second press comes before the first is drawn: only this stops it from being sent, and from being told of a conflict.
  const mutate: typeof act.mutate = (...asked) => {
    if (isBusy.current) return;
    isBusy.current = true;
    act.mutate(...asked);
  };
  return { ...act, mutate };
}
