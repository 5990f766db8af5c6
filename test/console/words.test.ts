// Every word of the console stands in both languages, and none is left over.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appWords } from '../../web/src/app/words.ts';
import { caseWords } from '../../web/src/features/case/words.ts';
import { claimWords } from '../../web/src/features/claim/words.ts';
import { cockpitWords } from '../../web/src/features/cockpit/words.ts';
import { financeWords } from '../../web/src/features/finance/words.ts';
import { inboxWords } from '../../web/src/features/inbox/words.ts';
import { messageWords } from '../../web/src/features/message/words.ts';
import { policyWords } from '../../web/src/features/policy/words.ts';
import { requestWords } from '../../web/src/features/request/words.ts';
import type { Dictionary } from '../../web/src/kit/dictionary.ts';
import { kitWords } from '../../web/src/kit/words.ts';

const SOURCE = join(resolve(import.meta.dirname, '../..'), 'web/src');
const files = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).map((path) => ({
  path,
  text: readFileSync(join(SOURCE, path), 'utf8'),
}));
const dictionaries: Readonly<Record<string, Dictionary>> = {
  'app/': appWords,
  'kit/': kitWords,
  'features/case/': caseWords,
  'features/claim/': claimWords,
  'features/message/': messageWords,
  'features/request/': requestWords,
  'features/policy/': policyWords,
  'features/finance/': financeWords,
  'features/cockpit/': cockpitWords,
  'features/inbox/': inboxWords,
};
const CHINESE = /\p{Script=Han}/u;
/** The name of the other language, written in it, on the button that leads there. */
const CROSSED = ['language'];
const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** `state.${name}` in the source stands for every key that begins with `state.`, and so on. */
const templatesIn = (text: string): RegExp[] =>
  [...text.matchAll(/`([\w.]+\$\{[\w.]+(?:\([\w.]*\))?\}\w*)`/g)].map(
    ([, template = '']) => new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/, '.+')}$`),
  );

describe.each(Object.entries(dictionaries))('words of %s', (folder, words) => {
  it('are Chinese in Chinese and English in English, with the same holes', () => {
    const wrong = Object.entries(words).filter(
      ([key, { zh, en }]) =>
        !CROSSED.includes(key) &&
        !(
          CHINESE.test(zh) &&
          /[A-Za-z]/.test(en) &&
          !CHINESE.test(en) &&
          holes(zh).join() === holes(en).join()
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('are all used, by name or by the beginning of their name', () => {
    // The kit's words belong to every page, the others to their own folder.
    const text = files
      .filter(({ path }) => !path.endsWith('words.ts') && (folder === 'kit/' || path.startsWith(folder)))
      .map((file) => file.text)
      .join('\n');
    const isUsed = (key: string) =>
      text.includes(`'${key}'`) || templatesIn(text).some((pattern) => pattern.test(key));
    expect(Object.keys(words).filter((key) => !isUsed(key))).toEqual([]);
  });
});

it('no page holds Chinese of its own: what it says stands in a words file', () => {
  // Words of the language itself (policy texts to begin with, units of money) are data.
  const allowed =
    /words\.ts$|new-policy\.ts$|kit\/money\.ts$|kit\/fact-value\.ts$|finance\/queries\.ts$|api-types/;
  const bare = files
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => CHINESE.test(line) && !/^\s*(\/\/|\/?\*)|\/\*\*/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  // Before words are loaded, and for the title of the browser's tab, the name of the house stands in both languages.
  expect(bare.filter((line) => !/直达 Zhida|页面未能打开/.test(line))).toEqual([]);
});
