// Files that an enterprise added to a case, each saved by a click under its own name.
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from './api.ts';
import { ProblemView } from './problem-view.tsx';

interface AttachmentListProps {
  readonly applicationId: string;
  readonly attachments: readonly { id: string; name: string; bytes: number }[];
}

export const sizeText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

export function AttachmentList({ applicationId, attachments }: AttachmentListProps) {
  const { t } = useTranslation('kit');
  const download = useMutation({
    mutationFn: (attachment: string) =>
      answerOf(
        api.GET('/api/applications/{id}/attachments/{attachment}', {
          params: { path: { id: applicationId, attachment } },
        }),
      ),
    onSuccess: ({ downloadUrl }) => window.location.assign(downloadUrl),
  });
  if (attachments.length === 0) return null;
  return (
    <>
      <ul className="plain">
        {attachments.map(({ id, name, bytes }) => (
          <li key={id}>
            <Button type="link" size="small" onClick={() => download.mutate(id)}>
              {t('attachment.save', { name })}
            </Button>{' '}
            <span className="hint">{sizeText(bytes)}</span>
          </li>
        ))}
      </ul>
      {download.isError && <ProblemView error={download.error} />}
    </>
  );
}
