// What the policy editor does to the text of a policy, and what it offers while an expression is typed, apart from any page.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EditorState } from '@codemirror/state';
import { CompletionContext } from '@codemirror/autocomplete';
import { isBuiltin } from '../../core/rules/builtin.ts';
import type { CatalogueItem } from '../../web/src/kit/catalogue-item.ts';
import { at, scalarOf, textAt } from '../../web/src/features/policy/document-value.ts';
import { feelCompletions, type FeelNames } from '../../web/src/features/policy/feel-completions.ts';
import { FUNCTION_WORDS } from '../../web/src/features/policy/function-words.ts';
import { itemsRead } from '../../web/src/features/policy/items-read.ts';
import {
  changed,
  insertItem,
  moveItem,
  readYaml,
  removeItem,
  setValue,
} from '../../web/src/features/policy/policy-yaml.ts';

const TEXT = `# Who wrote this, and why.
title: { zh: 甲, en: A }
conditions:
  # The first rule.
  - name: 甲
    when: 参保人数 > 0 # at least one
  - { name: 乙, when: "true" }
examples: []
`;

describe('the text under the forms', () => {
  it('keeps comments and the rest as written when one value changes', () => {
    const text = changed(TEXT, (document) => setValue(document, ['conditions', 0, 'when'], '参保人数 > 5'));
    expect(text).toBe(TEXT.replace('> 0 #', '> 5 #'));
  });

  it('quotes a text for as long as it needs quotes', () => {
    const set = (text: string, value: string) =>
      changed(text, (document) => setValue(document, ['conditions', 0, 'when'], value));
    const blank = set(TEXT, '规模 = ');
    expect(blank).toContain('when: "规模 = " # at least one');
    expect(set(blank, '规模 = "小型"')).toContain('when: 规模 = "小型" # at least one');
    expect(set(blank, '"小型"')).toContain(`when: '"小型"' # at least one`);
  });

  it('moves a rule together with its comment', () => {
    const text = changed(TEXT, (document) => moveItem(document, ['conditions'], 0, 1));
    expect(at(readYaml(text).value, ['conditions', 1, 'name'])).toBe('甲');
    expect(text.indexOf('The first rule')).toBeGreaterThan(text.indexOf('乙'));
    expect(text).toContain('# at least one');
  });

  it('writes what grows in an empty list line by line, and makes a list that is not there', () => {
    const text = changed(TEXT, (document) => {
      insertItem(document, ['examples'], 0, { name: '一' });
      insertItem(document, ['tables'], 0, { name: '表' });
    });
    expect(text).toContain('examples:\n  - name: 一');
    expect(text).toContain('tables:\n  - name: 表');
  });

  it('takes a key away for undefined, and a row out of the middle', () => {
    const text = changed(TEXT, (document) => {
      setValue(document, ['title', 'en'], undefined);
      removeItem(document, ['conditions'], 0);
      moveItem(document, ['conditions'], 0, 7);
    });
    expect(readYaml(text).value).toEqual({
      title: { zh: '甲' },
      conditions: [{ name: '乙', when: 'true' }],
      examples: [],
    });
  });

  it('finds the line of a path, or of the deepest part that stands there', () => {
    const { lineOf } = readYaml(TEXT);
    expect(lineOf('conditions.0.when')).toBe(6);
    expect(lineOf('conditions.1.clause')).toBe(7);
  });

  it.each([
    ['1000', 1000],
    ['0.055', 0.055],
    ['true', true],
    ['1.0', '1.0'],
    ['1.', '1.'],
    ['1e3', '1e3'],
    ['', ''],
    ['参保人数', '参保人数'],
    ['0x10', '0x10'],
  ])('takes %j, typed, for %j', (typed, value) => {
    expect(scalarOf(typed)).toBe(value);
    expect(textAt({ at: scalarOf(typed) }, ['at'])).toBe(typed);
  });

  it('reads no name of JavaScript’s own from a document', () => {
    expect(at({}, ['constructor', 'name'])).toBeUndefined();
    expect(at([], ['length'])).toBe(0);
  });
});

const item = (key: string, zh: string, more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  key,
  zh,
  en: key,
  type: 'number',
  department: 'x',
  costRank: 0,
  released: true,
  ...more,
});
const CATALOGUE = [
  item('legalForm', '主体类型', { role: 'legal-form' }),
  item('district', '所属区县', { role: 'district' }),
  item('staff', '参保人数'),
  item('size', '规模'),
  item('wages', '工资'),
];

describe('the items that rules read', () => {
  it('are told by the names in expressions, not by words or texts', () => {
    const read = itemsRead(
      {
        conditions: [{ name: '工资', when: '参保人数 > 0 and "工资" = "x"', zh: '工资', en: 'wages' }],
        tables: [{ inputs: ['规模'], rows: [{ when: ['“工资”'], then: 1 }] }],
      },
      CATALOGUE,
    );
    expect(read).toEqual(['legalForm', 'staff', 'size']);
  });

  it('have the district where a parameter or the policy itself asks for it', () => {
    const parameters = [{ values: [{ district: '330106', value: 1 }] }];
    expect(itemsRead({ parameters }, CATALOGUE)).toEqual(['legalForm', 'district']);
    expect(itemsRead({ level: 'district' }, CATALOGUE)).toEqual(['legalForm', 'district']);
  });
});

describe('completion', () => {
  const words = [
    { word: '小型', detail: 'small' },
    { word: '微型', detail: 'micro' },
  ];
  const names: FeelNames = {
    names: [
      { name: '规模', detail: '', rank: 1, words },
      { name: '参保人数', detail: '', rank: 1 },
    ],
  };
  const offered = (text: string, more: Partial<FeelNames> = {}, explicit = false) => {
    const context = new CompletionContext(EditorState.create({ doc: text }), text.length, explicit);
    const result = feelCompletions(() => ({ ...names, ...more }))(context);
    if (result === null || result instanceof Promise) return undefined;
    return { from: result.from, labels: result.options.map(({ label }) => label) };
  };

  it.each(['规模 = "', '规模 in ["小型", "', '规模＝“', '参保人数 > 5 and 规模 != "微'])(
    'offers the words of an enum in %s',
    (text) => {
      expect(offered(text)?.labels).toEqual(['小型', '微型']);
    },
  );

  it('offers names for a word that is begun, nothing after a blank unless asked', () => {
    expect(offered('参保')).toEqual({ from: 0, labels: ['规模', '参保人数'] });
    expect(offered('参保人数 > ')).toBeUndefined();
    expect(offered('参保人数 > ', {}, true)?.labels).toContain('规模');
    expect(offered('参保人数 = "')).toBeUndefined();
  });

  it('offers quoted words in a cell of a table', () => {
    expect(offered('', { subject: '规模' }, true)?.labels.slice(0, 2)).toEqual(['"小型"', '"微型"']);
    expect(offered('"', { subject: '规模' })?.labels).toEqual(['小型', '微型']);
  });

  it('knows every function of the language and none besides', () => {
    const source = readFileSync(resolve(import.meta.dirname, '../../core/rules/builtin.ts'), 'utf8');
    const built = [...source.matchAll(/^ {2}\['([^'.@]+)'|^ {4}'([^'.@]+)',$/gm)].map(
      ([, short, long]) => short ?? long ?? '',
    );
    expect(FUNCTION_WORDS.every(({ name }) => isBuiltin(name))).toBe(true);
    expect(FUNCTION_WORDS.map(({ name }) => name).sort()).toEqual(built.sort());
  });
});
