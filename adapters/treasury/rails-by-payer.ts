// Several rails behind one port: the payer's account decides which treasury or bank a file goes to, so use cases need not know.
import type { BankAccount, BankAnswer } from '../../core/payment/bank-message.ts';
import type { BankRail } from '../../functions/ports.ts';

/**
 * @param railOf the rail of a payer account; a defect of the configuration when it has none
 * @param rails all of them: a question about one payment goes to each, since an EndToEndId does not name its rail
 */
export function railsByPayer(railOf: (payer: BankAccount) => BankRail, rails: readonly BankRail[]): BankRail {
  return {
    send: (file) => railOf(file.debtor).send(file),

    /** `unknown` only when every rail says so; a rail that cannot be reached makes the whole question fail. */
    async ask(endToEndId) {
      const answers = await Promise.all(rails.map((rail) => rail.ask(endToEndId)));
      const line = answers.find(
        (answer): answer is Exclude<BankAnswer, string> => typeof answer !== 'string',
      );
      return line ?? (answers.includes('in-progress') ? 'in-progress' : 'unknown');
    },

    async accountsOf(usccs) {
      const found = new Map<string, BankAccount>();
      for (const rail of rails) {
        const missing = usccs.filter((uscc) => !found.has(uscc));
        if (missing.length === 0) break;
        for (const [uscc, account] of await rail.accountsOf(missing)) found.set(uscc, account);
      }
      return found;
    },
  };
}
