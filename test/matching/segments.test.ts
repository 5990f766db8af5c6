// The register as columns says of each firm what register and departments say, however it came to be: rebuilt or patched.
import { describe, expect, it } from 'vitest';
import { segmentItems } from '../../core/matching/register-segment.ts';
import { noteChanged } from '../../core/matching/segment-index.ts';
import type { Facts } from '../../core/rules/evaluation.ts';
import { factsAt } from '../../core/rules/match/segment.ts';
import { registerSliceOf } from '../../core/enterprise/register-slice.ts';
import { buildSlice } from '../../functions/matching/build-segments.ts';
import { openSegments } from '../../functions/matching/open-segments.ts';
import { segmentInputs } from '../../functions/matching/segment-inputs.ts';
import {
  createRegisterWorld,
  EXPIRY,
  makeFirm,
  randomFrom,
  releasedRow,
  type RegisterWorld,
} from './register-world.ts';

const rows = async (world: RegisterWorld, today = '2020-03-02'): Promise<Map<string, Facts>> => {
  const found = new Map<string, Facts>();
  for await (const { segment, usccs } of openSegments(world.deps, { today }))
    for (let row = 0; row < segment.rows; row += 1) found.set(usccs.at(row), factsAt(segment, row));
  return found;
};

/** Every item of the catalogue that is a column, null where nothing is known. */
const expected = (world: RegisterWorld, today = '2020-03-02'): Map<string, Facts> => {
  const keys = segmentItems(world.catalogue).flatMap(({ key }) => (key.includes(':') ? [] : [key]));
  return new Map(
    [...world.firms.keys()].map((uscc) => {
      const known = world.known(uscc, today);
      return [uscc, Object.fromEntries(keys.map((key) => [key, known[key] ?? null]))];
    }),
  );
};

/** What the use case of a changed register does to a slice's index. */
async function note(
  world: RegisterWorld,
  usccs: readonly string[] | undefined,
  slice: number,
): Promise<void> {
  const index = await world.store.read('segment-index', String(slice));
  if (!index) throw new Error('nothing was built');
  await world.store.put('segment-index', [noteChanged(index, usccs)]);
}

describe('segments', () => {
  it('say what register and departments say, and no more after it expired', async () => {
    const world = await createRegisterWorld(300, 1);
    const before = await rows(world);
    expect(before).toEqual(expected(world));
    const eve = await rows(world, '2020-05-31');
    expect(eve).toEqual(before);
    const after = await rows(world, EXPIRY);
    expect(after).toEqual(expected(world, EXPIRY));
    expect(after).not.toEqual(before);
  });

  it('changed and new firms are read anew between two builds; the stored columns stand', async () => {
    const world = await createRegisterWorld(200, 2);
    await rows(world);
    const versions = async () =>
      (
        await world.store.readMany(
          'segment-index',
          Array.from({ length: 16 }, (_, slice) => String(slice)),
        )
      ).map((index) => index?.version);
    const random = randomFrom(9);
    const usccs = [...world.firms.keys()].slice(0, 20);
    for (const uscc of usccs) {
      await world.rewrite({ ...makeFirm(1, random), id: uscc, uscc });
    }
    const fresh = makeFirm(5000, random);
    await world.rewrite(fresh);
    const noted = [...usccs, fresh.uscc];
    for (const slice of new Set(noted.map(registerSliceOf)))
      await note(
        world,
        noted.filter((uscc) => registerSliceOf(uscc) === slice),
        slice,
      );
    const built = await versions();
    expect(await rows(world)).toEqual(expected(world));
    expect(await versions()).toEqual(built);
  });

  it('rebuilt from the changes alone are byte for byte what they are from zero', async () => {
    const world = await createRegisterWorld(200, 3);
    await rows(world);
    const random = randomFrom(4);
    const changed = [...world.firms.keys()].slice(0, 10);
    for (const uscc of changed) await world.rewrite({ ...makeFirm(1, random), id: uscc, uscc });
    const fresh = makeFirm(7001, random);
    await world.rewrite(fresh);
    for (const [department, released] of world.released)
      for (const uscc of [...world.firms.keys()].slice(5, 30))
        released.set(uscc, releasedRow(world.catalogue, department, world.firms.get(uscc) as never, random));
    await world.release();
    const inputs = await segmentInputs(world.deps);
    for (let slice = 0; slice < 16; slice += 1) {
      await note(
        world,
        [...changed, fresh.uscc].filter((uscc) => registerSliceOf(uscc) === slice),
        slice,
      );
      const incremental = await buildSlice(world.deps, slice, inputs);
      await note(world, undefined, slice);
      world.files.objects.delete(`files/${incremental.segments[0]?.key}`);
      const zero = await buildSlice(world.deps, slice, inputs);
      expect(zero.segments.map(({ sha256 }) => sha256)).toEqual(
        incremental.segments.map(({ sha256 }) => sha256),
      );
    }
    expect(await rows(world)).toEqual(expected(world));
  });

  it.each(['lost', 'torn', 'another'])('%s files are built anew', async (how) => {
    const world = await createRegisterWorld(100, 5);
    await rows(world);
    const index = await world.store.read('segment-index', '3');
    const key = `files/${index?.segments[0]?.key}`;
    const bytes = world.files.objects.get(key) as Uint8Array;
    const other = bytes.slice();
    other[other.length - 9] = (other[other.length - 9] ?? 0) ^ 1;
    if (how === 'lost') world.files.objects.delete(key);
    else world.files.objects.set(key, how === 'torn' ? bytes.subarray(0, bytes.length / 2) : other);
    expect(await rows(world)).toEqual(expected(world));
    expect((await world.store.read('segment-index', '3'))?.version).toBe((index?.version ?? 0) + 1);
  });

  it('a new released file is seen at the next reading', async () => {
    const world = await createRegisterWorld(100, 6);
    await rows(world);
    const random = randomFrom(8);
    const [department, released] = [...world.released][0] as [string, Map<string, never>];
    const firm = [...world.firms.values()][0];
    released.set(
      firm?.uscc as string,
      releasedRow(world.catalogue, department, firm as never, random) as never,
    );
    await world.release();
    expect(await rows(world)).toEqual(expected(world));
  });

  it('a wrong line of a department is named, not skipped', async () => {
    const world = await createRegisterWorld(20, 7);
    const [department] = [...world.released.keys()];
    await world.files.put('files', `released/${department}.jsonl`, '{"uscc": "9133');
    await expect(rows(world)).rejects.toMatchObject({ code: 'invalid', detail: { reason: 'released-file' } });
  });
});
