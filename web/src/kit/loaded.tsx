// Shows what was asked for once it is there; until then a skeleton keeps its place, and a failure says what to do.
import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemView } from './problem-view.tsx';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

export function Loaded<T>({ query, rows = 4, children }: LoadedProps<T>) {
  const { t } = useTranslation('kit');
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label={t('loading')} className="surface">
      {/* Without its title, which would be a heading that says nothing. */}
      <Skeleton active title={false} paragraph={{ rows: rows + 1 }} />
    </div>
  );
}
