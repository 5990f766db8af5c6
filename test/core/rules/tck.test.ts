// The TCK runner on a kit of our own making, and on the real one where it lies beside the project.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runTck } from '../../../bench/tck.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhida-tck-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const decision = (name: string, text: string): string =>
  `<decision name="${name}" id="_${name}"><variable name="${name}"/><literalExpression><text>${text}</text></literalExpression></decision>`;
const result = (id: string, name: string, expected: string, input = ''): string =>
  `<testCase id="${id}">${input}<resultNode name="${name}" type="decision"><expected>${expected}</expected></resultNode></testCase>`;
const value = (type: string, text: string): string => `<value xsi:type="xsd:${type}">${text}</value>`;
const nil = '<value xsi:nil="true"/>';

describe('the runner', () => {
  const kit = join(folder, 'compliance-level-3', '9000-own');
  mkdirSync(kit, { recursive: true });
  writeFileSync(
    join(kit, '9000-own.dmn'),
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">${[
      decision('sum', '0.1 + 0.2'),
      decision('wrong', '1 + 1'),
      decision('absent', 'x = 1'),
      decision('outside', '{a: 1}'),
      decision('regular', 'matches("a", "a")'),
      decision('lists', '[1, x]'),
    ].join('')}</definitions>`,
  );
  writeFileSync(
    join(kit, '9000-own-test-01.xml'),
    `<testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>9000-own.dmn</modelName>${[
      result('001', 'sum', value('decimal', '0.3')),
      result('002', 'wrong', value('decimal', '3')),
      result('003', 'absent', value('boolean', 'false'), `<inputNode name="x">${nil}</inputNode>`),
      result('004', 'outside', nil),
      result('005', 'regular', value('boolean', 'true')),
      result(
        '006',
        'lists',
        `<list><item>${value('decimal', '1')}</item><item>${value('string', 'b')}</item></list>`,
        `<inputNode name="x">${value('string', 'b')}</inputNode>`,
      ),
    ].join('')}</testCases>`,
  );

  test('tells passed, failed and deviating cases apart, and leaves out what is not in the subset', () => {
    const report = runTck(folder);
    expect(report).toMatchObject({ run: 4, passed: 2, failed: 1, deviations: 1, unsupported: 0 });
    expect(report.failedIds).toEqual(['9000-own/01/002/wrong']);
    expect(report.deviationIds).toEqual(['9000-own/01/003/absent']);
  });
});

const real = fileURLToPath(new URL('../../../../shared/data/dmn-tck', import.meta.url));

test.runIf(existsSync(real))(
  'the half of the kit beside the project passes, as often as feelin passes at least',
  () => {
    const report = runTck(real);
    expect(report.run).toBeGreaterThan(500);
    expect(report.failedIds).toEqual([]);
    expect(report.passed + report.deviations).toBeGreaterThanOrEqual(report.feelinPassed);
    expect(report.deviations / report.run).toBeLessThanOrEqual(0.05);
  },
);
