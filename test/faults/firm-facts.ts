// What the auditor knows of a firm and what it is owed by the facts: awards and lines by arithmetic of its own.
import type { LineKey, PolicyTerms } from './policy-shapes.ts';

/** One record of the list that a firm files: a person of a household who uses an asset. */
export type FirmLine = Readonly<Record<LineKey, string>> & { readonly wage: number };

/** What a firm would get by the facts, for the auditor's own arithmetic. */
export interface FirmFacts {
  readonly uscc: string;
  readonly district: string;
  readonly taxFen: number | undefined;
  readonly untrustworthy: boolean | undefined;
  readonly dissolved: boolean;
  /** Whom a policy with a third party pays. */
  readonly institution: string | undefined;
  readonly lines: readonly FirmLine[];
  readonly hasAccount: boolean;
}

export interface PayLine {
  /** `key:value` of everything that may be paid for once. */
  readonly keys: readonly string[];
  readonly payeeId: string;
  readonly amountFen: number;
}

/** Instalments share an award alike, the first with what hundred leaves over; each is rounded down and the last takes the rest. */
function instalmentFen({ instalments }: PolicyTerms, period: string, amountFen: number): number {
  if (instalments === 1) return amountFen;
  const alike = Math.floor(100 / instalments);
  const partFen = (number: number) =>
    Math.floor((amountFen * (number === 1 ? alike + (100 % instalments) : alike)) / 100);
  const number = Number(period);
  if (number < instalments) return partFen(number);
  const before = Array.from({ length: instalments - 1 }, (_, index) => partFen(index + 1));
  return before.reduce((rest, fen) => rest - fen, amountFen);
}

/** The last word of an application's id. */
export const periodIn = (applicationId: string): string => applicationId.split('.').at(-1) ?? '';

/** The lines of a list that an instalment pays: of two that name the same thing the first counts. */
export function payLines(policy: PolicyTerms, { lines }: FirmFacts, period: string): PayLine[] {
  const { divisor, lines: terms } = policy;
  if (!terms) return [];
  const named = new Set<string>();
  return lines.flatMap((line) => {
    const keys = terms.keys.map((key) => `${key}:${line[key]}`);
    if (keys.some((key) => named.has(key))) return [];
    for (const key of keys) named.add(key);
    const amountFen = instalmentFen(policy, period, wholeOf(line, divisor));
    return amountFen > 0 ? [{ keys, payeeId: line[terms.keys[0] as LineKey], amountFen }] : [];
  });
}

const wholeOf = ({ wage }: FirmLine, divisor: number): number => Math.floor(wage / divisor);

export const totalOf = (parts: readonly { readonly amountFen: number }[]): number =>
  parts.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** The facts that whoever proposed an adjustment meant, as they wrote them into its reason. */
export const factsIn = (reason: string): Partial<FirmFacts> => JSON.parse(reason) as Partial<FirmFacts>;
export const reasonOf = (facts: Partial<FirmFacts>): string => JSON.stringify(facts);

/** What a firm gets no money for, asked at the decision and again at release. */
export const isBarred = ({ asksDissolved }: PolicyTerms, firm: Standing): boolean =>
  firm.untrustworthy === true || (asksDissolved && firm.dissolved === true);

/** The facts that turn. */
export type Standing = Partial<Pick<FirmFacts, 'untrustworthy' | 'dissolved'>>;

/** What an instalment pays of the award by the facts alone; undefined while a fact is missing, 0 when refused. */
export function awardOf(terms: PolicyTerms, firm: FirmFacts, period: string): number | undefined {
  const whole = { ...terms, instalments: 1 };
  if (isBarred(terms, firm) || (terms.lines && payLines(whole, firm, period).length === 0)) return 0;
  const isNamed = terms.thirdPartyPercent === undefined || firm.institution !== undefined;
  if (firm.untrustworthy === undefined || !isNamed) return undefined;
  const wholeFen = terms.lines
    ? totalOf(payLines(whole, firm, period))
    : firm.taxFen === undefined
      ? undefined
      : Math.floor(firm.taxFen / terms.divisor);
  return wholeFen === undefined
    ? undefined
    : instalmentFen(terms, period, Math.min(wholeFen, terms.capFen ?? Infinity));
}

/** Who gets what of an award that is paid in one: the firm, rounded down, and the institution. */
export function payeesOf(
  { thirdPartyPercent = 0 }: PolicyTerms,
  { uscc, institution }: FirmFacts,
  amountFen: number,
): readonly { readonly payeeId: string; readonly amountFen: number }[] {
  const ownFen = Math.floor((amountFen * (100 - thirdPartyPercent)) / 100);
  return [
    { payeeId: uscc, amountFen: ownFen },
    { payeeId: institution ?? uscc, amountFen: amountFen - ownFen },
  ].filter((part) => part.amountFen > 0);
}

/** City first, rounded down; the district takes the rest. */
export function sharesOf(
  { policyId, cityPercent }: PolicyTerms,
  district: string,
  amountFen: number,
): readonly (readonly [budgetId: string, amountFen: number])[] {
  const cityFen = Math.floor((amountFen * cityPercent) / 100);
  const shares = [
    [`${policyId}.city`, cityFen],
    [`${policyId}.district-${district}`, amountFen - cityFen],
  ] as const;
  return shares.filter(([, share]) => share > 0);
}

/** The account that the bank itself knows of a payee. */
export const accountOf = (key: string) => ({
  name: `企业${key.slice(-3)}`,
  account: `62${key.slice(-6)}`,
  clearingMember: '102331000001',
});

/** Another account of the same payee, for those who change it. */
export const otherAccountOf = (key: string) => ({ ...accountOf(key), account: `77${key.slice(-6)}` });
