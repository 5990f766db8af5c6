// The queue’s edge: faults are parked, what may pass later comes back alone, the rest is acknowledged.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import { objectLambda } from '../../functions/edge/object.ts';
import { flowMessageSchema, queueLambda, type ParkedMessage } from '../../functions/edge/queue.ts';
import { logger } from '../../functions/edge/telemetry.ts';
import { toyContext, toyMessages } from './toy-events.ts';

const parked: { message: ParkedMessage; fault: Fault }[] = [];
const done: string[] = [];
const parkedInOrder = () => parked.toSorted((a, b) => (a.message.messageId < b.message.messageId ? -1 : 1));
let parkFails = false;
const loadDeps = async () => ({
  park: async (message: ParkedMessage, fault: Fault) => {
    if (parkFails) throw new Fault('throttled');
    parked.push({ message, fault });
  },
});
const schema = z.object({ act: z.string() });
const fault = (code: 'invalid' | 'lost-race') => new Fault(code);

const acts: Record<string, () => void> = {
  invalid: () => {
    throw fault('invalid');
  },
  race: () => {
    throw fault('lost-race');
  },
  defect: () => {
    throw new Error('broken');
  },
};
async function act(name: string): Promise<void> {
  acts[name]?.();
  done.push(name);
}

const bodies = (...names: string[]) => names.map((name) => JSON.stringify({ act: name }));
const failed = (...indexes: number[]) => ({
  batchItemFailures: indexes.map((index) => ({ itemIdentifier: `message-${index}` })),
});

beforeAll(() => {
  vi.spyOn(logger, 'error').mockImplementation(() => undefined);
  vi.spyOn(logger, 'warn').mockImplementation(() => undefined);
});
beforeEach(() => {
  parked.length = 0;
  done.length = 0;
  parkFails = false;
});

describe('one by one', () => {
  const handler = queueLambda({ schema, loadDeps, handleOne: async (_, message) => act(message.act) });

  it('fails only what may succeed later, and parks what cannot', async () => {
    const event = toyMessages('toy', [
      ...bodies('a', 'invalid', 'race', 'defect', 'b'),
      'not json',
      '{"act":1}',
    ]);
    expect(await handler(event, toyContext)).toEqual(failed(2, 3));
    expect(done).toEqual(['a', 'b']);
    expect(parkedInOrder().map(({ message }) => message)).toEqual([
      { queue: 'toy', messageId: 'message-1', message: { act: 'invalid' } },
      { queue: 'toy', messageId: 'message-5', message: 'not json' },
      { queue: 'toy', messageId: 'message-6', message: { act: 1 } },
    ]);
    expect(parkedInOrder()[2]?.fault.detail.fields?.[0]?.path).toBe('act');
  });

  it('fails all when all fail, without failing the invocation', async () => {
    expect(await handler(toyMessages('toy', bodies('race', 'race')), toyContext)).toEqual(failed(0, 1));
  });

  it('fails a message that could not be parked: it is never lost', async () => {
    parkFails = true;
    expect(await handler(toyMessages('toy', bodies('invalid')), toyContext)).toEqual(failed(0));
  });
});

describe('together', () => {
  it('gives the readable ones at once and takes back those named', async () => {
    const batches: string[][] = [];
    const handler = queueLambda({
      schema,
      loadDeps,
      handle: async (_, messages) => {
        batches.push(messages.map((message) => message.act));
        return [1];
      },
    });
    expect(await handler(toyMessages('toy', ['?', ...bodies('a', 'b', 'c')]), toyContext)).toEqual(failed(2));
    expect(batches).toEqual([['a', 'b', 'c']]);
    expect(parked.map(({ message }) => message.messageId)).toEqual(['message-0']);
  });

  it('is not called for nothing', async () => {
    const handle = vi.fn(async () => []);
    expect(await queueLambda({ schema, loadDeps, handle })(toyMessages('toy', ['?']), toyContext)).toEqual(
      failed(),
    );
    expect(handle).not.toHaveBeenCalled();
  });

  it('fails the batch when it throws', async () => {
    const handler = queueLambda({
      schema,
      loadDeps,
      handle: async () => {
        throw fault('lost-race');
      },
    });
    await expect(handler(toyMessages('toy', bodies('a')), toyContext)).rejects.toThrow(Fault);
  });
});

describe('the message of an event', () => {
  const message = {
    subject: 'claim:c1',
    seq: 1,
    type: 'claim.reserved',
    at: '2026-11-24T00:00:00.000Z',
    by: 'system',
    data: {},
  };
  it.each([
    ['as the relay sends it', message, true],
    ['of a type that the flow does not have', { ...message, type: 'claim.lost' }, false],
    ['without a subject', { ...message, subject: '' }, false],
  ])('%s', (_, value, fits) => {
    expect(flowMessageSchema.safeParse(value).success).toBe(fits);
  });
});

describe('objects', () => {
  const handler = objectLambda({
    loadDeps,
    handleOne: async (_, { bucket, key, sizeBytes }) =>
      act(key === 'bad' ? 'race' : `${bucket}/${key} ${sizeBytes}`),
  });
  const created = (...keys: string[]) =>
    JSON.stringify({
      Records: keys.map((key) => ({ s3: { bucket: { name: 'bank' }, object: { key, size: 3 } } })),
    });

  it('are told by their decoded keys; what failed is told again; a test event is nothing', async () => {
    const event = toyMessages('take', [
      created('bank-in/a+%E7%9B%B4.xml', 'x'),
      created('bad'),
      '{"Event":"s3:TestEvent"}',
      '{}',
      created('%'),
    ]);
    const response = await handler(event, toyContext);
    expect(done).toEqual(['bank/bank-in/a 直.xml 3', 'bank/x 3']);
    expect(parkedInOrder().map(({ message }) => message.messageId)).toEqual(['message-3', 'message-4']);
    expect(response).toEqual(failed(1));
  });
});
