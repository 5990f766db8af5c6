// The language of the moment, and words that come as data in both.
import { useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';
export interface BothWords {
  readonly zh: string;
  readonly en: string;
}

export function useLanguage(): { language: Language; pick(words: BothWords): string } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language.startsWith('en') ? 'en' : 'zh';
  return { language, pick: (words) => words[language] };
}

/** What words files hold: each key in both languages, side by side. */
export type Dictionary = Readonly<Record<string, BothWords>>;
