// The count at the end of CI cannot be fooled: broken files, forbidden skips and a missing report all count as failed.
import { describe, expect, it } from 'vitest';
import { countFile, countResults } from '../count-results.ts';
import type { Report } from '../count-results.ts';
import { allowedSkips } from './allowed-skips.ts';

const ROOT = '/checkout';
type FileResult = Report['testResults'][number];
const file = (path: string, statuses: readonly string[], status = 'passed', message = ''): FileResult => ({
  name: `${ROOT}/${path}`,
  status,
  message,
  assertionResults: statuses.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});
const count = (...testResults: FileResult[]) => {
  const { passed, failed } = countResults({ success: true, testResults }, ROOT);
  return [passed, failed];
};
const skippable = allowedSkips()[0]?.file ?? '';

describe('passed and failed', () => {
  it.each<[what: string, files: FileResult[], expected: number[]]>([
    ['all pass', [file('test/a.test.ts', ['passed', 'passed'])], [2, 0]],
    ['one fails', [file('test/a.test.ts', ['passed', 'failed'], 'failed')], [1, 1]],
    ['a file does not load', [file('test/a.test.ts', [], 'failed', 'SyntaxError: x')], [0, 1]],
    [
      'a set-up breaks, so that its tests are skipped',
      [file('test/a.test.ts', ['skipped', 'skipped'], 'failed')],
      [0, 1],
    ],
    ['a skip outside the list', [file('test/a.test.ts', ['passed', 'skipped'])], [1, 1]],
    ['a skip on the list', [file(skippable, ['passed', 'pending'])], [1, 0]],
    ['nothing ran', [], [0, 1]],
  ])('%s', (_, files, expected) => {
    expect(count(...files)).toEqual(expected);
  });

  it('no report at all is a failure', () => {
    expect(countFile('/nowhere/vitest.json', ROOT)).toMatchObject({ passed: 0, failed: 1 });
  });
});
