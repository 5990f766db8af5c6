// Accounts of the sandbox banks: derived from the holder's code, so that runs repeat, and checkable without a list of holders.
import { createHash } from 'node:crypto';

/** Invented banks: 999 is no bank code of CNAPS, 3310 is Hangzhou's place code. */
export const SANDBOX_BANKS = [
  { clearingMember: '999331000017', bankName: '演示第一银行杭州分行' },
  { clearingMember: '999331000025', bankName: '演示第二银行杭州分行' },
  { clearingMember: '999331000033', bankName: '演示农商银行杭州总行' },
  { clearingMember: '999331000041', bankName: '演示城市银行杭州总行' },
] as const;

export interface SandboxAccount {
  /** 19 digits: 9990, the bank's index, 13 digits from the code, a Luhn check digit. */
  readonly account: string;
  readonly clearingMember: string;
  readonly bankName: string;
}

/** The one settlement account of an enterprise (USCC), a person (id number) or a treasury (any code). */
export function sandboxAccountOf(code: string): SandboxAccount {
  const digest = createHash('sha256').update(`sandbox-account/1:${code}`).digest();
  const index = (digest[0] ?? 0) % SANDBOX_BANKS.length;
  const serial = (digest.readBigUInt64BE(1) % 10n ** 13n).toString().padStart(13, '0');
  const body = `9990${index + 1}${serial}`;
  const bank = SANDBOX_BANKS[index] ?? SANDBOX_BANKS[0];
  return {
    account: `${body}${luhnDigit(body)}`,
    clearingMember: bank.clearingMember,
    bankName: bank.bankName,
  };
}

/** Why no such payee can exist, as an ISO 20022 status reason; undefined when the account may exist. */
export function payeeDefect(payee: {
  account: string;
  clearingMember: string;
}): { code: string; text: string } | undefined {
  const index = SANDBOX_BANKS.findIndex(({ clearingMember }) => clearingMember === payee.clearingMember);
  if (index < 0) return { code: 'RC04', text: '收款行行号不存在' };
  const match = /^(9990(\d)\d{13})(\d)$/.exec(payee.account);
  const isOurs =
    match?.[1] !== undefined && luhnDigit(match[1]) === Number(match[3]) && Number(match[2]) === index + 1;
  return isOurs ? undefined : { code: 'AC01', text: '收款账号不存在' };
}

/** ISO/IEC 7812-1 annex B: the digit that makes the weighted sum a multiple of ten. */
function luhnDigit(body: string): number {
  let sum = 0;
  for (let index = body.length - 1, doubled = true; index >= 0; index -= 1, doubled = !doubled) {
    const digit = Number(body[index]) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return (10 - (sum % 10)) % 10;
}
