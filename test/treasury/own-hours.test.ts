// Each treasury's own hours: declared as data, kept to by orders and by the sandbox, on the last days before holidays with 调休.
import { afterEach, describe, expect, it } from 'vitest';
import { cutOffMinutes } from '../../core/payment/treasuries.ts';
import { fileTreasuries, storeTreasuries, TREASURIES_KEY } from '../../functions/hub/file-treasuries.ts';
import { verifyLedger } from '../../functions/reconciliation/verify-ledger.ts';
import { MemoryFiles } from '../world/flow-world.ts';
import { DISTRICT, openTwoRails, type TwoRails } from './two-rails-world.ts';

const OTHER = '330110';
const declared = (...treasuries: object[]) => ({ treasuries });
const early = { division: OTHER, zh: '余杭区国库', en: 'Treasury of Yuhang', cutOff: '15:30' };
const plain = { division: DISTRICT, zh: '西湖区国库', en: 'Treasury of Xihu' };

describe('two treasuries with different hours', () => {
  let rails: TwoRails;
  afterEach(() => rails.close());
  const orderOf = (division: string) =>
    rails.orders('treasury').find(({ appropriation }) => appropriation?.division === division);

  it.each([
    // Thursday to Saturday are off, and the Sunday is worked in exchange.
    ['端午 2020', '2020-06-24', '2020-06-28'],
    ['劳动节 2020', '2020-04-30', '2020-05-06'],
    ['a Sunday that is itself worked in exchange', '2020-04-26', '2020-04-27'],
  ])('each take an order until their own cut-off: %s', async (_, day, next) => {
    rails = await openTwoRails(
      new Map([
        [DISTRICT, undefined],
        [OTHER, 930],
      ]),
    );
    rails.at(`${day}T15:45`);
    const id = await rails.flow.enrol(1, 6000);
    await rails.settle();
    expect(orderOf(DISTRICT)).toMatchObject({ state: 'settled', executionDay: day });
    expect(orderOf(OTHER)).toMatchObject({ state: 'released', executionDay: next, attempt: 0 });
    rails.at(`${day}T23:00`);
    await rails.sweep();
    expect(orderOf(OTHER)).toMatchObject({ state: 'released' });
    rails.at(`${next}T15:29`);
    await rails.sweep();
    expect(orderOf(OTHER)).toMatchObject({ state: 'settled', executionDay: next, attempt: 1 });
    expect(await rails.flow.stateOf(id)).toBe('paid');
    expect(await verifyLedger(rails.flow.deps)).toMatchObject({ balanced: true, paidFen: 100_000 });
  });
});

describe('the list of treasuries', () => {
  it('says until when those take orders that state it, and nothing of the others', async () => {
    const files = new MemoryFiles();
    const treasuries = fileTreasuries(files);
    expect(await treasuries.cutOffMinuteOf(OTHER)).toBeUndefined();
    await storeTreasuries(files, declared(early, plain));
    expect(await treasuries.cutOffMinuteOf(OTHER)).toBe(930);
    expect(await treasuries.cutOffMinuteOf(DISTRICT)).toBeUndefined();
    files.objects.delete(`files/${TREASURIES_KEY}`);
    expect(await treasuries.cutOffMinuteOf(OTHER)).toBe(930);
  });

  it.each([
    ['a time that does not exist', declared({ ...early, cutOff: '25:00' }), '24:00'],
    ['a division that is no 财政区划', declared({ ...early, division: '33' }), 'division'],
    ['the same treasury twice', declared(early, early), OTHER],
    ['a word it does not know', declared({ ...early, cutoff: '15:30' }), 'cutoff'],
  ])('with %s is refused, and says what is wrong', (_, data, says) => {
    expect(() => cutOffMinutes(data)).toThrowError(
      expect.objectContaining({
        code: 'invalid',
        detail: expect.objectContaining({ en: expect.stringContaining(says) as string }) as object,
      }) as Error,
    );
  });
});
