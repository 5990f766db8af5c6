// Small register files and the dependencies of an import in memory, for the tests of this stage.
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import type { ImportDeps } from '../../functions/enterprise/import-register.ts';
import type { RegisterSource } from '../../functions/enterprise/open-register-file.ts';
import { MemoryStore } from '../../adapters/memory/memory-store.ts';
import { exampleDistricts } from '../core/enterprise/example-districts.ts';

export const HEADER = '企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,所在省份,地区';

/** A good row of its own code. */
export const row = (serial: number, name = `杭州第${serial}号有限公司`): string =>
  `${name},${syntheticUscc(serial, '330106')},2010-05-06,N/A,100(万元人民币),服务：仓储,浙江,杭州`;

export const lines = (...rows: readonly string[]): string => [HEADER, ...rows, ''].join('\n');

/** A source of bytes in chunks of a given size, so that every boundary falls somewhere. */
export function sourceOf(content: string | Uint8Array, chunkBytes = 64 * 1024): RegisterSource {
  const bytes = Buffer.from(content);
  return {
    name: 'test.csv',
    sizeBytes: bytes.length,
    open: async function* () {
      for (let from = 0; from < bytes.length; from += chunkBytes)
        yield bytes.subarray(from, from + chunkBytes);
    },
  };
}

/** An import's dependencies in memory, with what was stored and written within reach. */
export function memoryDeps() {
  const store = new MemoryStore();
  const files = new Map<string, string>();
  const deps: ImportDeps = {
    store,
    files: {
      put: async (bucket, key, body) => {
        files.set(`${bucket}/${key}`, String(body));
      },
    },
    clock: { nowMs: () => Date.parse('2020-03-02T01:00:00Z'), today: () => '2020-03-02' },
    districts: exampleDistricts,
  };
  return { deps, store, files };
}
