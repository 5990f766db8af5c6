// The HTTP routes of what follows a decision or a question: attachments, appeals, answers, ratings, disputed facts, receipts checked.
import * as z from 'zod';
import { APPEAL_STATES, appealSchema } from '../../core/application/appeal.ts';
import { applicationSchema } from '../../core/application/application.ts';
import { attachmentSchema, attachmentsSchema } from '../../core/application/attachment.ts';
import { ratingSchema } from '../../core/application/rating.ts';
import { exceptionSchema } from '../../core/kernel/exception-case.ts';
import { usccSchema } from '../../core/kernel/schema.ts';
import { assertMayActFor, assertMaySee, STAFF } from '../authorize.ts';
import type { Deps } from '../deps.ts';
import { routeFor, type Routes } from '../edge/http.ts';
import { pageOf, pageQuery, pageReply } from '../page.ts';
import type { Principal } from '../ports.ts';
import { answerAppeal, appealDecision } from './appeal-decision.ts';
import { attachmentUrl, startAttachment } from './attach-file.ts';
import { disputeFact } from './dispute-fact.ts';
import { findApplication } from './find-application.ts';
import { askQuestion, complete, giveAnswer } from './query-applicant.ts';
import { rateApplication } from './rate-application.ts';
import { showApplication } from './show-application.ts';
import { checkReceipt, receiptSchema, verifiedReceiptSchema } from './verify-receipt.ts';

const route = routeFor<Deps>();

/** The id of an application that the person may act on for its enterprise. @throws Fault not-found | forbidden */
async function ownId(deps: Deps, principal: Principal, params: Readonly<Record<string, string>>) {
  const { id, uscc } = await findApplication(deps, params['id'] as string);
  assertMayActFor(principal, uscc);
  return id;
}

export const appealRoutes: Routes<Deps> = {
  'POST /api/applications/{id}/attachments': route({
    roles: ['enterprise'],
    summary: { zh: '上传附件', en: 'A URL to upload one attachment' },
    body: attachmentSchema.omit({ id: true }),
    response: z.strictObject({
      attachment: attachmentSchema,
      uploadUrl: z.string(),
      uploadExpiresSeconds: z.int(),
    }),
    async handle(deps, { principal, params, body, requestId }) {
      const id = await ownId(deps, principal, params);
      return { status: 201, body: await startAttachment(deps, id, body, requestId) };
    },
  }),
  'GET /api/applications/{id}/attachments/{attachment}': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '下载附件', en: 'A URL to download an attachment' },
    response: z.strictObject({ downloadUrl: z.string() }),
    async handle(deps, { principal, params }) {
      const { application, appeals } = await showApplication(deps, params['id'] as string);
      assertMaySee(principal, application.uscc);
      const all = [...appeals, ...(application.queries ?? [])].flatMap(
        ({ attachments }) => attachments ?? [],
      );
      const found = all.find(({ id }) => id === params['attachment']);
      return { body: await attachmentUrl(deps, application.id, found) };
    },
  }),
  'POST /api/applications/{id}/appeals': route({
    roles: ['enterprise'],
    summary: { zh: '申诉', en: 'Contest a decision' },
    body: z.strictObject({
      grounds: z.string().trim().min(10).max(4000),
      attachments: attachmentsSchema.default([]),
    }),
    response: appealSchema,
    async handle(deps, { principal, params, body }) {
      const id = await ownId(deps, principal, params);
      return { status: 201, body: await appealDecision(deps, id, body, principal.sub) };
    },
  }),
  'GET /api/appeals': route({
    roles: ['enterprise', ...STAFF],
    summary: { zh: '申诉列表', en: 'Appeals that wait, or those of an enterprise' },
    query: z.strictObject({
      ...pageQuery,
      uscc: usccSchema.optional(),
      state: z.enum(APPEAL_STATES).extract(['filed']).default('filed'),
    }),
    response: z.strictObject({ items: z.array(appealSchema), cursor: z.string().optional() }),
    async handle(deps, { principal, query }) {
      const uscc = query.uscc ?? principal.actsFor[0];
      if (uscc !== undefined) assertMaySee(principal, uscc);
      const which =
        uscc === undefined
          ? ({ by: 'state', group: query.state } as const)
          : ({ by: 'owner', group: uscc } as const);
      return { body: pageReply(await deps.store.list('appeal', { ...which, ...pageOf(query) })) };
    },
  }),
  'POST /api/appeals/{id}/decision': route({
    roles: ['staff.reviewer'],
    summary: { zh: '答复申诉（非原决定人）', en: 'Answer an appeal; not by whoever decided' },
    body: z.strictObject({
      decision: z.enum(['accept', 'refuse']),
      reason: z.string().trim().min(1).max(2000),
    }),
    response: appealSchema,
    async handle(deps, { principal, params, body }) {
      return { body: await answerAppeal(deps, params['id'] as string, body, principal.sub) };
    },
  }),
  'POST /api/applications/{id}/queries': route({
    roles: ['staff.reviewer'],
    summary: { zh: '向企业提问', en: 'Ask the enterprise' },
    body: z.strictObject({ question: z.string().trim().min(1).max(2000) }),
    response: applicationSchema,
    async handle(deps, { principal, params, body }) {
      return { body: await askQuestion(deps, params['id'] as string, body.question, principal.sub) };
    },
  }),
  'POST /api/applications/{id}/answers': route({
    roles: ['enterprise'],
    summary: { zh: '答复提问', en: 'Answer the reviewer' },
    body: z.strictObject({
      answer: z.string().trim().min(1).max(4000),
      attachments: attachmentsSchema.default([]),
    }),
    response: applicationSchema,
    async handle(deps, { principal, params, body }) {
      const id = await ownId(deps, principal, params);
      return { body: await giveAnswer(deps, id, body, principal.sub) };
    },
  }),
  'POST /api/applications/{id}/completion': route({
    roles: ['enterprise'],
    summary: { zh: '补正完成，继续办理', en: 'What was missing is there now: go on' },
    response: applicationSchema,
    async handle(deps, { principal, params }) {
      return { body: await complete(deps, await ownId(deps, principal, params), principal.sub) };
    },
  }),
  'POST /api/applications/{id}/rating': route({
    roles: ['enterprise'],
    summary: { zh: '好差评', en: 'Rate a case that has ended, once' },
    body: z.strictObject({
      stars: z.int().min(1).max(5),
      words: z.string().trim().min(1).max(1000).optional(),
    }),
    response: ratingSchema,
    async handle(deps, { principal, params, body: { stars, words } }) {
      const id = await ownId(deps, principal, params);
      const given = { stars, ...(words !== undefined && { words }) };
      return { status: 201, body: await rateApplication(deps, id, given, principal.sub) };
    },
  }),
  'POST /api/applications/{id}/disputes': route({
    roles: ['enterprise'],
    summary: { zh: '数据有误，请部门核实', en: 'Say that a fact is wrong: a task for its department' },
    body: z.strictObject({
      item: z.string().min(1).max(60),
      words: z.string().trim().min(5).max(1000),
    }),
    response: exceptionSchema,
    async handle(deps, { principal, params, body }) {
      const id = await ownId(deps, principal, params);
      return { status: 201, body: await disputeFact(deps, id, body, principal.sub) };
    },
  }),
  'POST /api/receipts/verification': route({
    roles: 'public',
    summary: { zh: '核验决定凭证', en: 'Check a receipt; nothing is kept' },
    body: receiptSchema,
    response: verifiedReceiptSchema,
    async handle(deps, { body }) {
      return { body: await checkReceipt(deps, body) };
    },
  }),
};
