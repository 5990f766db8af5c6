// Both languages, each word file a namespace: Chinese first, English complete; the choice is remembered on this device.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { caseWords } from '../features/case/words.ts';
import { claimWords } from '../features/claim/words.ts';
import { cockpitWords } from '../features/cockpit/words.ts';
import { financeWords } from '../features/finance/words.ts';
import { inboxWords } from '../features/inbox/words.ts';
import { routeWords } from '../features/policy/route-words.ts';
import { messageWords } from '../features/message/words.ts';
import { policyWords } from '../features/policy/words.ts';
import { requestWords } from '../features/request/words.ts';
import type { Dictionary } from '../kit/dictionary.ts';
import type { Language } from '../kit/language.ts';
import { kitWords } from '../kit/words.ts';
import { appWords } from './words.ts';

export const dictionaries = {
  app: appWords,
  kit: kitWords,
  case: caseWords,
  claim: claimWords,
  message: messageWords,
  request: requestWords,
  policy: policyWords,
  route: routeWords,
  finance: financeWords,
  cockpit: cockpitWords,
  inbox: inboxWords,
} as const satisfies Readonly<Record<string, Dictionary>>;

const STORED = 'zhida.language';

const wordsIn = (language: Language) =>
  Object.fromEntries(
    Object.entries(dictionaries).map(([name, words]) => [
      name,
      Object.fromEntries(Object.entries(words).map(([key, both]) => [key, both[language]])),
    ]),
  );

/** The language chosen before, else the browser's; Chinese unless that is something else than Chinese. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function follow(language: string): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
}

export async function startWords(): Promise<void> {
  i18next.on('languageChanged', follow);
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    resources: { zh: wordsIn('zh'), en: wordsIn('en') },
    defaultNS: 'app',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}
