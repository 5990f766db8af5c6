// The HTTP routes of reconciliation: bank files by hand, exceptions and their closure, the journal and its verification.
import * as z from 'zod';
import { dueAtOf, exceptionSchema } from '../../core/kernel/exception-case.ts';
import { fenSchema, instantSchema } from '../../core/kernel/schema.ts';
import { bankFileLineSchema, bankReportHeadSchema } from '../../core/reconciliation/bank-file-line.ts';
import { bankFileSchema } from '../../core/reconciliation/bank-file.ts';
import { daySchema } from '../../core/kernel/schema.ts';
import { differing, reconciliationSchema, threeWayLineSchema } from '../../core/reconciliation/three-way.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import { closeException } from './close-exception.ts';
import { dropStatement } from './drop-statement.ts';
import { listLedgerEntries } from './list-ledger-entries.ts';
import { linesOfDay, reconcileDay } from './reconcile-day.ts';
import { approveCaseSettlement, proposeCaseSettlement } from './settle-case.ts';
import { showBankFile } from './show-bank-file.ts';
import { verifyLedger } from './verify-ledger.ts';

const route = routeFor<Deps>();
const ledgerEntrySchema = z.strictObject({
  subject: z.string(),
  seq: z.int(),
  type: z.string(),
  at: instantSchema,
  by: z.string(),
  transfers: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      budgetId: z.string(),
      amountFen: fenSchema,
    }),
  ),
});
const verificationSchema = z.looseObject({
  verified: z.boolean(),
  balanced: z.boolean(),
  budgets: z.int(),
  transfers: z.int(),
  paidFen: fenSchema,
  wrong: z.array(
    z.looseObject({
      budgetId: z.string(),
      account: z.string(),
      storedFen: z.int(),
      journalFen: z.int(),
    }),
  ),
  chains: z.array(
    z.strictObject({ partition: z.int(), entries: z.int(), unsealed: z.int(), root: z.string() }),
  ),
  anchors: z.int(),
  problems: z.array(z.looseObject({ code: z.string(), entry: z.string(), zh: z.string(), en: z.string() })),
});
const FINANCE = ['finance.*', 'auditor', 'admin'];
/** More than these are not read one by one; the totals say how much they are. */
const DIFFERENCES_MAX = 500;

export const reconciliationRoutes: Routes<Deps> = {
  'POST /api/statements': route({
    roles: ['finance.maker'],
    summary: { zh: '上传银行文件', en: 'Hand in a bank file' },
    body: z.string().min(1),
    media: ['application/xml', 'text/xml'],
    async handle(deps, { body }) {
      return { status: 202, body: await dropStatement(deps, body) };
    },
  }),
  'GET /api/statements': route({
    roles: FINANCE,
    summary: { zh: '已处理的银行文件', en: 'Bank files taken' },
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(['status', 'notification', 'statement']).default('statement'),
    }),
    response: z.strictObject({ items: z.array(bankFileSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      return {
        body: pageReply(
          await deps.store.list('bank-file', { by: 'owner', group: query.kind, ...pageOf(query) }),
        ),
      };
    },
  }),
  'GET /api/statements/{id}': route({
    roles: FINANCE,
    summary: { zh: '银行文件逐行解析与去向', en: 'A bank file line by line, and what each line became' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({
      file: bankFileSchema,
      reports: z.array(bankReportHeadSchema),
      items: z.array(bankFileLineSchema),
      cursor: z.string().optional(),
    }),
    async handle(deps, { params, query }) {
      const shown = await showBankFile(deps, params['id'] as string, pageOf(query));
      return { body: { file: shown.file, reports: shown.reports, ...pageReply(shown) } };
    },
  }),
  'GET /api/exceptions': route({
    roles: ['finance.*', 'staff.*', 'unit.*', 'hub.*', 'auditor', 'admin'],
    summary: { zh: '待处理事项', en: 'Open exceptions; a department sees its own' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({
      items: z.array(exceptionSchema.extend({ dueAt: instantSchema })),
      cursor: z.string().optional(),
    }),
    async handle(deps, { query, principal }) {
      const open = { by: 'state', group: 'open', ...pageOf(query) } as const;
      const { items, ...rest } = await deps.store.list('exception', open);
      const isDepartment = principal.roles.some((role) => role.startsWith('hub.'));
      const shown = isDepartment ? items.filter(({ owner }) => principal.roles.includes(owner)) : items;
      return { body: pageReply({ items: shown.map((it) => ({ ...it, dueAt: dueAtOf(it) })), ...rest }) };
    },
  }),
  'POST /api/exceptions/{id}/closure': route({
    roles: ['finance.*', 'staff.*', 'unit.*', 'hub.*', 'admin'],
    summary: { zh: '办结事项', en: 'Close an exception with its resolution' },
    body: z.strictObject({ resolution: z.string().min(1).max(2000) }),
    response: exceptionSchema,
    async handle(deps, { params, body, principal }) {
      return { body: await closeException(deps, params['id'] as string, body.resolution, principal) };
    },
  }),
  'POST /api/exceptions/{id}/settlement': route({
    roles: ['finance.maker'],
    summary: {
      zh: '提出处理银行流水：挂到付款，或退回银行',
      en: 'Propose what a bank line is: a payment of ours, or money that goes back',
    },
    body: z.strictObject({
      kind: z.enum(['attach', 'return-to-bank']),
      legId: z.string().min(1).max(300).optional(),
      reason: z.string().min(1).max(2000),
    }),
    response: exceptionSchema,
    handle: async (deps, { params, body, principal }) => ({
      body: await proposeCaseSettlement(deps, params['id'] as string, body, principal.sub),
    }),
  }),
  'POST /api/exceptions/{id}/settlement/approval': route({
    roles: ['finance.checker'],
    summary: { zh: '批准处理银行流水（第二人）', en: 'Approve what a bank line is, as a second person' },
    response: exceptionSchema,
    handle: async (deps, { params, principal }) => ({
      body: await approveCaseSettlement(deps, params['id'] as string, principal.sub),
    }),
  }),
  'GET /api/ledger/entries': route({
    roles: FINANCE,
    summary: { zh: '账簿分录', en: 'Journal entries of a subject' },
    response: z.strictObject({ items: z.array(ledgerEntrySchema), cursor: z.string().optional() }),
    query: z.strictObject({ ...pageQuery, subject: z.string().min(3).max(200) }),
    async handle(deps, { query }) {
      return { body: pageReply(await listLedgerEntries(deps, query.subject, pageOf(query))) };
    },
  }),
  'GET /api/ledger/reconciliations': route({
    roles: FINANCE,
    summary: { zh: '日终三方核对', en: 'Days checked: ledger = orders = bank' },
    query: z.strictObject(pageQuery),
    response: z.strictObject({ items: z.array(reconciliationSchema), cursor: z.string().optional() }),
    async handle(deps, { query }) {
      return { body: pageReply(await deps.store.list('reconciliation', { by: 'all', ...pageOf(query) })) };
    },
  }),
  'GET /api/ledger/reconciliations/{day}': route({
    roles: FINANCE,
    summary: {
      zh: '某日三方现状与差异明细',
      en: 'A day as ledger, orders and bank tell it now, with the lines that differ',
    },
    response: z.strictObject({
      orders: z.int(),
      lines: z.int(),
      awaiting: z.int(),
      differences: z.array(threeWayLineSchema),
    }),
    async handle(deps, { params }) {
      const { orders, lines } = await linesOfDay(deps, params['day'] as string);
      const awaiting = lines.filter(({ bankFen }) => bankFen === undefined).length;
      const differences = differing(lines).slice(0, DIFFERENCES_MAX);
      return { body: { orders, lines: lines.length, awaiting, differences } };
    },
  }),
  'POST /api/ledger/reconciliations': route({
    roles: ['finance.*'],
    summary: { zh: '核对某日账簿、支付单与银行', en: 'Check a day: ledger = orders = bank' },
    body: z.strictObject({ day: daySchema }),
    response: reconciliationSchema,
    async handle(deps, { body }) {
      return { body: await reconcileDay(deps, body.day) };
    },
  }),
  'GET /api/ledger/verification': route({
    roles: FINANCE,
    summary: { zh: '账簿核对', en: 'Do the books balance?' },
    response: verificationSchema,
    async handle(deps) {
      return { body: await verifyLedger(deps) };
    },
  }),
};
