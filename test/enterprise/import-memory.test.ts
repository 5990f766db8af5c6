// A file far bigger than the memory it may take: rows without end, then a line without end.
import { describe, expect, it } from 'vitest';
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import { importRegister } from '../../functions/enterprise/import-register.ts';
import type { ImportDeps } from '../../functions/enterprise/import-register.ts';
import { exampleDistricts } from '../core/enterprise/example-districts.ts';
import { HEADER } from './register-fixture.ts';

const ROWS = 120_000;
const SCOPE = '服务：仓储，运输，'.repeat(20);
const JUNK_BYTES = 200 * 1024 * 1024;
const MB = 1024 * 1024;

/** A store that keeps nothing, so that only the importer's own memory is seen. */
const discards: ImportDeps = {
  store: {
    read: async () => undefined,
    readMany: async (_, ids) => ids.map(() => undefined),
    put: async () => undefined,
    commit: async () => ({ committed: true }),
  },
  files: { put: async () => undefined },
  clock: { nowMs: () => Date.now(), today: () => '2020-03-02' },
  districts: exampleDistricts,
};

describe('a big file', () => {
  it('is imported in memory that does not grow with it', async () => {
    let bytes = 0;
    let peak = 0;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEADER}\n`);
      for (let serial = 0; serial < ROWS; serial += 200) {
        const rows = Array.from({ length: 200 }, (_, at) => {
          const number = serial + at;
          return `杭州第${number}号有限公司,${syntheticUscc(number, '330106')},2010-05-06,N/A,"1,000(万元人民币)",${SCOPE},浙江,杭州\n`;
        });
        const chunk = Buffer.from(rows.join(''));
        bytes += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss);
        yield chunk;
      }
      const junk = Buffer.alloc(MB, 'x');
      for (let written = 0; written < JUNK_BYTES; written += MB) {
        bytes += MB;
        peak = Math.max(peak, process.memoryUsage().rss);
        yield junk;
      }
    }
    const outcome = await importRegister(discards, { name: 'big', open: content });
    expect(outcome).toMatchObject({
      rows: ROWS + 1,
      accepted: ROWS,
      rejected: 1,
      details: { reasons: { 'row-too-long': 1 } },
    });
    expect(bytes).toBeGreaterThan(260 * MB);
    expect((peak - before) / MB).toBeLessThan(160);
  });
});
