// The fault that a call ends with, as a person is told it: its code and its details. Any other end is an error of the test.
import { Fault, type FaultDetail } from '../../core/kernel/fault.ts';

export async function faultOf(call: Promise<unknown>): Promise<{ code: Fault['code'] } & FaultDetail> {
  const error: unknown = await call.then(
    () => new Error('it threw nothing'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Fault)) throw error as Error;
  return { code: error.code, ...error.detail };
}
