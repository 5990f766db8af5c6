// A file that an applicant adds to an appeal or an answer: which kinds are taken, how large, and whether the bytes are that kind.
import * as z from 'zod';
import { Fault } from '../kernel/fault.ts';

/** What an office can open without harm, each with how its bytes begin. */
const BEGINNINGS = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
} as const satisfies Record<string, readonly number[]>;

export const ATTACHMENT_TYPES = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];
export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;
export const ATTACHMENTS_MAX = 5;

export const attachmentSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** As the applicant's own machine called it. */
  name: z
    .string()
    .min(1)
    .max(150)
    .regex(/^[^/\\\p{Cc}]+$/u),
  contentType: z.enum(ATTACHMENT_TYPES),
  bytes: z.int().min(1).max(ATTACHMENT_BYTES_MAX),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const attachmentsSchema = z.array(attachmentSchema).max(ATTACHMENTS_MAX);

/**
 * @param head the first bytes of the uploaded file
 * @throws Fault unprocessable when what was uploaded is not what was declared
 */
export function assertIsAttachment(declared: Attachment, sizeBytes: number, head: Uint8Array): void {
  const beginning = BEGINNINGS[declared.contentType];
  if (sizeBytes === declared.bytes && beginning.every((byte, index) => head[index] === byte)) return;
  throw new Fault('unprocessable', {
    reason: 'attachment-differs',
    zh: `附件“${declared.name}”不是所声明的类型或大小，请重新上传 PDF、PNG 或 JPEG 文件`,
    en: `The attachment "${declared.name}" is not of the type or size declared; upload a PDF, PNG or JPEG file again`,
  });
}
