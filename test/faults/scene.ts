// The scene of a seed: its firms with their facts, its two policies, its budgets, and who files when.
import type { MemoryStore } from '../../adapters/memory/memory-store.ts';
import type { EventType } from '../../functions/manifest.ts';
import type { SignedAnswer } from '../../functions/ports.ts';
import type { FaultName, FaultPlan } from './fault-plan.ts';
import type { FirmFacts, FirmLine, Standing } from './firm-facts.ts';
import type { BudgetDeed, People } from './people.ts';
import { SCENARIOS, type ScenarioPolicy } from './policies.ts';
import { DISTRICTS, type PolicyTerms } from './policy-shapes.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface Scene {
  readonly firms: ReadonlyMap<string, FirmFacts>;
  readonly terms: ReadonlyMap<string, readonly PolicyTerms[]>;
  /** Payees of whom the bank knows no account: firms and persons of their lists. */
  readonly unbanked: ReadonlySet<string>;
  answer(department: string, uscc: string, items: readonly string[]): SignedAnswer;
  /** From now on the departments say otherwise of a firm. */
  turn(uscc: string, standing: Standing): void;
  /** Writes the people's diary: fundings, filings, cuts, top-ups, suspensions. */
  plan(people: People, scheduler: Scheduler): void;
}

const FILING_MS = 150_000;
const AT = '2020-03-01T00:00:00.000Z';
/** What a typical award is worth, to size the budgets by. */
const TYPICAL_FEN = 45_000;

/** Shares of what everybody together would be worth. */
const PLENTY = [0.3, 0.7, 1.5, 4];
const PLENTY_TO_SHARE = [0.0001, 0.4, 0.7, 1.5];
const PERSONS = 180;
/** The bank knows no account of persons whose name ends so. */
const NO_ACCOUNT = '37';
const INSTITUTIONS = ['92330000000000001Q', '92330000000000002Q', '92330000000000003Q'];

const usccOf = (n: number): string => `9133${String(n).padStart(13, '0')}B`;

export function setScene(plan: FaultPlan, random: Random, memory: MemoryStore): Scene {
  const policies = random.pick(SCENARIOS);
  const firms = new Map(
    Array.from({ length: plan.enterprises }, (_, n) => firmOf(usccOf(n), random)).map((firm) => [
      firm.uscc,
      firm,
    ]),
  );
  for (const firm of firms.values()) enrol(memory, firm);
  for (const policy of policies) publish(memory, policy);
  const everybody = [...firms.values()];
  const persons = everybody.flatMap(({ lines }) => lines.map(({ person }) => person));
  const shut = INSTITUTIONS.filter(() => random.chance(0.1));
  return {
    firms,
    unbanked: new Set([
      ...everybody.flatMap((firm) => (firm.hasAccount ? [] : [firm.uscc])),
      ...persons.filter((person) => person.endsWith(NO_ACCOUNT)),
      ...shut,
    ]),
    terms: new Map(policies.map(({ head, terms }) => [head.id, terms])),
    answer: (department, uscc, items) => ({
      department,
      uscc,
      values: valuesOf(firms.get(uscc) as FirmFacts, items),
      asOf: AT,
      nonce: 'nonce',
      signature: 'signature',
    }),
    turn: (uscc, standing) => void firms.set(uscc, { ...(firms.get(uscc) as FirmFacts), ...standing }),
    plan: (people, scheduler) => writeDiary(people, scheduler, policies, [...firms.values()]),
  };
}

const firmOf = (uscc: string, random: Random): FirmFacts => ({
  uscc,
  district: random.pick(DISTRICTS),
  taxFen: random.chance(0.05) ? undefined : random.between(3_000, 400_000),
  untrustworthy: random.chance(0.03) ? undefined : random.chance(0.1),
  dissolved: random.chance(0.03),
  institution: random.chance(0.05) ? undefined : random.pick(INSTITUTIONS),
  lines: linesOf(random),
  hasAccount: !random.chance(0.05),
});

/** Most lists are short; some need claims of several parts. Persons, households and assets of one list are found in others. */
function linesOf(random: Random): FirmLine[] {
  const length = random.chance(0.12) ? random.between(31, 45) : random.between(0, 3);
  return Array.from({ length }, () => lineOf(random));
}

export function lineOf(random: Random): FirmLine {
  const person = random.int(PERSONS);
  return {
    person: `P${String(person).padStart(3, '0')}`,
    household: `H${person >> 1}`,
    asset: `A${random.int(PERSONS)}`,
    wage: random.between(2_000, 60_000),
  };
}

const valuesOf = (firm: FirmFacts, items: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(items.map((item) => [item, valueOf(firm, item) ?? null]));

function valueOf(firm: FirmFacts, item: string): unknown {
  const { taxFen: tax, lines: staff, untrustworthy, dissolved, institution } = firm;
  return { tax, staff, untrustworthy, dissolved, institution }[item];
}

function enrol(memory: MemoryStore, { uscc, district }: FirmFacts): void {
  void memory.put('enterprise', [
    {
      id: uscc,
      uscc,
      name: `企业${uscc.slice(-3)}`,
      registeredOn: '2015-05-01',
      legalForm: 'legal-person',
      districtCode: district,
    },
  ]);
}

const eventOf = (policyId: string, seq: number, type: EventType) => ({
  subject: `policy:${policyId}`,
  seq,
  type,
  at: AT,
  by: 'staff.approver',
  data: { policyId },
});

function publish(memory: MemoryStore, { head, versions }: ScenarioPolicy): void {
  memory.commitNow({
    creates: [
      { kind: 'policy', entity: head },
      ...versions.map((entity) => ({ kind: 'policy-version', entity }) as const),
    ],
    event: eventOf(head.id, 1, 'policy.published'),
  });
}

/** From now on applications are filed under the second version, beside those of the first that still wait. */
export function publishAmendment(memory: MemoryStore, policyId: string): void {
  const head = memory.readNow('policy', policyId);
  if (!head || head.inForce === head.latest) return;
  const entity = { ...head, version: head.version + 1, inForce: head.latest };
  memory.commitNow({
    replaces: [{ kind: 'policy', entity }],
    event: eventOf(policyId, entity.version, 'policy.published'),
  });
}

function writeDiary(
  people: People,
  scheduler: Scheduler,
  policies: readonly ScenarioPolicy[],
  firms: readonly FirmFacts[],
): void {
  const { random } = scheduler;
  for (const { head, terms } of policies) {
    const [first] = terms as readonly [PolicyTerms];
    const sources =
      first.cityPercent === 100 ? ['city'] : ['city', ...DISTRICTS.map((code) => `district-${code}`)];
    const plenty = random.pick(first.proRataUntil === undefined ? PLENTY : PLENTY_TO_SHARE);
    for (const source of sources) {
      const members = source === 'city' ? firms.length : firms.length / DISTRICTS.length;
      fundSource(people, scheduler, head.id, source, TYPICAL_FEN * members * plenty);
    }
    if (scheduler.strikes('suspension', 'policy')) people.suspend(random.int(FILING_MS), head.id);
    fileAll(people, random, head.id, first.instalments, firms);
  }
}

/** Money comes, and perhaps goes: cut, closed, lapsed at year end, carried over, raised again. */
function fundSource(
  people: People,
  scheduler: Scheduler,
  policyId: string,
  source: string,
  typicalFen: number,
): void {
  const { random } = scheduler;
  const amountFen = Math.ceil(typicalFen * (0.5 + random.next()));
  const part = () => Math.ceil(amountFen * random.next());
  const budget = { policyId, source };
  people.budget(random.int(60_000), '1', { ...budget, kind: 'fund', amountFen });
  const later: readonly (readonly [FaultName, BudgetDeed['kind'], number, boolean])[] = [
    ['budget-cut', 'cut', 300_000, true],
    ['budget-close', 'close', 400_000, false],
    ['budget-lapse', 'lapse', 400_000, false],
    ['budget-carry-over', 'carry-over', 400_000, false],
    ['budget-top-up', 'fund', 500_000, true],
  ];
  for (const [fault, kind, withinMs, isPart] of later)
    if (scheduler.strikes(fault, 'budget'))
      people.budget(random.int(withinMs), fault, { ...budget, kind, amountFen: isPart ? part() : 0 });
}

/** Some come at the same moment, some spread out, and some come a second time later. */
function fileAll(
  people: People,
  random: Random,
  policyId: string,
  instalments: number,
  firms: readonly FirmFacts[],
): void {
  const rushMs = random.int(FILING_MS);
  for (const { uscc } of firms) {
    for (let part = 1; part <= instalments; part++) {
      const instalment = instalments > 1 ? part : undefined;
      const whenMs = random.chance(0.4) ? rushMs + random.int(100) : random.int(FILING_MS);
      people.file(whenMs, policyId, uscc, instalment);
      if (random.chance(0.15)) people.file(whenMs + random.int(200_000), policyId, uscc, instalment);
    }
  }
}
