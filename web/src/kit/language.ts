// The language of the moment, and words that come as data in both.
import { useTranslation } from 'react-i18next';
import type { BothWords } from './dictionary.ts';

export type Language = 'zh' | 'en';
export function useLanguage(): { language: Language; pick(words: BothWords): string } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language.startsWith('en') ? 'en' : 'zh';
  return { language, pick: (words) => words[language] };
}
