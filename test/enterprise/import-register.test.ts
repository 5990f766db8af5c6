// The import: good rows in, bad rows reported, twice is once, killed is resumed, and a failed file says why.
import { changedFirmsKey } from '../../core/enterprise/register-notice.ts';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { syntheticUscc } from '../../core/enterprise/uscc.ts';
import { Fault } from '../../core/kernel/fault.ts';
import { importRegister } from '../../functions/enterprise/import-register.ts';
import type { ImportProgress } from '../../functions/enterprise/import-register.ts';
import { lines, memoryDeps, row, sourceOf } from './register-fixture.ts';

const DIRTY = lines(
  row(1),
  row(2).replace(syntheticUscc(2, '330106'), '91330106000000021Z'),
  row(3).replace('2010-05-06', '2010-02-30'),
  row(4, ''),
  row(1),
  row(1, '杭州另一名称有限公司'),
  row(5, '=HYPERLINK("x")').replace('2010-05-06', 'never'),
  row(6).toLowerCase(),
);

describe('importRegister', () => {
  it('stores the good rows and reports the others with line, field and reason', async () => {
    const { deps, store, files } = memoryDeps();
    const outcome = await importRegister(deps, sourceOf(DIRTY));
    expect(outcome).toMatchObject({ rows: 8, accepted: 2, rejected: 6, unchanged: 0 });
    expect(store.all('enterprise').map(({ uscc }) => uscc)).toEqual([
      syntheticUscc(1, '330106'),
      syntheticUscc(6, '330106'),
    ]);
    const report = files.get(`files/${outcome.reportFile}`) ?? '';
    const rows = (parse(report, { bom: true, from_line: 2 }) as string[][]).map(([line, field, , code]) => [
      line,
      field?.split(' ')[1],
      code,
    ]);
    expect(rows).toEqual([
      ['3', 'uscc', 'uscc-character'],
      ['4', 'registeredOn', 'date-impossible'],
      ['5', 'name', 'name-missing'],
      ['6', 'uscc', 'duplicate-same'],
      ['7', 'uscc', 'duplicate-different'],
      ['8', 'registeredOn', 'date-impossible'],
    ]);
  });

  it('changes nothing the second time', async () => {
    const { deps, store } = memoryDeps();
    await importRegister(deps, sourceOf(DIRTY));
    const before = store.all('enterprise');
    expect(await importRegister(deps, sourceOf(DIRTY))).toMatchObject({
      rows: 8,
      accepted: 0,
      rejected: 6,
      unchanged: 2,
    });
    expect(store.all('enterprise')).toEqual(before);
    expect(store.allEvents().map(({ type }) => type)).toEqual(['register.changed']);
  });

  it('leaves a notice that names the firms it wrote', async () => {
    const { deps, store, files } = memoryDeps();
    await importRegister(deps, sourceOf(DIRTY));
    const [notice] = store.all('register-notice');
    expect(notice).toMatchObject({ state: 'due', isNamed: true });
    const named = JSON.parse(files.get(`files/${changedFirmsKey(notice?.id ?? '')}`) ?? '[]') as string[];
    expect(named.sort()).toEqual(
      store
        .all('enterprise')
        .map(({ uscc }) => uscc)
        .sort(),
    );
  });

  it('updates a row whose content changed', async () => {
    const { deps, store } = memoryDeps();
    await importRegister(deps, sourceOf(lines(row(1), row(2))));
    const outcome = await importRegister(deps, sourceOf(lines(row(1), row(2, '杭州改名有限公司'))));
    expect(outcome).toMatchObject({ accepted: 1, unchanged: 1, details: { created: 0, updated: 1 } });
    expect((await store.read('enterprise', syntheticUscc(2, '330106')))?.name).toBe('杭州改名有限公司');
  });

  it('takes the first row of a code even when the register holds the second', async () => {
    const { deps, store } = memoryDeps();
    await importRegister(deps, sourceOf(lines(row(1, '乙有限公司'))));
    await importRegister(deps, sourceOf(lines(row(1, '甲有限公司'), row(1, '乙有限公司'))));
    expect(store.all('enterprise').map(({ name }) => name)).toEqual(['甲有限公司']);
  });

  it('lets a good row in after a bad one of the same code', async () => {
    const { deps } = memoryDeps();
    const outcome = await importRegister(deps, sourceOf(lines(row(1, ''), row(1))));
    expect(outcome).toMatchObject({ accepted: 1, rejected: 1, details: { reasons: { 'name-missing': 1 } } });
  });

  it('finds duplicates that lie batches apart', async () => {
    const { deps } = memoryDeps();
    const rows = Array.from({ length: 1200 }, (_, serial) => row(serial));
    const outcome = await importRegister(deps, sourceOf(lines(...rows, row(3), row(1199))));
    expect(outcome).toMatchObject({
      rows: 1202,
      accepted: 1200,
      rejected: 2,
      details: { reasons: { 'duplicate-same': 2 } },
    });
  });

  it('ends the job and tells the flow in one commit', async () => {
    const { deps, store } = memoryDeps();
    const { jobId } = await importRegister(deps, sourceOf(lines(row(1))), undefined, { by: 'admin' });
    expect(await store.read('job', jobId)).toMatchObject({
      state: 'done',
      by: 'admin',
      rowsDone: 1,
      rowsTotal: 1,
      result: { accepted: 1 },
    });
    expect(store.allEvents()).toMatchObject([
      { subject: `enterprise:${jobId}`, by: 'admin', data: { jobId, created: 1, updated: 0 } },
    ]);
  });

  it('does a job once, however often it is delivered', async () => {
    const { deps, store } = memoryDeps();
    const first = await importRegister(deps, sourceOf(lines(row(1))), undefined, { jobId: 'j1' });
    const again = await importRegister(deps, sourceOf(lines(row(2))), undefined, { jobId: 'j1' });
    expect(again).toEqual(first);
    expect(store.all('enterprise')).toHaveLength(1);
  });

  it('finishes a job that was killed after its last row, and still tells the flow', async () => {
    const { deps, store } = memoryDeps();
    const { read, readMany, put } = store;
    const dying = {
      read: read.bind(store),
      readMany: readMany.bind(store),
      put: put.bind(store),
      commit: () => Promise.reject(new Error('killed')),
    };
    const killed = { ...deps, store: dying };
    await expect(importRegister(killed, sourceOf(lines(row(1))), undefined, { jobId: 'j1' })).rejects.toThrow(
      'killed',
    );
    expect(await store.read('job', 'j1')).toMatchObject({ state: 'running' });
    expect(await importRegister(deps, sourceOf(lines(row(1))), undefined, { jobId: 'j1' })).toMatchObject({
      accepted: 0,
      unchanged: 1,
    });
    expect(store.allEvents().map(({ type }) => type)).toEqual(['register.changed']);
  });

  it('fails a job with the words of the fault, and tells of rows that got in before it', async () => {
    const { deps, store } = memoryDeps();
    const source = sourceOf(lines(...Array.from({ length: 600 }, (_, serial) => row(serial))), 8 * 1024);
    const error = await importRegister(deps, source, undefined, { jobId: 'j1', rowsMax: 300 }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(Fault);
    expect(error).toMatchObject({ code: 'too-large', detail: { reason: 'too-many-rows' } });
    expect(await store.read('job', 'j1')).toMatchObject({
      state: 'failed',
      problem: { reason: 'too-many-rows' },
    });
    expect(store.allEvents()).toHaveLength(1);
  });

  it('fails a job whose file is no register and stores nothing', async () => {
    const { deps, store } = memoryDeps();
    await expect(
      importRegister(deps, sourceOf('a,b\n1,2\n'), undefined, { jobId: 'j1' }),
    ).rejects.toBeInstanceOf(Fault);
    expect(await store.read('job', 'j1')).toMatchObject({
      state: 'failed',
      problem: { reason: 'wrong-header' },
    });
    expect(store.all('enterprise')).toEqual([]);
    expect(store.allEvents()).toEqual([]);
  });

  it('tells how far it is, up and to the end', async () => {
    const { deps } = memoryDeps();
    const seen: ImportProgress[] = [];
    const rows = Array.from({ length: 1200 }, (_, serial) => row(serial));
    await importRegister(deps, sourceOf(lines(...rows), 16 * 1024), (progress) => seen.push(progress));
    const done = seen.map(({ rowsDone }) => rowsDone);
    expect(done.length).toBeGreaterThan(3);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    for (const { rowsDone, rowsTotal = 0 } of seen) expect(rowsTotal).toBeGreaterThanOrEqual(rowsDone);
    expect(seen.at(-1)).toEqual({ rowsDone: 1200, rowsTotal: 1200 });
  });
});
