// Instalments: which of them exist, from when each may be claimed, and how much of an award each pays.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';
import { splitFen, ZERO_FEN, type Fen } from '../kernel/fen.ts';
import { parseDay, sameDayMonthsLater, type DayText } from '../kernel/day.ts';
import { fenSchema } from '../kernel/schema.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';

/**
 * What of an award, or of one line of it, an application pays: all of it, or its instalment's declared percentage. Each is rounded
 * down and the last takes the rest, so that all together are the award; one that is not declared pays nothing.
 */
export function instalmentOf(
  { instalments }: Pick<PolicyDocument, 'instalments'>,
  period: string,
  amountFen: Fen,
): Fen {
  if (!instalments) return amountFen;
  const parts = splitFen(
    amountFen,
    instalments.map(({ percent }) => percent),
  );
  return parts[Number(period) - 1] ?? ZERO_FEN;
}

/** What an estimate says beside the whole award, so that nobody takes it for what comes first. */
export const firstInstalmentSchema = z.strictObject({
  percent: z.int(),
  /** How many instalments there are. */
  of: z.int(),
  /** null where the award is not known. */
  amountFen: fenSchema.nullable(),
});
export type FirstInstalment = z.infer<typeof firstInstalmentSchema>;

/** Undefined for a policy that pays at once. */
export function firstInstalmentOf(
  document: Pick<PolicyDocument, 'instalments'>,
  amountFen: Fen | null,
): FirstInstalment | undefined {
  const [first] = document.instalments ?? [];
  if (!first) return undefined;
  return {
    percent: first.percent,
    of: document.instalments?.length ?? 0,
    amountFen: amountFen === null ? null : instalmentOf(document, '1', amountFen),
  };
}

/** @throws Fault unprocessable (`no-such-instalment`) */
export function assertInstalment(
  { instalments = [] }: Pick<PolicyDocument, 'instalments'>,
  instalment: number,
): void {
  if (instalment >= 1 && instalment <= instalments.length) return;
  throw new Fault('unprocessable', {
    reason: 'no-such-instalment',
    zh: `该政策分 ${instalments.length} 期兑付，没有第 ${instalment} 期`,
    en: `The policy pays in ${instalments.length} instalments; there is no number ${instalment}`,
  });
}

/** How many months after the first one an instalment may be claimed. */
export const monthsAfterFirst = (
  { instalments }: Pick<PolicyDocument, 'instalments'>,
  period: string,
): number => instalments?.[Number(period) - 1]?.afterMonths ?? 0;

/**
 * A later instalment is claimed so many months after the first was, on the same day of the month or later.
 * @param firstAsOf the day of the first instalment's application; undefined where none stands
 * @throws Fault unprocessable (`instalment-too-early`)
 */
export function assertInstalmentDue(
  document: Pick<PolicyDocument, 'instalments'>,
  period: string,
  firstAsOf: DayText | undefined,
  today: DayText,
): void {
  const months = monthsAfterFirst(document, period);
  if (firstAsOf === undefined)
    throw new Fault('unprocessable', {
      reason: 'instalment-too-early',
      zh: `第 ${period} 期须在第 1 期受理 ${months} 个月后申报，第 1 期尚未申报或未获通过`,
      en: `Instalment ${period} is claimed ${months} months after the first, which was not claimed, or was refused`,
    });
  const opens = opensOn(firstAsOf, months);
  if (today >= opens) return;
  throw new Fault('unprocessable', {
    reason: 'instalment-too-early',
    zh: `第 ${period} 期自 ${opens} 起申报，今天是 ${today}`,
    en: `Instalment ${period} is claimed from ${opens} on; today is ${today}`,
  });
}

/** Where the month has no such day, the first of the next: 31 January and a month is 1 March. */
function opensOn(firstAsOf: DayText, months: number): DayText {
  const sameDay = sameDayMonthsLater(firstAsOf, months);
  return parseDay(sameDay) === undefined
    ? sameDayMonthsLater(`${firstAsOf.slice(0, 8)}01`, months + 1)
    : sameDay;
}
