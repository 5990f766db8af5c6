// What an accepted application is entitled to beside all earlier claims: groups, caps, lines already paid, and who is paid.
import type { Application } from '../application/application.ts';
import { Fault } from '../kernel/fault.ts';
import { addFen, fen, minFen, splitFen, ZERO_FEN, type Fen } from '../kernel/fen.ts';
import { sameDayMonthsLater, type DayText } from '../kernel/day.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { AmountCap } from '../rules/compile-policy.ts';
import { leftBeside } from './group-place.ts';
import type { AwardedLine, CapCounter, Standing } from './standing.ts';

/** Why nothing is paid, and the earlier claim that it met. */
export interface NotEntitled {
  readonly kind: 'refused';
  /** `share`: of a short budget's round its part is less than a fen. */
  readonly reason: 'stacking' | 'line-claimed' | 'cap' | 'share';
  readonly earlierClaimId: string;
}
/** Who gets how much; a part to persons names its line. */
export interface PayeePart {
  readonly payeeId?: string;
  readonly amountFen: Fen;
  readonly line?: AwardedLine;
}
export interface Entitled {
  readonly kind: 'entitled';
  /** The whole award beside earlier claims, before a short budget's share. */
  readonly awardFen: Fen;
  /** What of it is not reserved yet. */
  readonly openFen: Fen;
  /** Lines not reserved yet, cut to the award, in order; empty where the policy has none. */
  readonly lines: readonly AwardedLine[];
  /** Lines of the list that another claim was paid for. */
  readonly refusedLines: readonly { readonly index: number; readonly earlierClaimId: string }[];
}

/** Whether a place is held by this application itself, in one of its parts. */
export const isOwn = (claimId: string, application: Pick<Application, 'id'>): boolean =>
  claimId === application.id || claimId.startsWith(`${application.id}~`);

/** @throws Fault unprocessable (`cap-not-computable`) for a cap that only a person can compute */
export function entitle(
  document: PolicyDocument,
  application: Application,
  standing: Standing,
  today: DayText,
): Entitled | NotEntitled {
  const { free, done, refusedLines } = sortLines(application, standing);
  const lineTotal = addFen(...[...free, ...done].map((line) => line.amountFen));
  const asked = application.amountFen ?? ZERO_FEN;
  const claimable = standing.lines ? minFen(asked, lineTotal) : asked;
  const earlierLine = refusedLines[0]?.earlierClaimId;
  if (claimable <= 0 && earlierLine !== undefined)
    return { kind: 'refused', reason: 'line-claimed', earlierClaimId: earlierLine };
  const award = application.award
    ? { kind: 'fixed' as const, amountFen: fen(application.award.amountFen) }
    : limited(document, application, standing, claimable, today);
  if (award.kind === 'refused') return award;
  const restFen = fen(award.amountFen - (application.award?.reservedFen ?? 0));
  // Between two parts another claim may have been paid for a line: what is left of the award is no more than what is left of
  // the lines.
  const openFen = standing.lines ? minFen(restFen, addFen(...free.map((line) => line.amountFen))) : restFen;
  return {
    kind: 'entitled',
    awardFen: award.amountFen,
    openFen,
    lines: cutTo(free, openFen),
    refusedLines,
  };
}

function sortLines(application: Application, { lines = [], lineSlots }: Standing) {
  const free: AwardedLine[] = [];
  const done: AwardedLine[] = [];
  const refusedLines: { index: number; earlierClaimId: string }[] = [];
  for (const line of lines) {
    const taken = line.slotIds.flatMap((id) => lineSlots.get(id) ?? []);
    const other = taken.find((slot) => !isOwn(slot.claimId, application));
    if (other) refusedLines.push({ index: line.index, earlierClaimId: other.claimId });
    else (taken.length > 0 ? done : free).push(line);
  }
  return { free, done, refusedLines };
}

function limited(
  document: PolicyDocument,
  application: Application,
  { groupSlot, counter, caps }: Standing,
  claimable: Fen,
  today: DayText,
): NotEntitled | { readonly kind: 'limited'; readonly amountFen: Fen } {
  let amountFen = claimable;
  const meets = groupSlot && !isOwn(groupSlot.claimId, application) ? groupSlot : undefined;
  if (meets && document.stacking.rule !== 'combine' && !application.override) {
    amountFen = leftBeside(document, meets, amountFen);
    if (amountFen <= 0) return { kind: 'refused', reason: 'stacking', earlierClaimId: meets.claimId };
  }
  const left = leftUnderCaps(caps, counter, today, (claimId) => !isOwn(claimId, application));
  if (left !== undefined) amountFen = minFen(amountFen, left);
  const last = counter?.awards.findLast(({ claimId }) => !isOwn(claimId, application));
  if (left !== undefined && amountFen <= 0)
    return { kind: 'refused', reason: 'cap', earlierClaimId: last?.claimId ?? application.id };
  return { kind: 'limited', amountFen };
}

/**
 * What the caps on an enterprise, and over some months, leave of an award on a day; undefined where there is none.
 * @param caps as they were on the application's day, from the facts of its decision
 * @param isCounted which of the enterprise's earlier awards use the caps up
 * @throws Fault unprocessable (`cap-not-computable`)
 */
export function leftUnderCaps(
  caps: readonly AmountCap[],
  counter: CapCounter | undefined,
  today: DayText,
  isCounted: (claimId: string) => boolean,
): Fen | undefined {
  const counted = (counter?.awards ?? []).filter(({ claimId }) => isCounted(claimId));
  const left = caps.flatMap((cap) => {
    if (cap.scope === 'case') return [];
    const from = cap.scope === 'period' ? sameDayMonthsLater(today, -(cap.months ?? 12)) : '';
    const used = counted.filter(({ day }) => day > from).map((award) => award.amountFen);
    return [fen(knownFen(cap) - addFen(...used))];
  });
  return left.length === 0 ? undefined : left.reduce(minFen);
}

/** Unknown is no limit that can be kept: it is never taken for none. */
function knownFen({ limitFen }: AmountCap): Fen {
  if (limitFen !== null) return limitFen;
  throw new Fault('unprocessable', {
    reason: 'cap-not-computable',
    zh: '企业或期间封顶须按该企业尚缺的数据计算，不能自动核定，请人工审核',
    en: 'The cap on an enterprise or period needs facts that are not known; a person must work it out',
  });
}

/** Lines in their order until the award is used up: the last may be paid in part. */
function cutTo(lines: readonly AwardedLine[], openFen: Fen): AwardedLine[] {
  let left = openFen;
  return lines.flatMap((line) => {
    const amountFen = minFen(line.amountFen, left);
    left = fen(left - amountFen);
    return amountFen > 0 ? [{ ...line, amountFen }] : [];
  });
}

/**
 * Who gets what of an amount: by the policy's percentages, rounded down, the last takes the rest. Persons share their part by
 * their lines' amounts.
 * @param thirdParty the payee that the policy's third-party item named, where there is one
 * @throws Fault unprocessable (`payee-unknown`) when a third party is to be paid and none is named
 */
export function payeeParts(
  document: PolicyDocument,
  amountFen: Fen,
  lines: readonly AwardedLine[],
  thirdParty: string | undefined,
): PayeePart[] {
  const shares = splitFen(
    amountFen,
    document.payees.map(({ percent }) => percent),
  );
  return document.payees
    .flatMap(({ kind }, index): PayeePart[] => {
      const shareFen = shares[index] ?? ZERO_FEN;
      if (kind === 'enterprise' || (kind === 'employee' && lines.length === 0))
        return [{ amountFen: shareFen }];
      if (kind === 'third-party') return [{ amountFen: shareFen, payeeId: known(thirdParty) }];
      const parts = splitFen(
        shareFen,
        lines.map((line) => line.amountFen),
      );
      return lines.map((line, at) => ({
        amountFen: parts[at] ?? ZERO_FEN,
        payeeId: line.payeeId,
        line,
      }));
    })
    .filter((part) => part.amountFen > 0);
}

function known(thirdParty: string | undefined): string {
  if (thirdParty !== undefined && thirdParty !== '') return thirdParty;
  throw new Fault('unprocessable', {
    reason: 'payee-unknown',
    zh: '没有第三方收款人的代码，不能支付',
    en: 'The third party to be paid is not known',
  });
}
