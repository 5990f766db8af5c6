// The flow as data: every function once, in the order the money flows. lib/ makes the AWS resources and grants from these
// rows, local/ runs the same rows on one machine, and docs/flow.md is drawn from them.

/** Every event of the house, with the subject it is about. `terminal` events have no consumer in the flow by design. */
export const EVENTS = {
  'register.changed': { subject: 'enterprise', terminal: true },
  'catalogue.published': { subject: 'catalogue', terminal: true },
  'policy.drafted': { subject: 'policy', terminal: true },
  'policy.submitted': { subject: 'policy', terminal: true },
  'policy.approved': { subject: 'policy', terminal: true },
  'policy.published': { subject: 'policy', terminal: false },
  'policy.suspended': { subject: 'policy', terminal: true },
  'policy.closed': { subject: 'policy', terminal: true },
  'trial.requested': { subject: 'trial', terminal: false },
  'trial.finished': { subject: 'trial', terminal: true },
  'matching.slice-due': { subject: 'match-slice', terminal: false },
  'matching.slice-done': { subject: 'match-slice', terminal: true },
  'application.submitted': { subject: 'application', terminal: false },
  'application.waiting': { subject: 'application', terminal: true },
  'application.review-needed': { subject: 'application', terminal: true },
  'application.accepted': { subject: 'application', terminal: false },
  'application.refused': { subject: 'application', terminal: true },
  'application.withdrawn': { subject: 'application', terminal: true },
  'budget.requested': { subject: 'budget', terminal: true },
  'budget.cut': { subject: 'budget', terminal: true },
  'budget.closed': { subject: 'budget', terminal: true },
  'budget.carried-over': { subject: 'budget', terminal: true },
  'budget.lapsed': { subject: 'budget', terminal: true },
  'override.requested': { subject: 'override', terminal: true },
  'budget.funded': { subject: 'budget', terminal: false },
  'claim.reserved': { subject: 'claim', terminal: false },
  'claim.queued': { subject: 'claim', terminal: true },
  'order.prepared': { subject: 'order', terminal: true },
  'order.released': { subject: 'order', terminal: false },
  'order.withdrawn': { subject: 'order', terminal: false },
  'hold.placed': { subject: 'hold', terminal: true },
  'hold.lifted': { subject: 'hold', terminal: true },
  'order.sent': { subject: 'order', terminal: true },
  'claim.paid': { subject: 'claim', terminal: true },
  'claim.returned': { subject: 'claim', terminal: true },
  'bank-file.taken': { subject: 'bank-file', terminal: true },
  'account.registered': { subject: 'account', terminal: true },
  'account.verified': { subject: 'account', terminal: true },
  'exception.opened': { subject: 'exception', terminal: true },
  'allocation.fixed': { subject: 'allocation-share', terminal: true },
  'recovery.proposed': { subject: 'recovery', terminal: true },
  'recovery.noticed': { subject: 'recovery', terminal: true },
  'recovery.decided': { subject: 'recovery', terminal: true },
  'recovery.repaid': { subject: 'recovery', terminal: true },
  'recovery.restored': { subject: 'recovery', terminal: true },
  'day.reconciled': { subject: 'reconciliation', terminal: true },
  'journal.sealed': { subject: 'seal', terminal: true },
  'exception.proposed': { subject: 'exception', terminal: true },
  'exception.closed': { subject: 'exception', terminal: true },
} as const satisfies Record<string, { subject: string; terminal: boolean }>;

export type EventType = keyof typeof EVENTS;

export type Table = 'register' | 'core' | 'views';
/** What a function may do with a table: the grants in AWS follow from it. */
export type Access = 'read' | 'write';

export type Trigger =
  /** API Gateway v2 route keys, for example `POST /api/applications`. `public` routes need no sign-in. */
  | { readonly kind: 'http'; readonly routes: readonly string[]; readonly publicRoutes?: readonly string[] }
  /** An SQS queue of the same name; it receives the events in `consumes`. */
  | {
      readonly kind: 'queue';
      readonly batchSize: number;
      /** How long a batch may wait to fill, in whole seconds on AWS. */
      readonly batchWindowSeconds: number;
      readonly maxConcurrency: number;
      readonly visibilityTimeoutSeconds: number;
    }
  /** The core table's stream, only records of the named kind of item. */
  | { readonly kind: 'stream'; readonly table: Table; readonly only: 'event' }
  | { readonly kind: 'schedule'; readonly everySeconds: number }
  /** Objects created under a prefix of a bucket, through a queue of the same name. */
  | {
      readonly kind: 'object';
      readonly bucket: Bucket;
      readonly prefix: string;
      readonly visibilityTimeoutSeconds: number;
    };

/** `anchors` is write-once: the ledger's daily roots. */
export type Bucket = 'bank' | 'files' | 'anchors';

export interface FunctionRow {
  readonly name: string;
  readonly stage: string;
  /** The Lambda module, relative to functions/; it exports `handler`. */
  readonly entry: string;
  readonly does: string;
  readonly trigger: Trigger;
  readonly consumes: readonly EventType[];
  readonly emits: readonly EventType[];
  readonly tables: Partial<Record<Table, Access>>;
  readonly buckets?: Partial<Record<Bucket, Access>>;
  /** Outside services it calls: `departments` (HTTPS), `bank` (HTTPS). */
  readonly calls?: readonly ('departments' | 'bank')[];
  /** Sends to every event queue (the relay and the sweeper only). */
  readonly relays?: boolean;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

const queue = (
  batchSize: number,
  batchWindowSeconds: number,
  maxConcurrency: number,
  visibilityTimeoutSeconds: number,
) => ({ kind: 'queue', batchSize, batchWindowSeconds, maxConcurrency, visibilityTimeoutSeconds }) as const;

export const MANIFEST: readonly FunctionRow[] = [
  {
    name: 'enterprise-http',
    stage: 'enterprise',
    entry: 'enterprise/enterprise-http.lambda.ts',
    does: 'takes register files to import, shows enterprises and how an import goes',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/enterprises/imports',
        'GET /api/enterprises',
        'GET /api/enterprises/{uscc}',
        'GET /api/jobs/{id}',
        'GET /api/jobs/{id}/report',
      ],
    },
    consumes: [],
    emits: [],
    tables: { register: 'read', views: 'write' },
    buckets: { files: 'write' },
    timeoutSeconds: 30,
    memoryMb: 1024,
  },
  {
    name: 'import-register',
    stage: 'enterprise',
    entry: 'enterprise/import-register.lambda.ts',
    does: 'checks, repairs and stores the rows of an uploaded register file',
    trigger: { kind: 'object', bucket: 'files', prefix: 'register-in/', visibilityTimeoutSeconds: 900 },
    consumes: [],
    emits: ['register.changed'],
    tables: { register: 'write', core: 'write', views: 'write' },
    buckets: { files: 'write' },
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  {
    name: 'policy-http',
    stage: 'policy',
    entry: 'policy/policy-http.lambda.ts',
    does: 'drafts, checks, submits, approves, publishes and closes policies',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/policies',
        'POST /api/policies/checks',
        'POST /api/policies/{id}/submission',
        'POST /api/policies/{id}/approval',
        'POST /api/policies/{id}/publication',
        'POST /api/policies/{id}/suspension',
        'POST /api/policies/{id}/closure',
        'GET /api/policies/{id}/versions',
        'GET /api/policy-desk',
        'GET /api/policy-desk/{id}',
      ],
      publicRoutes: ['GET /api/policies', 'GET /api/policies/{id}'],
    },
    consumes: [],
    emits: [
      'policy.drafted',
      'policy.submitted',
      'policy.approved',
      'policy.published',
      'policy.suspended',
      'policy.closed',
    ],
    tables: { core: 'write' },
    timeoutSeconds: 15,
    memoryMb: 1024,
  },
  {
    name: 'hub-http',
    stage: 'hub',
    entry: 'hub/hub-http.lambda.ts',
    does: 'shows the catalogue of data items and the sources, and publishes the catalogue',
    trigger: {
      kind: 'http',
      routes: ['POST /api/hub/items', 'GET /api/hub/sources'],
      publicRoutes: ['GET /api/hub/items', 'GET /api/hub/departments'],
    },
    consumes: [],
    emits: ['catalogue.published'],
    tables: { core: 'write' },
    buckets: { files: 'read' },
    timeoutSeconds: 15,
    memoryMb: 512,
  },
  {
    name: 'matching-http',
    stage: 'matching',
    entry: 'matching/matching-http.lambda.ts',
    does: 'shows an enterprise what fits it, and the report of a run',
    trigger: {
      kind: 'http',
      routes: ['GET /api/enterprises/{uscc}/matches', 'GET /api/policies/{id}/matches'],
    },
    consumes: [],
    emits: [],
    tables: { register: 'read', core: 'read' },
    buckets: { files: 'read' },
    timeoutSeconds: 15,
    memoryMb: 1024,
  },
  {
    name: 'match-policy',
    stage: 'matching',
    entry: 'matching/match-policy.lambda.ts',
    does: 'cuts the matching of a published policy into slices of the register',
    trigger: queue(1, 0, 2, 180),
    consumes: ['policy.published'],
    emits: ['matching.slice-due'],
    tables: { core: 'write' },
    timeoutSeconds: 30,
    memoryMb: 512,
  },
  {
    name: 'match-slice',
    stage: 'matching',
    entry: 'matching/match-slice.lambda.ts',
    does: 'matches one slice of the register with one policy; an automatic policy opens applications',
    trigger: queue(1, 0, 4, 900),
    consumes: ['matching.slice-due'],
    emits: ['matching.slice-done', 'application.submitted'],
    tables: { register: 'read', core: 'write' },
    buckets: { files: 'write' },
    timeoutSeconds: 900,
    memoryMb: 2048,
  },
  {
    name: 'application-http',
    stage: 'application',
    entry: 'application/application-http.lambda.ts',
    does: 'takes applications, shows their timeline and proof, withdraws them',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/applications',
        'GET /api/applications',
        'GET /api/applications/{id}',
        'GET /api/applications/{id}/receipt',
        'POST /api/applications/{id}/withdrawal',
        'POST /api/applications/{id}/review',
      ],
    },
    consumes: [],
    emits: ['application.submitted', 'application.withdrawn', 'application.accepted', 'application.refused'],
    tables: { register: 'read', core: 'write' },
    buckets: { files: 'read' },
    timeoutSeconds: 15,
    memoryMb: 1024,
  },
  {
    name: 'check-eligibility',
    stage: 'eligibility',
    entry: 'eligibility/check-eligibility.lambda.ts',
    does: 'evaluates the policy, asks the hub only what still matters, decides or sends to a person',
    trigger: queue(10, 0, 16, 90),
    consumes: ['application.submitted'],
    emits: [
      'application.accepted',
      'application.refused',
      'application.review-needed',
      'application.waiting',
      'exception.opened',
    ],
    tables: { register: 'read', core: 'write' },
    buckets: { files: 'read' },
    calls: ['departments'],
    timeoutSeconds: 60,
    memoryMb: 1024,
  },
  {
    name: 'disbursement-http',
    stage: 'disbursement',
    entry: 'disbursement/disbursement-http.lambda.ts',
    does: 'budgets requested by one person and funded by a second, claims, holds',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/budgets',
        'POST /api/budgets/{id}/approval',
        'GET /api/budget-requests',
        'GET /api/budgets',
        'GET /api/budgets/{id}',
        'GET /api/claims/{id}',
        'POST /api/claims/{id}/override',
        'POST /api/claims/{id}/override/approval',
        'GET /api/claim-overrides',
      ],
    },
    consumes: [],
    emits: [
      'budget.requested',
      'budget.funded',
      'budget.cut',
      'budget.closed',
      'budget.carried-over',
      'budget.lapsed',
      'application.accepted',
      'override.requested',
    ],
    tables: { core: 'write' },
    timeoutSeconds: 15,
    memoryMb: 1024,
  },
  {
    name: 'allocate-budget',
    stage: 'disbursement',
    entry: 'disbursement/allocate-budget.lambda.ts',
    does: 'takes accepted applications in their fixed order and reserves money, group by group',
    trigger: queue(100, 1, 2, 90),
    consumes: ['application.accepted', 'budget.funded'],
    emits: [
      'claim.reserved',
      'claim.queued',
      'allocation.fixed',
      'application.refused',
      'application.review-needed',
    ],
    tables: { core: 'write' },
    timeoutSeconds: 60,
    memoryMb: 1024,
  },
  {
    name: 'prepare-order',
    stage: 'payment',
    entry: 'payment/prepare-order.lambda.ts',
    does: 'puts one batch of reserved legs into a payment order per payer account',
    trigger: queue(10, 1, 4, 90),
    consumes: ['claim.reserved', 'order.withdrawn'],
    emits: ['order.prepared', 'order.released', 'hold.placed', 'exception.opened', 'exception.closed'],
    tables: { core: 'write' },
    buckets: { files: 'read' },
    calls: ['bank', 'departments'],
    timeoutSeconds: 30,
    memoryMb: 1024,
  },
  {
    name: 'payment-http',
    stage: 'payment',
    entry: 'payment/payment-http.lambda.ts',
    does: 'payment orders and their release by a second person, payee accounts, holds and emergency stops',
    trigger: {
      kind: 'http',
      routes: [
        'GET /api/payment-orders',
        'GET /api/payment-orders/{id}',
        'GET /api/payment-orders/{id}/desk',
        'GET /api/payee-accounts',
        'GET /api/payee-accounts/{uscc}',
        'GET /api/payee-accounts/{uscc}/registration',
        'POST /api/payment-orders/{id}/release',
        'POST /api/payment-orders/{id}/preparation',
        'POST /api/payee-accounts',
        'POST /api/payee-accounts/{id}/verification',
        'GET /api/holds',
        'POST /api/holds',
        'POST /api/holds/releases',
        'GET /api/payment-stop',
        'POST /api/payment-stop',
        'POST /api/payment-stop/releases',
      ],
    },
    consumes: [],
    emits: [
      'order.prepared',
      'order.released',
      'order.withdrawn',
      'hold.placed',
      'hold.lifted',
      'account.registered',
      'account.verified',
      'exception.opened',
    ],
    tables: { core: 'write' },
    buckets: { files: 'read' },
    calls: ['bank', 'departments'],
    timeoutSeconds: 15,
    memoryMb: 1024,
  },
  {
    name: 'send-order',
    stage: 'payment',
    entry: 'payment/send-order.lambda.ts',
    does: 'marks a released order sent, once, and hands its file to the bank',
    trigger: queue(10, 0, 4, 90),
    consumes: ['order.released'],
    emits: ['order.sent', 'order.withdrawn'],
    tables: { core: 'write' },
    buckets: { bank: 'write' },
    calls: ['bank'],
    timeoutSeconds: 30,
    memoryMb: 1024,
  },
  {
    name: 'take-bank-file',
    stage: 'reconciliation',
    entry: 'reconciliation/take-bank-file.lambda.ts',
    does: 'settles or returns legs by EndToEndId from the bank’s files; what does not match becomes a case',
    trigger: { kind: 'object', bucket: 'bank', prefix: 'bank-in/', visibilityTimeoutSeconds: 180 },
    consumes: [],
    emits: ['claim.paid', 'claim.returned', 'bank-file.taken', 'exception.opened'],
    tables: { core: 'write' },
    buckets: { bank: 'read' },
    timeoutSeconds: 120,
    memoryMb: 1024,
  },
  {
    name: 'seal-journal',
    stage: 'reconciliation',
    entry: 'reconciliation/seal-journal.lambda.ts',
    does: 'chains new journal entries in their order and anchors the roots daily in a write-once bucket',
    trigger: { kind: 'schedule', everySeconds: 60 },
    consumes: [],
    emits: ['journal.sealed'],
    tables: { core: 'write' },
    buckets: { anchors: 'write' },
    timeoutSeconds: 60,
    memoryMb: 512,
  },
  {
    name: 'reconcile-day',
    stage: 'reconciliation',
    entry: 'reconciliation/reconcile-day.lambda.ts',
    does: 'checks ledger = orders = bank for each day before today; differences become cases',
    trigger: { kind: 'schedule', everySeconds: 1800 },
    consumes: [],
    emits: ['day.reconciled', 'exception.opened', 'exception.closed'],
    tables: { core: 'write' },
    buckets: { bank: 'read' },
    timeoutSeconds: 300,
    memoryMb: 1024,
  },
  {
    name: 'reconciliation-http',
    stage: 'reconciliation',
    entry: 'reconciliation/reconciliation-http.lambda.ts',
    does: 'statements by hand, exceptions, and the three-way check ledger = orders = bank',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/statements',
        'GET /api/statements',
        'GET /api/statements/{id}',
        'GET /api/exceptions',
        'POST /api/exceptions/{id}/closure',
        'POST /api/exceptions/{id}/settlement',
        'POST /api/exceptions/{id}/settlement/approval',
        'GET /api/ledger/entries',
        'GET /api/ledger/verification',
        'GET /api/ledger/reconciliations',
        'GET /api/ledger/reconciliations/{day}',
        'POST /api/ledger/reconciliations',
      ],
    },
    consumes: [],
    emits: [
      'claim.paid',
      'claim.returned',
      'bank-file.taken',
      'day.reconciled',
      'exception.opened',
      'exception.proposed',
      'exception.closed',
    ],
    tables: { core: 'write' },
    buckets: { bank: 'write', anchors: 'read' },
    timeoutSeconds: 30,
    memoryMb: 1024,
  },
  {
    name: 'recovery-http',
    stage: 'recovery',
    entry: 'recovery/recovery-http.lambda.ts',
    does: 'previews corrections of awards, tops up, or recovers after notice and hearing',
    trigger: {
      kind: 'http',
      routes: [
        'POST /api/recoveries/previews',
        'POST /api/recoveries',
        'POST /api/recoveries/self-corrections',
        'GET /api/recoveries',
        'GET /api/recoveries/{id}',
        'POST /api/recoveries/{id}/approval',
        'POST /api/recoveries/{id}/hearing',
        'POST /api/recoveries/{id}/repayments',
        'POST /api/recoveries/{id}/offsets',
        'POST /api/recoveries/{id}/restoration',
      ],
    },
    consumes: [],
    emits: [
      'claim.reserved',
      'recovery.proposed',
      'recovery.noticed',
      'recovery.decided',
      'recovery.repaid',
      'recovery.restored',
    ],
    tables: { core: 'write' },
    buckets: { files: 'read' },
    timeoutSeconds: 30,
    memoryMb: 1024,
  },
  {
    name: 'relay-events',
    stage: 'flow',
    entry: 'flow/relay-events.lambda.ts',
    does: 'carries every committed event from the stream to the queues that consume it',
    trigger: { kind: 'stream', table: 'core', only: 'event' },
    consumes: [],
    emits: [],
    tables: {},
    relays: true,
    timeoutSeconds: 30,
    memoryMb: 512,
  },
  {
    name: 'sweep-stalled',
    stage: 'flow',
    entry: 'flow/sweep-stalled.lambda.ts',
    does: 'sends again from state that has not moved, and asks the bank about orders without an answer',
    trigger: { kind: 'schedule', everySeconds: 60 },
    consumes: [],
    emits: ['claim.paid', 'claim.returned', 'order.sent', 'exception.opened'],
    tables: { core: 'write' },
    buckets: { bank: 'write' },
    calls: ['bank'],
    relays: true,
    timeoutSeconds: 60,
    memoryMb: 1024,
  },
  {
    name: 'project-figures',
    stage: 'cockpit',
    entry: 'cockpit/project-figures.lambda.ts',
    does: 'folds events into the figures of the cockpit',
    trigger: { kind: 'stream', table: 'core', only: 'event' },
    consumes: [],
    emits: [],
    tables: { views: 'write' },
    timeoutSeconds: 30,
    memoryMb: 512,
  },
  {
    name: 'cockpit-http',
    stage: 'cockpit',
    entry: 'cockpit/cockpit-http.lambda.ts',
    does: 'shows the figures, limited to the reader’s level and district, and the health of the platform',
    trigger: {
      kind: 'http',
      routes: ['GET /api/cockpit/summary'],
      publicRoutes: ['GET /api/health', 'GET /api/openapi.json'],
    },
    consumes: [],
    emits: [],
    tables: { core: 'read', views: 'read' },
    timeoutSeconds: 15,
    memoryMb: 512,
  },
];

/** The queues, each named after the function it feeds. */
export const QUEUES = MANIFEST.filter((row) => row.trigger.kind === 'queue').map((row) => row.name);

/** The queues that receive an event. */
export const queuesOf = (type: EventType): readonly string[] =>
  MANIFEST.filter((row) => row.trigger.kind === 'queue' && row.consumes.includes(type)).map(
    (row) => row.name,
  );
