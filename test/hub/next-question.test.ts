// Which department is asked next follows from what is missing, who is down and what is not held.
import { describe, expect, it } from 'vitest';
import { nextQuestion } from '../../core/hub/next-question.ts';
import type { Catalogue, CatalogueItem } from '../../core/rules/catalogue.ts';

const item = (
  key: string,
  department: string,
  costRank: number,
  more: Partial<CatalogueItem> = {},
): CatalogueItem => ({
  key,
  zh: key,
  en: key,
  type: 'number',
  department,
  costRank,
  released: false,
  ...more,
});

const catalogue: Catalogue = {
  items: [
    item('registered', 'market', 0, { fromRegister: true }),
    item('status', 'market', 5),
    item('staff', 'people', 20),
    item('premium', 'people', 25),
    item('tax', 'tax', 30),
    item('tenants', 'people', 60, {
      type: 'list',
      fields: [{ key: 'wage', zh: 'w', en: 'w', type: 'money' }],
    }),
  ],
};

describe('the next question to a department', () => {
  it.each([
    ['nothing missing, nothing asked', [], [], [], undefined],
    ['the first of the missing decides the department', ['status', 'tax'], [], [], ['market', ['status']]],
    [
      'items of one department go in one call',
      ['staff', 'tax', 'premium'],
      [],
      [],
      ['people', ['staff', 'premium']],
    ],
    [
      'a field of a list asks for the list, once',
      ['tenants.wage', 'tenants'],
      [],
      [],
      ['people', ['tenants']],
    ],
    ['the register is never asked again', ['registered', 'tax'], [], [], ['tax', ['tax']]],
    ['only the register is missing', ['registered'], [], [], undefined],
    ['a department that is down is passed over', ['staff', 'tax'], ['people'], [], ['tax', ['tax']]],
    ['everybody is down', ['staff', 'tax'], ['people', 'tax'], [], undefined],
    ['what is not held is not asked twice', ['staff', 'premium'], [], ['staff'], ['people', ['premium']]],
    ['an item nobody catalogued cannot be asked', ['moonPhase', 'tax'], [], [], ['tax', ['tax']]],
  ])('%s', (_name, missing, down, notHeld, expected) => {
    const question = nextQuestion(missing, catalogue, new Set(down), new Set(notHeld));
    expect(question && [question.department, question.items]).toEqual(expected);
  });
});
