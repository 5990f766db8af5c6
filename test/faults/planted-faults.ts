// The faults that are planted in the real source to see that the auditor finds them. Each is a set of exact edits; an
// edit that no longer applies stops the run, so that a fault cannot go stale unseen.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Edit {
  /** From the project's root. */
  readonly file: string;
  /** Occurs exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface PlantedFault {
  readonly name: string;
  /** A seed that catches it: what CI runs. Where the product's steps have shifted, one of the next seeds does. */
  readonly seed: number;
  readonly edits: readonly Edit[];
}

const ALLOCATE = 'functions/disbursement/allocate-budget.ts';
const SETTLE = 'core/reconciliation/settle-lines.ts';
const SWEEP = 'functions/flow/sweep-stalled.ts';
const STORE = 'adapters/dynamodb/dynamodb-store.ts';
const RELEASE = 'functions/payment/check-release.ts';
const SEND_BESIDE = `await deps.queues.send('send-order', [JSON.stringify({ data: { orderId: order.id } })]);`;

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'new-id-on-resend',
    seed: 3,
    edits: [
      {
        file: SWEEP,
        find: 'if (result.committed) await deps.bank.send(paymentFileOf(again), again.rail);',
        replace: `if (result.committed) {
          const file = paymentFileOf(again);
          const anew = (id: string) => id + String(again.attempt);
          const payments = file.payments.map((it) => ({ ...it, endToEndId: anew(it.endToEndId) }));
          await deps.bank.send({ ...file, payments }, again.rail);
        }`,
      },
    ],
  },
  {
    name: 'no-claim-uniqueness',
    seed: 1,
    edits: [
      {
        file: 'core/disbursement/reserve.ts',
        find: 'const claimId = number === 1 ? application.id : `${application.id}~${number}`;',
        replace: 'const claimId = `${application.id}~${Date.parse(input.at)}`;',
      },
      {
        file: ALLOCATE,
        find: "      ...group.map(({ application }) => ({ kind: 'application', entity: application }) as const),\n",
        replace: '',
      },
    ],
  },
  {
    name: 'two-write-reserve',
    seed: 1,
    edits: [
      { file: ALLOCATE, find: '    ...writesOf(group),\n', replace: '' },
      {
        file: ALLOCATE,
        find: '  return result.committed ? [] : result.refusals;\n',
        replace: `  if (!result.committed) return result.refusals;
          await deps.store.commit({
            ...writesOf(group),
            event: {
              subject: 'budget:' + lane.id + '.claims', seq: lane.epoch + 1, type: 'claim.queued',
              at: instantOf(deps.clock), by: SYSTEM, data: {},
            },
          });
          return [];\n`,
      },
    ],
  },
  {
    name: 'settle-without-state-check',
    seed: 3,
    edits: [
      {
        file: SETTLE,
        find: "return leg.state === 'ordered' ? settle(fact, leg, at) : standing(fact, leg, at, 'paid');",
        replace: 'return settle(fact, leg, at);',
      },
    ],
  },
  {
    name: 'read-then-write-budget',
    seed: 8,
    edits: [
      {
        file: ALLOCATE,
        find: 'moves: moves.map((move) => ({ ...move, epoch: (budgets.get(move.budgetId) as Budget).epoch })),',
        replace: `moves: moves.map(({ budgetId, add }) => {
          const read = budgets.get(budgetId) as Budget;
          const available = read.available + (add.available ?? 0);
          const held = read.held + (add.held ?? 0);
          return { budgetId, add: {}, atLeast: {}, set: { available, held, epoch: read.epoch + 1 } as never };
        }),`,
      },
    ],
  },
  {
    name: 'send-after-commit',
    seed: 1,
    edits: [
      { file: 'functions/manifest.ts', find: "consumes: ['order.released'],", replace: 'consumes: [],' },
      {
        file: 'functions/payment/prepare-order.ts',
        find: '  return committed;\n',
        replace: `  if (committed && order.state === 'released') ${SEND_BESIDE}\n  return committed;\n`,
      },
      {
        file: 'functions/payment/release-order.ts',
        find: "  if (!result.committed) throw new Fault('lost-race');\n  return order;\n",
        replace: `  if (!result.committed) throw new Fault('lost-race');\n  ${SEND_BESIDE}\n  return order;\n`,
      },
    ],
  },
  {
    name: 'resend-without-w',
    seed: 205,
    edits: [
      {
        file: SWEEP,
        find: 'if (unknown.length === 0 || !(await isLost(deps, order))) return;',
        replace: 'if (unknown.length === 0) return;',
      },
    ],
  },
  {
    name: 'statement-applied-twice',
    seed: 5,
    edits: [
      {
        file: 'functions/reconciliation/take-bank-file.ts',
        find: "if (await deps.store.read('bank-file', id)) return undefined;",
        replace: '',
      },
      {
        file: SETTLE,
        find: "    : { kind: 'repeated' };\n",
        replace:
          "    : fact.kind === 'returned' ? sendBack(fact, leg, ['return'], at) : { kind: 'repeated' };\n",
      },
    ],
  },
  {
    name: 'void-after-settle',
    seed: 9,
    edits: [
      {
        file: SETTLE,
        find: `      ? sendBack(fact, leg, ['reject'], at)
      : standing(fact, leg, at, 'returned');`,
        replace: `      ? sendBack(fact, leg, ['reject'], at)
      : sendBack(fact, leg, ['return'], at);`,
      },
    ],
  },
  {
    name: 'rounding-drift',
    seed: 1,
    edits: [
      {
        file: 'core/kernel/fen.ts',
        find: 'parts[last] = addFen(parts[last] ?? ZERO_FEN, rest);',
        replace: 'parts[last] = addFen(parts[last] ?? ZERO_FEN, fen(rest > 1 ? rest : 0));',
      },
    ],
  },
  {
    name: 'claim-key-without-period',
    seed: 1,
    edits: [
      {
        file: 'core/application/application.ts',
        find: '`${policyId}.${uscc}.${period}`;',
        replace: "`${policyId}.${uscc}.${period === '2' ? '1' : period}`;",
      },
    ],
  },
  {
    name: 'mismatched-retry-ignored',
    seed: 64,
    edits: [
      {
        file: STORE,
        find: 'ClientRequestToken: randomUUID() });',
        replace: 'ClientRequestToken: `${commit.event.subject}#${commit.event.seq}` });',
      },
      {
        file: STORE,
        find: '        const refusals = refusalsOf(error, parts);\n',
        replace: `        if (nameOf(error) === 'IdempotentParameterMismatchException') return { committed: true };
        const refusals = refusalsOf(error, parts);\n`,
      },
    ],
  },
  {
    name: 'cap-counted-after-the-claim',
    seed: 8,
    edits: [
      {
        file: ALLOCATE,
        find: "    ...(counter ? [{ kind: 'cap-counter', entity: counter } as const] : []),\n",
        replace: '',
      },
      {
        file: ALLOCATE,
        find: '  return result.committed ? [] : result.refusals;\n',
        replace: `  if (!result.committed) return result.refusals;
          for (const { counter } of group) {
            if (!counter) continue;
            const write = { kind: 'cap-counter', entity: counter } as const;
            await deps.store.commit({
              ...(counter.version === 1 ? { creates: [write] } : { replaces: [write] }),
              event: {
                subject: 'cap-counter:' + counter.id, seq: counter.version, type: 'claim.queued',
                at: instantOf(deps.clock), by: SYSTEM, data: {},
              },
            });
          }
          return [];\n`,
      },
    ],
  },
  {
    name: 'person-without-period',
    seed: 1,
    edits: [
      {
        file: 'core/disbursement/standing.ts',
        find: "hashName('line-slot/1', [policyId, period, uniqueKey])",
        replace: "hashName('line-slot/1', [policyId, period.slice(0, 0), uniqueKey])",
      },
    ],
  },
  {
    name: 'share-rounded-up',
    seed: 66,
    edits: [
      {
        file: 'core/disbursement/reserve.ts',
        find: "multiplyDivideFen(part.amountFen, numerator, denominator, 'down')",
        replace: "multiplyDivideFen(part.amountFen, numerator, denominator, 'up')",
      },
    ],
  },
  {
    name: 'supplement-that-knows-no-other',
    seed: 6,
    edits: [
      {
        file: 'functions/recovery/top-up.ts',
        find: 'minFen(fen(recovery.differenceFen), fen(recovery.correctFen - standing))',
        replace: 'minFen(fen(recovery.differenceFen), fen(recovery.differenceFen + 0 * standing))',
      },
    ],
  },
  {
    name: 'release-check-skipped',
    seed: 4,
    edits: [
      {
        file: RELEASE,
        find: 'const stale = legs.filter((leg) => askedAtOf(leg) <= from);',
        replace: 'const stale = legs.filter((leg) => leg.amountFen < 0 && askedAtOf(leg) <= from);',
      },
    ],
  },
  {
    name: 'answer-of-another-firm',
    seed: 7,
    edits: [
      {
        file: RELEASE,
        find: 'slice.forEach((leg, index) => verdicts.set(nameOf(leg), answers[index] as Verdict));',
        replace: 'slice.forEach((leg) => verdicts.set(nameOf(leg), answers[0] as Verdict));',
      },
    ],
  },
  {
    name: 'fresh-since-the-decision',
    seed: 34,
    edits: [
      {
        file: 'core/disbursement/reserve.ts',
        find: 'const { decidedAt, askedAt } = application;',
        replace: 'const { decidedAt } = application;\n  const askedAt = decidedAt;',
      },
    ],
  },
  {
    name: 'sent-on-an-old-answer',
    seed: 70,
    edits: [
      {
        file: 'functions/payment/send-order.ts',
        find: 'if (isStale(deps, order) && !(await passesAgain(deps, order))) return false;',
        replace: 'if (false as boolean) await passesAgain(deps, order);',
      },
    ],
  },
  {
    name: 'hours-of-another-treasury',
    seed: 12,
    edits: [
      {
        file: 'functions/payment/opening-day.ts',
        find: '(await treasuries?.cutOffMinuteOf(treasury)) ?? treasuryCutOffMinute;',
        replace: '(await treasuries?.cutOffMinuteOf("330102")) ?? treasuryCutOffMinute;',
      },
    ],
  },
  {
    name: 'institution-of-another-firm',
    seed: 7,
    edits: [
      {
        file: 'functions/disbursement/load-standing.ts',
        find: 'const value = item === undefined ? undefined : proofs[placeOf(application)]?.facts[item];',
        replace: 'const value = item === undefined ? undefined : proofs[0]?.facts[item];',
      },
    ],
  },
];

const ROOT = join(import.meta.dirname, '..', '..');

/** The source of every file that the fault changes. @throws Error naming the edit that does not apply exactly once */
export function patchedSources({ name, edits }: PlantedFault): Map<string, string> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const source = sources.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
    const places = source.split(find).length - 1;
    if (places !== 1)
      throw new Error(
        `planted fault ${name}: its edit of ${file} applies at ${places} places, not at one: ${find}`,
      );
    sources.set(
      file,
      source.replace(find, () => replace),
    );
  }
  return sources;
}

/** From now on this thread loads the patched sources: nothing of the product may be loaded before. */
export function plantFault(fault: PlantedFault): void {
  const byUrl = new Map(
    [...patchedSources(fault)].map(([file, source]) => [pathToFileURL(join(ROOT, file)).href, source]),
  );
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const source = byUrl.get(url);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
