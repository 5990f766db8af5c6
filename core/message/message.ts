// A message to an enterprise: something that fits it, or something about its application that it should know or do.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { firstInstalmentOf } from '../application/instalment.ts';
import { fenToYuan, type Fen } from '../kernel/fen.ts';
import { fenSchema, instantSchema, usccSchema } from '../kernel/schema.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Words } from '../rules/rule-document.ts';

export const MESSAGE_KINDS = ['match', 'paid', 'returned', 'refused', 'awaiting-applicant'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() });

export const messageSchema = z.strictObject({
  /** `uscc~turn~mark`: `turn` falls as time goes on, so that the newest is listed first. */
  id: z.string(),
  uscc: usccSchema,
  kind: z.enum(MESSAGE_KINDS),
  at: instantSchema,
  policyId: z.string(),
  title: wordsSchema,
  text: wordsSchema,
  applicationId: z.string().optional(),
  amountFen: fenSchema.optional(),
  readAt: instantSchema.optional(),
  readBy: z.string().optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** Later than any instant of these centuries, in ms. */
const END_MS = 9_999_999_999_999;

/** The same news always has the same id, so that telling it twice is telling it once. */
function messageId(uscc: string, at: string, news: string): string {
  const turn = String(END_MS - Date.parse(at)).padStart(13, '0');
  return `${uscc}~${turn}~${createHash('sha256').update(news).digest('hex').slice(0, 12)}`;
}

/** Whose message it is. */
export const usccOfMessage = (id: string): string => id.slice(0, 18);

export interface MessagePolicy {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

interface News {
  readonly uscc: string;
  readonly policy: MessagePolicy;
  readonly kind: MessageKind;
  /** Of the event that made it. */
  readonly at: string;
  /** What tells it from other news of the same firm and instant. */
  readonly mark: string;
  readonly text: Words;
  readonly applicationId?: string;
  readonly amountFen?: Fen;
}

const newsMessage = ({ policy, mark, ...news }: News): Message => ({
  id: messageId(news.uscc, news.at, `${news.kind} ${policy.id} ${mark}`),
  ...news,
  policyId: policy.id,
  title: { zh: policy.titleZh, en: policy.titleEn },
});

export interface MatchNews {
  readonly uscc: string;
  readonly outcome: 'eligible' | 'unknown';
  /** The award in all. */
  readonly amountFen: Fen | null;
}

/** A policy fits, or may fit, a firm that asked to be told. @param mark what was matched: the run or the change */
export function matchMessage(
  policy: MessagePolicy & Pick<PolicyDocument, 'instalments'>,
  { uscc, outcome, amountFen }: MatchNews,
  at: string,
  mark: string,
): Message {
  const sum = amountFen === null ? undefined : fenToYuan(amountFen);
  const zh =
    outcome === 'eligible' ? '贵单位符合条件，可一键确认' : '贵单位可能符合条件，部分数据需确认时核验';
  const en =
    outcome === 'eligible'
      ? 'It fits you; one click claims it'
      : 'It may fit you; some facts are checked when you claim it';
  const first = firstInstalmentOf(policy, amountFen);
  const parts =
    first && first.amountFen !== null
      ? {
          zh: `，分 ${first.of} 期兑付，首期 ${fenToYuan(first.amountFen)} 元`,
          en: ` in ${first.of} instalments, the first of ¥${fenToYuan(first.amountFen)}`,
        }
      : { zh: '', en: '' };
  const text = {
    zh: sum === undefined ? `${zh}。` : `${zh}，预计 ${sum} 元${parts.zh}。`,
    en: sum === undefined ? `${en}.` : `${en}: about ¥${sum}${parts.en}.`,
  };
  return newsMessage({
    uscc,
    policy,
    kind: 'match',
    at,
    mark,
    text,
    ...(amountFen !== null && { amountFen }),
  });
}

export interface ApplicationNews {
  readonly uscc: string;
  readonly applicationId: string;
  readonly policy: MessagePolicy;
  readonly at: string;
  /** Of the event. */
  readonly mark: string;
}

export const paidMessage = (news: ApplicationNews, amountFen: Fen): Message =>
  newsMessage({
    ...news,
    kind: 'paid',
    amountFen,
    text: {
      zh: `${fenToYuan(amountFen)} 元已拨付到账。`,
      en: `¥${fenToYuan(amountFen)} was paid into your account.`,
    },
  });

export const returnedMessage = (news: ApplicationNews, amountFen: Fen): Message =>
  newsMessage({
    ...news,
    kind: 'returned',
    amountFen,
    text: {
      zh: `${fenToYuan(amountFen)} 元被银行退回，款项仍为您保留。请核对收款账户。`,
      en: `The bank sent ¥${fenToYuan(amountFen)} back; the money is kept for you. Please check your account.`,
    },
  });

/** @param conditions those that were not met; none when money or another claim stood in the way */
export function refusedMessage(news: ApplicationNews, conditions: readonly Words[]): Message {
  const zh = conditions.map((each) => each.zh).join('；');
  const en = conditions.map((each) => each.en).join('; ');
  return newsMessage({
    ...news,
    kind: 'refused',
    text:
      conditions.length === 0
        ? {
            zh: '申报未通过，原因见申报详情；如有异议可以申诉。',
            en: 'The application was refused; its page says why. You may appeal.',
          }
        : {
            zh: `申报未通过，未满足：${zh}。如有异议可以申诉。`,
            en: `The application was refused; not met: ${en}. You may appeal.`,
          },
  });
}

/** @param missing the items to complete; none when a reviewer asked a question */
export function awaitingMessage(news: ApplicationNews, missing: readonly Words[]): Message {
  const zh = missing.map((each) => each.zh).join('、');
  const en = missing.map((each) => each.en).join(', ');
  return newsMessage({
    ...news,
    kind: 'awaiting-applicant',
    text:
      missing.length === 0
        ? { zh: '审核人员有问题请您答复。', en: 'The reviewer has a question for you.' }
        : { zh: `申报待补正：${zh}。`, en: `The application waits for: ${en}.` },
  });
}
