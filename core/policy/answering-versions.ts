// Which versions of a policy answer an application that was undecided when amendments came into force: by their transition rules.
import type { DayText } from '../kernel/day.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A published version, by its number. */
export interface Amendment {
  readonly number: number;
  readonly document: Pick<PolicyDocument, 'period' | 'transition'>;
}

/**
 * @param filed the version that the application was filed under @param later all published after it, ascending
 * @returns numbers, ascending; several only where the better for the applicant counts. A version that counts its periods in
 *   another way answers nothing that was filed before it: the application's place in time would not exist.
 */
export function answeringVersions(filed: Amendment, later: readonly Amendment[], today: DayText): number[] {
  return later.reduce<number[]>(
    (numbers, { number, document: { period, transition } }) => {
      if (!transition || today < transition.effectiveFrom || period !== filed.document.period) return numbers;
      if (transition.pending === 'new-version') return [number];
      return transition.pending === 'better-for-applicant' ? [...numbers, number] : numbers;
    },
    [filed.number],
  );
}
