// What a words file holds: each key in both languages, side by side, so that neither can be forgotten.

export interface BothWords {
  readonly zh: string;
  readonly en: string;
}

export type Dictionary = Readonly<Record<string, BothWords>>;
