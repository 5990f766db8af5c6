// The redline that an approver reads: what was struck and what is new, in the words of the document itself.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../kit/loaded.tsx';
import type { PolicyVersion } from './queries.ts';
import { redline, withContext } from './redline.ts';

interface RedlineViewProps {
  readonly before: PolicyVersion['document'] | undefined;
  readonly after: PolicyVersion['document'];
}

const TAGS = { same: 'span', gone: 'del', new: 'ins' } as const;

export function RedlineView({ before, after }: RedlineViewProps) {
  const { t } = useTranslation('policy');
  const lines = useQuery({
    queryKey: ['redline', before, after],
    staleTime: Infinity,
    queryFn: async () => {
      const { yamlOf } = await import('./policy-yaml.ts');
      if (!before)
        return yamlOf(after)
          .split('\n')
          .map((text) => ({ kind: 'same' as const, text }));
      return withContext(redline(yamlOf(before), yamlOf(after)));
    },
  });
  return (
    <Loaded query={lines}>
      {(shown) =>
        shown.length <= 1 ? (
          <p>{t('desk.redlineNone')}</p>
        ) : (
          <div
            className="scroll"
            style={{ maxHeight: 420, overflowY: 'auto' }}
            tabIndex={0}
            role="group"
            aria-labelledby="changes"
          >
            <pre className="redline" lang="zh-CN">
              {shown.map(({ kind, text }, index) => {
                const Tag = TAGS[kind];
                return <Tag key={index}>{text === '' ? ' ' : text}</Tag>;
              })}
            </pre>
          </div>
        )
      }
    </Loaded>
  );
}
