// Types of the words: `t` accepts only keys that exist in the namespace it was made for.
import 'i18next';
import type { dictionaries } from './i18n.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    keySeparator: false;
    nsSeparator: false;
    resources: {
      [Name in keyof typeof dictionaries]: { [Key in keyof (typeof dictionaries)[Name]]: string };
    };
  }
}
