// Attachments of an appeal or an answer: chosen, checked for kind and size at once, sent straight to storage, removable.
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, ApiError, newActKey, type Reply } from '../../kit/api.ts';
import { sizeText } from '../../kit/attachment-list.tsx';
import { ProblemView } from '../../kit/problem-view.tsx';
import type { ShownApplication } from '../../kit/use-application.ts';

export type Attachment = ShownApplication['appeals'][number]['attachments'][number];
type Started = Reply<'/api/applications/{id}/attachments', 'post'>;

/** As the API takes them. */
const TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
const BYTES_MAX = 10 * 1024 * 1024;
const FILES_MAX = 5;

const isType = (type: string): type is (typeof TYPES)[number] => TYPES.some((each) => each === type);

async function upload(id: string, file: File): Promise<Attachment> {
  if (!isType(file.type) || file.size > BYTES_MAX || file.size === 0) throw new RangeError('file');
  const started: Started = await answerOf(
    api.POST('/api/applications/{id}/attachments', {
      params: { path: { id }, header: actHeader(newActKey()) },
      body: { name: file.name.slice(-150), contentType: file.type, bytes: file.size },
    }),
  );
  const sent = await fetch(started.uploadUrl, {
    method: 'PUT',
    body: file,
    headers: { 'content-type': file.type },
  }).catch(() => undefined);
  if (!sent?.ok) throw new ApiError(undefined);
  return started.attachment;
}

interface UploadProps {
  readonly applicationId: string;
  readonly attachments: readonly Attachment[];
  readonly onChange: (attachments: readonly Attachment[]) => void;
}

export function Upload({ applicationId, attachments, onChange }: UploadProps) {
  const { t } = useTranslation('case');
  const id = useId();
  const send = useMutation({
    mutationFn: (files: readonly File[]) => Promise.all(files.map((file) => upload(applicationId, file))),
    onSuccess: (more) => onChange([...attachments, ...more].slice(0, FILES_MAX)),
  });
  return (
    <div className="field">
      <label htmlFor={id}>{t('upload.label')}</label>
      <input
        id={id}
        className="input"
        type="file"
        multiple
        accept={TYPES.join(',')}
        disabled={send.isPending || attachments.length >= FILES_MAX}
        onChange={({ target }) => {
          send.mutate([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <span role="status">{send.isPending && t('upload.sending')}</span>
      {send.error instanceof RangeError && (
        <span className="field-error" role="alert">
          {t('upload.wrong')}
        </span>
      )}
      {send.error !== null && !(send.error instanceof RangeError) && <ProblemView error={send.error} />}
      <ul className="plain">
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            {attachment.name} <span className="hint">{sizeText(attachment.bytes)}</span>{' '}
            <Button
              type="link"
              size="small"
              aria-label={t('upload.removeNamed', { name: attachment.name })}
              onClick={() => onChange(attachments.filter((each) => each !== attachment))}
            >
              {t('upload.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
