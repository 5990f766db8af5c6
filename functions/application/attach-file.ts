// Use cases: an applicant is given a URL for one attachment of exactly the kind and size it declared; later its bytes are looked at.
import { createHash } from 'node:crypto';
import { assertIsAttachment, type Attachment } from '../../core/application/attachment.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Deps } from '../deps.ts';

const UPLOAD_EXPIRES_SECONDS = 900;
const DOWNLOAD_EXPIRES_SECONDS = 300;

/** Under the application, so that one case cannot name the files of another. */
const keyOf = (applicationId: string, attachmentId: string): string =>
  `attachments/${applicationId}/${attachmentId}`;

export interface StartedAttachment {
  readonly attachment: Attachment;
  /** PUT the bytes there with the declared content type. */
  readonly uploadUrl: string;
  readonly uploadExpiresSeconds: number;
}

/** The same request twice is the same attachment. */
export async function startAttachment(
  { files }: Pick<Deps, 'files'>,
  applicationId: string,
  declared: Omit<Attachment, 'id'>,
  requestId: string,
): Promise<StartedAttachment> {
  const id = createHash('sha256').update(`${applicationId}\n${requestId}`).digest('hex').slice(0, 32);
  const uploadUrl = await files.uploadUrl('files', keyOf(applicationId, id), UPLOAD_EXPIRES_SECONDS, {
    contentType: declared.contentType,
    bytes: declared.bytes,
  });
  return { attachment: { id, ...declared }, uploadUrl, uploadExpiresSeconds: UPLOAD_EXPIRES_SECONDS };
}

/** @throws Fault unprocessable for a file that was not uploaded, or is not what it was declared to be */
export async function assertUploaded(
  { files }: Pick<Deps, 'files'>,
  applicationId: string,
  attachments: readonly Attachment[],
): Promise<void> {
  for (const attachment of attachments) {
    const object = await files.open('files', keyOf(applicationId, attachment.id));
    if (!object)
      throw new Fault('unprocessable', {
        reason: 'attachment-missing',
        zh: `附件“${attachment.name}”没有上传成功，请重新上传`,
        en: `The attachment "${attachment.name}" did not arrive; upload it again`,
      });
    for await (const head of object.bytes) {
      assertIsAttachment(attachment, object.sizeBytes, head);
      break;
    }
  }
}

/** A URL that saves an attachment under its own name. @throws Fault not-found */
export async function attachmentUrl(
  { files }: Pick<Deps, 'files'>,
  applicationId: string,
  attachment: Attachment | undefined,
): Promise<{ downloadUrl: string }> {
  if (!attachment)
    throw new Fault('not-found', { reason: 'attachment', zh: '没有这个附件', en: 'No such attachment' });
  const key = keyOf(applicationId, attachment.id);
  return { downloadUrl: await files.downloadUrl('files', key, DOWNLOAD_EXPIRES_SECONDS, attachment.name) };
}
