// A small world for tests of the bank rail: an S3 service, a bucket, the product's rail, and a sandbox bank one can restart.
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { fileDropRail } from '../../adapters/bank/file-drop-rail.ts';
import { readBankFile } from '../../adapters/bank/read-bank-file.ts';
import type {
  BankReport,
  Notification,
  PaymentFile,
  StatusReport,
  Statement,
} from '../../core/payment/bank-message.ts';
import { endToEndId } from '../../core/disbursement/end-to-end-id.ts';
import type { BankRail } from '../../functions/ports.ts';
import { bucketDropBox, type DropBox } from '../../local/sandbox/bank/drop-box.ts';
import { sandboxAccountOf } from '../../local/sandbox/bank/sandbox-account.ts';
import {
  startSandboxBank,
  type RunningBank,
  type SandboxBankOptions,
} from '../../local/sandbox/bank/start-sandbox-bank.ts';
import { examplePaymentFile } from './example-payment-file.ts';

export interface BankWorld {
  readonly endpoint: string;
  readonly box: DropBox;
  today: string;
  /** Keys in the order the bank left them. */
  readonly dropped: string[];
  start(options?: Partial<SandboxBankOptions>): Promise<RunningBank>;
  rail(bank: { readonly url: string }): BankRail;
  /** Every readable report the bank has left so far, in order; unreadable ones are counted. */
  reports(): Promise<{ all: BankReport[]; unreadable: number }>;
  close(): Promise<void>;
}

/** A bucket name of its own for each world, on one S3 service. */
export async function makeBankWorld(): Promise<BankWorld> {
  const service = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${service.port}`;
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  await s3.send(new CreateBucketCommand({ Bucket: 'bank' }));
  s3.destroy();
  const box = bucketDropBox(endpoint, 'bank');
  const dropped: string[] = [];
  const running = new Set<RunningBank>();
  const world: BankWorld = {
    endpoint,
    box,
    today: '2020-03-03',
    dropped,
    async start(options = {}) {
      const bank = await startSandboxBank({
        s3: endpoint,
        bucket: 'bank',
        pollMs: 20,
        today: () => world.today,
        onFileDropped: (key) => dropped.push(key),
        ...options,
      });
      running.add(bank);
      return bank;
    },
    rail: ({ url }) =>
      fileDropRail({
        files: { put: (_, key, body) => box.put(key, body as Uint8Array) },
        bankUrl: url,
        announces: true,
      }),
    async reports() {
      const all: BankReport[] = [];
      let unreadable = 0;
      for (const key of dropped) {
        const bytes = await box.get(key);
        try {
          all.push(...readBankFile(bytes ?? new Uint8Array()));
        } catch {
          unreadable += 1;
        }
      }
      return { all, unreadable };
    },
    async close() {
      await Promise.all([...running].map((bank) => bank.close()));
      box.close();
      await service.stop();
    },
  };
  return world;
}

/** A payment file to `count` real sandbox accounts; equal names give equal files. */
export function payees(name: string, count: number, changes: Partial<PaymentFile> = {}): PaymentFile {
  const payments = Array.from({ length: count }, (_, index) => {
    const { account, clearingMember } = sandboxAccountOf(`${name}-${index}`);
    return {
      endToEndId: endToEndId(`${name}-${index}`, '1', 1),
      amountFen: 10_000 + index,
      creditor: { name: `杭州${name}${index}公司`, account, clearingMember },
      remark: '商贸服务业补贴',
    };
  });
  return examplePaymentFile(1, { payments, ...changes });
}

export const isStatus = (report: BankReport): report is StatusReport => report.kind === 'status-report';
export const isNotification = (report: BankReport): report is Notification => report.kind === 'notification';
export const isStatement = (report: BankReport): report is Statement => report.kind === 'statement';
