// The bench runner: figures that break their bound fail it, nonsense is refused, and an unknown name lists what there is.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRows, rowAtLeast, rowAtMost, rowOfPeer } from '../../bench/row.ts';
import { benchNames, tableOf } from '../../bench/run.ts';
import { ROOT } from './source-files.ts';

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'bench/run.ts'), ...args], { encoding: 'utf8' });

describe('rows', () => {
  it.each([
    [rowAtMost('wait', 0.9, 's', 1), true],
    [rowAtMost('wait', 1.1, 's', 1), false],
    [rowAtLeast('rate', 1200, 'items/s', 1000), true],
    [rowAtLeast('rate', 999, 'items/s', 1000), false],
    [rowOfPeer('peer', 5, 'items/s'), true],
  ])('%o is ok: %s', (row, ok) => {
    expect(row.ok).toBe(ok);
    expect(checkRows([row])).toEqual([row]);
    expect(tableOf([row]).includes('NOT OK')).toBe(!ok);
  });

  it.each([
    ['none', []],
    ['no number', [{ name: 'a', value: NaN, unit: 's', ok: true }]],
    ['two bounds', [{ name: 'a', value: 1, unit: 's', atLeast: 0, atMost: 2, ok: true }]],
    ['a verdict that is not the bound’s', [{ name: 'a', value: 3, unit: 's', atMost: 2, ok: true }]],
  ])('are refused: %s', (_, rows) => {
    expect(() => checkRows(rows)).toThrow(/bad rows/);
  });
});

describe('the command', () => {
  it.each(['nothing-of-the-kind', 'run', 'row', '../package'])(
    'does not know %s, and says what there is',
    (name) => {
      const { status, stderr } = bench(name);
      expect(status).toBe(1);
      expect(stderr).toContain(`There is no bench "${name}"`);
      for (const known of benchNames()) expect(stderr).toContain(known);
    },
  );

  it('without a name asks for one', () => {
    const { status, stderr } = bench();
    expect(status).not.toBe(0);
    expect(stderr).toContain("missing required argument 'name'");
  });
});
