// The acts on one member of a list of the document: one up, one down, away.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Path } from './document-value.ts';
import { useEditing } from './editing.ts';

interface RowActsProps {
  /** The list's. */
  readonly path: Path;
  readonly index: number;
  readonly count: number;
  /** For those who cannot see which row a button stands on. */
  readonly name: string;
}

export function RowActs({ path, index, count, name }: RowActsProps) {
  const { t } = useTranslation('policy');
  const { move, remove } = useEditing();
  return (
    <>
      <Button
        size="small"
        disabled={index === 0}
        aria-label={t('edit.up', { name })}
        onClick={() => move(path, index, index - 1)}
      >
        ↑
      </Button>
      <Button
        size="small"
        disabled={index === count - 1}
        aria-label={t('edit.down', { name })}
        onClick={() => move(path, index, index + 1)}
      >
        ↓
      </Button>
      <Button size="small" aria-label={t('edit.remove', { name })} onClick={() => remove(path, index)}>
        ✕
      </Button>
    </>
  );
}
