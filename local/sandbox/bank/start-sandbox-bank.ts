// Starts the sandbox bank as a service of its own; it holds no globals, so any number may run in one process or worker.
import type * as z from 'zod';
import { minuteOfInstant } from '../../../core/kernel/working-calendar.ts';
import { memoryJournal, openJournal } from './bank-journal.ts';
import { bankSettingsSchema, type BankSettings } from './bank-settings.ts';
import { serveBank, type HolderName } from './bank-http.ts';
import { isoDialect, type Dialect } from './dialect.ts';
import { bucketDropBox } from './drop-box.ts';
import { SandboxBank } from './sandbox-bank.ts';

export interface SandboxBankOptions {
  /** Endpoint of the S3 service, http://…, and a bucket that exists. */
  readonly s3: string;
  readonly bucket: string;
  /** 0 or left out: a free port. */
  readonly port?: number;
  /** Keeps its journal here and survives kill -9; without it the bank forgets. */
  readonly dataDir?: string;
  /** The business day, YYYY-MM-DD; today in Shanghai when left out. */
  readonly today?: () => string;
  /** The minute of the day in Shanghai, 0 to 1,439, for cut-offs; real time when left out. */
  readonly minuteOfDay?: () => number;
  /** ISO 20022 when left out. */
  readonly dialect?: Dialect;
  /** Told each key left in `bank-in/`, after it lies there. */
  readonly onFileDropped?: (key: string) => void;
  /** The holder's name of a code's account; the code itself when left out or unknown. */
  readonly holderName?: HolderName;
  /** How often it looks at `bank-out/` unasked; 250 when left out. */
  readonly pollMs?: number;
  /** Every other knob: delays, rates, faults, seed. */
  readonly settings?: z.input<typeof bankSettingsSchema>;
}

export interface RunningBank {
  readonly url: string;
  /** Looks at the folder now. */
  wake(): void;
  /** Resolves when every file dropped so far has been answered. */
  settle(): Promise<void>;
  /** Leaves the statements of a day in `bank-in/`. @returns their keys */
  emitStatement(day: string): Promise<string[]>;
  settings(): BankSettings;
  close(): Promise<void>;
}

/** @throws when the journal is broken or the port is taken */
export async function startSandboxBank(options: SandboxBankOptions): Promise<RunningBank> {
  const { dataDir, onFileDropped, holderName } = options;
  const box = bucketDropBox(options.s3, options.bucket);
  const bank = new SandboxBank({
    box,
    openJournal: (replay) =>
      dataDir === undefined ? Promise.resolve(memoryJournal) : openJournal(dataDir, replay),
    settings: bankSettingsSchema.parse(options.settings ?? {}),
    today: options.today ?? (() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)),
    minuteOfDay: options.minuteOfDay ?? (() => minuteOfInstant(Date.now())),
    dialect: options.dialect ?? isoDialect,
    onFileDropped: onFileDropped ?? (() => undefined),
  });
  await bank.start();
  const counter = await serveBank(bank, options.port ?? 0, holderName ?? (() => undefined));
  const timer = setInterval(() => bank.wake(), options.pollMs ?? 250);
  return {
    url: counter.url,
    wake: () => bank.wake(),
    settle: () => bank.settle(),
    emitStatement: (day) => bank.emitStatement(day),
    settings: () => bank.settings,
    async close() {
      clearInterval(timer);
      await counter.close();
      await bank.close();
      box.close();
    },
  };
}
