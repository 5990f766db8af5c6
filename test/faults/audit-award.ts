// What each claim must be, by the facts and by all that was claimed before: places, groups, caps and shares, said a second time.
import type { Application } from '../../core/application/application.ts';
import type { Claim } from '../../core/disbursement/claim.ts';
import type { Recovery } from '../../core/recovery/recovery.ts';
import type { Commit } from '../../functions/ports.ts';
import type { Auditor } from './auditor.ts';
import {
  awardOf,
  factsIn,
  type FirmFacts,
  payeesOf,
  type PayLine,
  payLines,
  sharesOf,
  totalOf,
} from './firm-facts.ts';
import type { PolicyTerms } from './policy-shapes.ts';
import type { Process } from './scheduler.ts';

/** `application`, `application~2` for its second part, `application~S1` for a supplement. */
export function claimName(claimId: string): { applicationId: string; part: number; isSupplement: boolean } {
  const [applicationId = '', suffix] = claimId.split('~');
  const isSupplement = suffix?.startsWith('S') ?? false;
  return { applicationId, part: suffix === undefined ? 1 : Number(suffix.replace('S', '')), isSupplement };
}

interface Award {
  readonly applicationId: string;
  readonly amountFen: number;
  readonly day: string;
}
/** An application of which at least one part is claimed. */
interface Begun {
  readonly awardFen: number;
  openFen: number;
  parts: number;
  lines: readonly PayLine[];
}
interface LegPart {
  readonly budgetId: string;
  readonly payeeId: string;
  readonly amountFen: number;
}
interface Round {
  readonly shares: readonly { budgetId: string; availableFen: number; neededFen: number }[];
  readonly drawn: Map<string, number>;
}

const dayNumber = (day: string): number => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return (year * 12 + month) * 32 + date;
};
const isWithin = (day: string, today: string, months: number): boolean =>
  dayNumber(day) > dayNumber(today) - months * 32;

export class AwardBook {
  readonly #auditor: Auditor;
  /** `policy.period.key:value` → the application that was paid for it. */
  readonly #taken = new Map<string, string>();
  readonly #begun = new Map<string, Begun>();
  /** `group.uscc` → who has the place, and what it is worth. */
  readonly #groups = new Map<string, { applicationId: string; worthFen: number }>();
  /** `policy.uscc` → what was awarded. */
  readonly #awards = new Map<string, Award[]>();
  readonly #rounds = new Map<string, Round>();

  constructor(auditor: Auditor) {
    this.#auditor = auditor;
  }

  fixed(policyId: string, shares: Round['shares']): void {
    if (this.#rounds.has(policyId)) this.#auditor.wrong(`the shares of ${policyId} were fixed twice`);
    this.#rounds.set(policyId, { shares, drawn: new Map() });
  }

  isFixed(policyId: string): boolean {
    return this.#rounds.has(policyId);
  }

  claimed(claim: Claim, commit: Commit, process: Process): void {
    const { applicationId, part, isSupplement } = claimName(claim.id);
    const application = this.#auditor.applications.get(applicationId)?.entity;
    if (isSupplement)
      return this.#supplement(claim, applicationId, commit, this.#dayOf(claim, commit, process));
    if (!application || applicationId !== `${claim.policyId}.${claim.uscc}.${claim.period}`)
      return this.#auditor.wrong(`the claim ${claim.id} has no application`);
    const firm = this.#auditor.firmOf(claim.uscc);
    const terms = this.#auditor.termsOf(application);
    const rightFen = awardOf(terms, this.#auditor.factsOf(application), application.period);
    if (application.amountFen !== rightFen)
      this.#auditor.wrong(
        `${applicationId} is accepted for ${application.amountFen}, by the facts ${rightFen}`,
      );
    const begun =
      this.#begun.get(applicationId) ?? this.#begin(application, this.#dayOf(claim, commit, process));
    if (part !== begun.parts + 1) this.#auditor.wrong(`${claim.id} comes after ${begun.parts} parts`);
    begun.parts = part;
    const slots = (commit.creates ?? []).filter(
      ({ kind, entity }) => kind === 'slot' && entity.id.startsWith('line.') && entity.claimId === claim.id,
    ).length;
    const lines = this.#takeLines(application, begun, slots);
    const partFen = terms.lines ? totalOf(lines) : begun.awardFen;
    begun.openFen -= partFen;
    // Where the last lines were taken while this part was being committed, the application ends with the next look at it.
    const isReserved = application.state === 'reserved';
    const linesLeft = this.#linesLeft(application, begun).length;
    if (terms.lines ? isReserved && linesLeft > 0 : !isReserved)
      this.#auditor.wrong(`${claim.id} leaves its application ${application.state}`);
    this.#compareLegs(claim, this.#legsOf(terms, firm, partFen, lines), terms);
  }

  /** The business day of an award is the one on which it was planned; it must lie within the life of its process. */
  #dayOf(claim: Claim, commit: Commit, process: Process): string {
    const { world } = this.#auditor;
    const counters = [...(commit.creates ?? []), ...(commit.replaces ?? [])].flatMap((write) =>
      write.kind === 'cap-counter' && write.entity.id === `${claim.policyId}.${claim.uscc}`
        ? [write.entity]
        : [],
    );
    const day = counters[0]?.awards.at(-1)?.day ?? world.todayAt(process.startedMs);
    if (day < world.todayAt(process.startedMs) || day > world.todayAt(world.scheduler.nowMs))
      this.#auditor.wrong(`${claim.id} is booked on ${day}`);
    return day;
  }

  #begin(application: Application, day: string): Begun {
    const { id, uscc } = application;
    const terms = this.#auditor.termsOf(application);
    const { awardFen, lines } = this.expect(application, day);
    if (awardFen <= 0) this.#auditor.wrong(`${id} is claimed and is worth nothing beside earlier claims`);
    const told = application.award?.amountFen ?? awardFen;
    // A line of a later part may be taken while the first is being committed: it is left out when its part comes.
    const mostFen = terms.lines ? (application.amountFen ?? 0) : awardFen;
    if (told < awardFen || told > mostFen)
      this.#auditor.wrong(`${id} is awarded ${told}, by the claims before ${awardFen}`);
    const begun = { awardFen: told, openFen: told, parts: 0, lines };
    this.#begun.set(id, begun);
    const { group } = terms;
    if (group !== undefined && !application.override)
      this.#groups.set(`${group}.${uscc}`, { applicationId: id, worthFen: application.amountFen ?? 0 });
    this.#count({ ...application, amountFen: told }, id, day);
    return begun;
  }

  /** It counts under the caps, and the place in the group is worth what the award is now, whoever has taken it since. */
  #supplement(claim: Claim, applicationId: string, commit: Commit, day: string): void {
    this.#count(claim, applicationId, day);
    const { group } = this.#auditor.termsOf(claim);
    const place = group === undefined ? undefined : this.#groups.get(`${group}.${claim.uscc}`);
    const raised = commit.replaces?.find(({ kind }) => kind === 'recovery')?.entity as Recovery | undefined;
    if (place && raised) place.worthFen = Math.max(place.worthFen, raised.correctFen);
    const slots = (commit.creates ?? []).filter(({ kind }) => kind === 'slot').length;
    if (raised) this.#takeGrown(raised, claim, applicationId, slots);
  }

  /** Lines that a supplement pays take the places that they had not yet: those of persons whom the corrected list adds. */
  #takeGrown(
    raised: Recovery,
    { id, policyId, period, uscc }: Claim,
    applicationId: string,
    slots: number,
  ): void {
    const terms = this.#auditor.termsOf(raised);
    const right = payLines(terms, { ...this.#auditor.firmOf(uscc), ...factsIn(raised.reason) }, period);
    const own = { id: applicationId, policyId, period } as Application;
    let made = 0;
    for (const { payeeId } of raised.lines ?? []) {
      const line = right.find((one) => one.payeeId === payeeId);
      if (!line) this.#auditor.wrong(`${id} pays for ${payeeId}, who is not on the list`);
      for (const key of line && this.#isFree(own, line) ? line.keys : []) {
        const place = `${policyId}.${period}.${key}`;
        if (!this.#taken.has(place)) made += 1;
        this.#taken.set(place, applicationId);
      }
    }
    if (made !== slots) this.#auditor.wrong(`${id} takes ${slots} places, by the list ${made}`);
  }

  /** Under the caps over several claims the whole award counts from its first part on, and each supplement beside it. */
  #count(
    { policyId, uscc, amountFen }: { policyId: string; uscc: string; amountFen: number },
    applicationId: string,
    day: string,
  ): void {
    const awards = this.#awards.get(`${policyId}.${uscc}`) ?? [];
    this.#awards.set(`${policyId}.${uscc}`, [...awards, { applicationId, amountFen, day }]);
  }

  /** What an application would be awarded now, on a day: 0 when nothing is left for it. */
  expect(application: Application, day: string): { awardFen: number; lines: readonly PayLine[] } {
    const { uscc, policyId } = application;
    const terms = this.#auditor.termsOf(application);
    const lines = payLines(terms, this.#auditor.firmOf(uscc), application.period).filter((line) =>
      this.#isFree(application, line),
    );
    const fullFen = application.amountFen ?? 0;
    let awardFen = terms.lines ? Math.min(fullFen, totalOf(lines)) : fullFen;
    const before = terms.group === undefined ? undefined : this.#groups.get(`${terms.group}.${uscc}`);
    if (before && before.applicationId !== application.id && !application.override)
      awardFen = terms.stacking === 'highest' ? awardFen - before.worthFen : 0;
    const awards = this.#awards.get(`${policyId}.${uscc}`) ?? [];
    const { enterpriseCapFen, periodCap } = terms;
    if (enterpriseCapFen !== undefined) awardFen = Math.min(awardFen, enterpriseCapFen - totalOf(awards));
    if (periodCap) {
      const recent = awards.filter((award) => isWithin(award.day, day, periodCap.months));
      awardFen = Math.min(awardFen, periodCap.limitFen - totalOf(recent));
    }
    return { awardFen: Math.max(awardFen, 0), lines };
  }

  #isFree({ id, policyId, period }: Application, { keys }: PayLine): boolean {
    return keys.every((key) => (this.#taken.get(`${policyId}.${period}.${key}`) ?? id) === id);
  }

  /** Lines that are still to be paid, cut to what is left of the award. */
  #linesLeft(application: Application, { lines, openFen }: Begun): PayLine[] {
    let left = openFen;
    return lines.flatMap((line) => {
      const amountFen = Math.min(line.amountFen, left);
      if (amountFen <= 0 || !this.#isFree(application, line)) return [];
      left -= amountFen;
      return [{ ...line, amountFen }];
    });
  }

  #takeLines(application: Application, begun: Begun, slots: number): PayLine[] {
    const { lines: terms } = this.#auditor.termsOf(application);
    if (!terms) return [];
    const taken = this.#linesLeft(application, begun).slice(0, slots / terms.keys.length);
    if (taken.length * terms.keys.length !== slots)
      this.#auditor.wrong(`${application.id} takes ${slots} places for ${taken.length} lines`);
    if (taken.length > 30) this.#auditor.wrong(`a part of ${application.id} has ${taken.length} lines`);
    for (const key of taken.flatMap(({ keys }) => keys))
      this.#taken.set(`${application.policyId}.${application.period}.${key}`, application.id);
    const done = new Set(taken.map(({ payeeId }) => payeeId));
    begun.lines = begun.lines.filter(({ payeeId }) => !done.has(payeeId));
    return taken;
  }

  #legsOf(terms: PolicyTerms, firm: FirmFacts, partFen: number, lines: readonly PayLine[]): LegPart[] {
    const payees = terms.lines?.paidTo === 'employee' ? lines : payeesOf(terms, firm, partFen);
    const parts = payees.flatMap(({ payeeId, amountFen }) =>
      sharesOf(terms, firm.district, amountFen).map(([budgetId, share]) => ({
        budgetId,
        payeeId,
        amountFen: share,
      })),
    );
    return this.#shared(terms.policyId, parts);
  }

  /** Of a round whose money did not suffice each gets the share of the shortest treasury that pays him, rounded down. */
  #shared<T extends { readonly budgetId: string; readonly amountFen: number }>(
    policyId: string,
    parts: readonly T[],
  ): T[] {
    const round = this.#rounds.get(policyId);
    if (!round) return [...parts];
    const short = round.shares
      .filter(({ budgetId }) => parts.some((part) => part.budgetId === budgetId))
      .map(({ availableFen, neededFen }) => [BigInt(availableFen), BigInt(neededFen)] as const)
      .reduce((a, b) => (b[0] * a[1] < a[0] * b[1] ? b : a), [1n, 1n] as readonly [bigint, bigint]);
    return parts
      .map((part) => ({ ...part, amountFen: Number((BigInt(part.amountFen) * short[0]) / short[1]) }))
      .filter(({ amountFen }) => amountFen > 0);
  }

  /** What is paid of an award to the enterprise itself: all of it, or its share of a round. */
  payableOf(terms: PolicyTerms, { district }: FirmFacts, amountFen: number): number {
    const parts = sharesOf(terms, district, amountFen).map(([budgetId, share]) => ({
      budgetId,
      amountFen: share,
    }));
    return totalOf(this.#shared(terms.policyId, parts));
  }

  #compareLegs(claim: Claim, expected: readonly LegPart[], terms: PolicyTerms): void {
    const legs = claim.legIds.map((legId) => this.#auditor.legs.get(legId));
    const told = (budgetId: string, payeeId: string, amountFen: number) =>
      `${budgetId} ${payeeId} ${amountFen}`;
    const actual = legs.map((leg) => leg && told(leg.budgetId, leg.payeeId ?? leg.uscc, leg.amountFen));
    const wanted = expected.map((part) => told(part.budgetId, part.payeeId, part.amountFen));
    if (actual.sort().join() !== wanted.sort().join())
      this.#auditor.wrong(`the legs of ${claim.id} are ${actual.join()}, by the facts ${wanted.join()}`);
    if (claim.amountFen !== totalOf(expected))
      this.#auditor.wrong(
        `the claim ${claim.id} is of ${claim.amountFen} fen, its legs of ${totalOf(expected)}`,
      );
    const round = terms.proRataUntil === undefined ? undefined : this.#rounds.get(terms.policyId);
    for (const { budgetId, amountFen } of round ? expected : []) {
      const drawnFen = (round?.drawn.get(budgetId) ?? 0) + amountFen;
      round?.drawn.set(budgetId, drawnFen);
      const share = round?.shares.find((one) => one.budgetId === budgetId);
      if (drawnFen > (share?.availableFen ?? 0))
        this.#auditor.wrong(`${budgetId}: ${drawnFen} fen shared out of ${share?.availableFen}`);
    }
  }

  /** What a waiting application still needs of each budget; empty when nothing is left for it. */
  needOf(application: Application, day: string): readonly (readonly [budgetId: string, amountFen: number])[] {
    const begun = this.#begun.get(application.id);
    const { awardFen, lines } = begun
      ? { awardFen: begun.openFen, lines: this.#linesLeft(application, begun) }
      : this.expect(application, day);
    const terms = this.#auditor.termsOf(application);
    const cut = this.#linesLeft(application, { awardFen, openFen: awardFen, parts: 0, lines });
    const need = new Map<string, number>();
    for (const { budgetId, amountFen } of this.#legsOf(
      terms,
      this.#auditor.firmOf(application.uscc),
      awardFen,
      cut,
    ))
      need.set(budgetId, (need.get(budgetId) ?? 0) + amountFen);
    return [...need];
  }

  /** Whether every line of a firm's list is taken by somebody else. */
  allLinesTaken(application: Application): boolean {
    const lines = payLines(
      this.#auditor.termsOf(application),
      this.#auditor.firmOf(application.uscc),
      application.period,
    );
    return lines.length > 0 && lines.every((line) => !this.#isFree(application, line));
  }

  /** Whether a cap over several claims of the enterprise was used up, at some time. */
  capWasMet({ policyId, uscc, policyVersion }: Application): boolean {
    const { enterpriseCapFen = Infinity, periodCap } = this.#auditor.termsOf({ policyId, policyVersion });
    const limitFen = Math.min(enterpriseCapFen, periodCap?.limitFen ?? Infinity);
    return totalOf(this.#awards.get(`${policyId}.${uscc}`) ?? []) >= limitFen;
  }
}
