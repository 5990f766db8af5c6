// What can be written next in an expression: names of the catalogue and the policy, functions, and the words of an enum.
import {
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

export interface FeelName {
  readonly name: string;
  /** Shown beside the name: what it is in the reader's language, its type and unit. */
  readonly detail: string;
  readonly info?: string;
  /** Higher comes first among equals. */
  readonly rank: number;
  /** A function is followed by its brackets. */
  readonly isFunction?: boolean;
  /** Words that an enum item can have, as they are written in expressions. */
  readonly words?: readonly { readonly word: string; readonly detail: string }[];
}

export interface FeelNames {
  readonly names: readonly FeelName[];
  /** What a cell of a table is compared with, when that is one item. */
  readonly subject?: string;
}

const NAME_BEFORE = /[\p{L}_][\p{L}\p{N}_]*$/u;
/** An open quote, and before it the name that the text is compared with, over a list of further texts. */
const TEXT_BEFORE =
  /(?:([\p{L}_][\p{L}\p{N}_]*)\s*(?:!=|=|＝|≠|in)\s*)?[[(（【]?\s*(?:["“][^"”]*["”]\s*[,，]\s*)*["“]([^"“”]*)$/u;

function insertCall(view: EditorView, completion: Completion, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert: `${completion.label}()` },
    selection: { anchor: from + completion.label.length + 1 },
    annotations: pickedCompletion.of(completion),
  });
}

const optionOf = ({ name, detail, info, rank, isFunction }: FeelName): Completion => ({
  label: name,
  detail,
  boost: rank,
  ...(info !== undefined && { info }),
  ...(isFunction === true && { apply: insertCall }),
});

const quotesBefore = (text: string): number => (text.match(/["“”]/g) ?? []).length;

function wordsOf({ names }: FeelNames, name: string | undefined) {
  return names.find((each) => each.name === name)?.words ?? [];
}

function inText(before: string, at: number, names: FeelNames): CompletionResult | null {
  const match = TEXT_BEFORE.exec(before);
  const words = wordsOf(names, match?.[1] ?? names.subject);
  if (!match || words.length === 0) return null;
  return {
    from: at - (match[2]?.length ?? 0),
    options: words.map(({ word, detail }, index) => ({ label: word, detail, boost: -index })),
  };
}

export const feelCompletions =
  (current: () => FeelNames): CompletionSource =>
  ({ state, pos, explicit }: CompletionContext) => {
    const names = current();
    const before = state.sliceDoc(0, pos);
    if (quotesBefore(before) % 2 === 1) return inText(before, pos, names);
    const typed = NAME_BEFORE.exec(before)?.[0] ?? '';
    if (typed === '' && !explicit) return null;
    const quoted = wordsOf(names, names.subject).map(({ word, detail }): Completion => ({
      label: `"${word}"`,
      detail,
      boost: 50,
    }));
    return { from: pos - typed.length, options: [...quoted, ...names.names.map(optionOf)] };
  };
