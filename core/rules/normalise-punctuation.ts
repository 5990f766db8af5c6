// Chinese keyboards give full-width punctuation; the parser wants ASCII, and errors must point at what was written.

/** Pairs of a full-width character and what it stands for. */
const ONE_TO_ONE =
  '（(）)［[］]【[】]，,、,＜<＞>＝=！!＋+－-−-＊*×*／/÷/．.？?＠@　 \u00a0 ０0１1２2３3４4５5６6７7８8９9';

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: ONE_TO_ONE.length / 2 }, (_, at): [string, string] => [
    ONE_TO_ONE.charAt(2 * at),
    ONE_TO_ONE.charAt(2 * at + 1),
  ]),
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

const OPENING_QUOTES = new Set(['"', '“', '”', '＂', '「']);
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '＂': '＂', '「': '」' };

export interface Normalised {
  readonly text: string;
  /** Offset in the text as written, for an offset in the normalised one. */
  readonly originalOffset: (offset: number) => number;
}

/** ASCII punctuation and digits outside of quotes; quotes of any style become `"`, their content stays as it is. */
export function normalisePunctuation(source: string): Normalised {
  let text = '';
  const offsets: number[] = [];
  const put = (piece: string, at: number): void => {
    for (let index = 0; index < piece.length; index += 1) offsets.push(at);
    text += piece;
  };
  let closing: string | undefined;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (closing !== undefined) {
      if (character === '\\' && at + 1 < source.length) {
        put(`\\${source[at + 1]}`, at);
        at += 1;
      } else if (character === closing) {
        put('"', at);
        closing = undefined;
      } else put(character === '"' ? '\\"' : character, at);
    } else if (OPENING_QUOTES.has(character)) {
      closing = CLOSING[character];
      put('"', at);
    } else put(REPLACEMENTS.get(character) ?? character, at);
  }
  return { text, originalOffset: (offset) => offsets[offset] ?? source.length };
}
