// The bank direct: payment files dropped as pain.001 into the bucket the bank picks up from, questions over HTTPS.
import * as z from 'zod';
import { Fault } from '../../core/kernel/fault.ts';
import {
  bankAccountSchema,
  bankLineSchema,
  type BankAccount,
  type PaymentFile,
} from '../../core/payment/bank-message.ts';
import type { BankRail, Files } from '../../functions/ports.ts';
import { writePaymentFile } from './write-payment-file.ts';

export interface FileDropRailOptions {
  /** Where `bank-out/` and `bank-in/` live. */
  readonly files: Pick<Files, 'put'>;
  /** The bank's service, https://… without a slash at the end. */
  readonly bankUrl: string;
  /** Value of the Authorization header, when the bank wants one. */
  readonly authorization?: string;
  /** How long a question may take; 5,000 when left out. */
  readonly askTimeoutMs?: number;
  /** How files are written and what they are called; ISO 20022 under `bank-out/` when left out. */
  readonly language?: RailLanguage;
  /** Tell the bank that a file lies ready, for banks that offer it: it picks up sooner, and finds it anyway. */
  readonly announces?: boolean;
}

export interface RailLanguage {
  /** @throws Fault invalid when the file cannot be said in this language */
  write(file: PaymentFile): Uint8Array;
  /** From the MsgId alone, so that sending again overwrites the same file with the same bytes. */
  keyOf(messageId: string): string;
}
const ISO_LANGUAGE: RailLanguage = {
  write: writePaymentFile,
  keyOf: (messageId) => `bank-out/${messageId}.xml`,
};

const ASK_TIMEOUT_MS = 5_000;
const ANNOUNCE_TIMEOUT_MS = 500;
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
export const ACCOUNTS_PER_QUESTION_MAX = 500;

const statusAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('in-progress') }),
  z.object({ state: z.literal('known'), line: bankLineSchema }),
]);
const accountsAnswer = z.object({ accounts: z.record(z.string(), bankAccountSchema) });

/**
 * A bank by file drop. `send` throws a Fault when the file is invalid or the bucket cannot be written; `ask` and `accountsOf`
 * throw Fault unavailable (retryable) when the bank is down, slow, or answers something that is no answer.
 */
export function fileDropRail(options: FileDropRailOptions): BankRail {
  const { language = ISO_LANGUAGE } = options;
  return {
    async send(file: PaymentFile) {
      const bytes = language.write(file);
      const fileName = language.keyOf(file.messageId);
      await options.files.put('bank', fileName, bytes, { contentType: 'application/xml' });
      if (options.announces === true) await announce(options);
      return { fileName, bytes: bytes.byteLength };
    },

    async ask(endToEndId: string) {
      const answer = await question(
        options,
        statusAnswer,
        `/status/${encodeURIComponent(endToEndId)}`,
        [200, 404],
      );
      if (answer.state !== 'known') return answer.state;
      if (answer.line.endToEndId !== endToEndId) throw badAnswer('another payment than was asked for');
      return answer.line;
    },

    async accountsOf(usccs: readonly string[]) {
      const accounts = new Map<string, BankAccount>();
      for (let start = 0; start < usccs.length; start += ACCOUNTS_PER_QUESTION_MAX) {
        const asked = usccs.slice(start, start + ACCOUNTS_PER_QUESTION_MAX);
        const answer = await question(options, accountsAnswer, '/accounts/search', [200], { usccs: asked });
        for (const uscc of asked) {
          const account = Object.hasOwn(answer.accounts, uscc) ? answer.accounts[uscc] : undefined;
          if (account !== undefined) accounts.set(uscc, account);
        }
      }
      return accounts;
    },
  };
}

/** The bank polls its folder, so a lost announcement costs time and nothing else: its failure is no failure of `send`. */
async function announce({ bankUrl, authorization }: FileDropRailOptions): Promise<void> {
  const headers = authorization === undefined ? {} : { authorization };
  const signal = AbortSignal.timeout(ANNOUNCE_TIMEOUT_MS);
  await fetch(`${bankUrl}/wake`, { method: 'POST', headers, signal }).then(
    (response) => response.body?.cancel(),
    () => undefined,
  );
}

async function question<T>(
  options: FileDropRailOptions,
  schema: z.ZodType<T>,
  path: string,
  accepted: readonly number[],
  body?: object,
): Promise<T> {
  const { bankUrl, authorization, askTimeoutMs = ASK_TIMEOUT_MS } = options;
  let status: number;
  let text: string;
  try {
    const response = await fetch(`${bankUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(askTimeoutMs),
    });
    status = response.status;
    text = await limitedText(response);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unavailable('银行没有应答', 'The bank did not answer', error);
  }
  // A 404 counts only with the bank's own word for it in the body: a proxy's 404 must not pass for "never seen".
  const parsed = accepted.includes(status) ? schema.safeParse(parseJson(text)) : undefined;
  if (parsed === undefined || !parsed.success) throw badAnswer(`HTTP ${status} without a valid answer`);
  return parsed.data;
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES_MAX) throw badAnswer('an answer that is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unavailable = (zh: string, en: string, cause?: unknown): Fault =>
  new Fault('unavailable', {
    reason: 'bank-unavailable',
    zh,
    en,
    ...(cause instanceof Error ? { evidence: { cause: cause.name } } : {}),
  });
const badAnswer = (what: string): Fault => unavailable('银行的应答无法识别', `The bank gave ${what}`);
