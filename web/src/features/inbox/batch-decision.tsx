// One reason for several cases: each is decided by a commit of its own, one after the other, and each row says what became of it.
import { Alert, Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api, ApiError, newActKey } from '../../kit/api.ts';
import { useLanguage } from '../../kit/language.ts';
import { money } from '../../kit/money.ts';
import { WordsField } from '../../kit/words-field.tsx';
import type { Review } from './queries.ts';

export type Verdict = 'accept' | 'refuse';
interface Outcome {
  readonly id: string;
  readonly name: string;
  /** Absent: it was decided. */
  readonly fault?: string;
}

interface BatchProps {
  readonly chosen: readonly Review[];
  readonly onAsk: (verdict: Verdict) => void;
  readonly onChooseAll: () => void;
}

export function BatchActs({ chosen, onAsk, onChooseAll }: BatchProps) {
  const { t } = useTranslation('inbox');
  const withoutAmount = chosen.filter(({ amountFen }) => amountFen === undefined).length;
  return (
    <div className="acts" style={{ marginBottom: 10 }}>
      <Button onClick={onChooseAll}>{t('batch.all')}</Button>
      <span>{t('batch.chosen', { count: chosen.length })}</span>
      <Button
        type="primary"
        disabled={chosen.length === 0 || withoutAmount > 0}
        onClick={() => onAsk('accept')}
      >
        {t('batch.accept')}
      </Button>
      <Button danger disabled={chosen.length === 0} onClick={() => onAsk('refuse')}>
        {t('batch.refuse')}
      </Button>
      {withoutAmount > 0 && <span className="hint">{t('batch.noAmount', { count: withoutAmount })}</span>}
    </div>
  );
}

interface DecideProps {
  readonly verdict: Verdict;
  /** As they were when it was asked: those decided leave the list meanwhile. */
  readonly chosen: readonly Review[];
  readonly onClose: (isDone: boolean) => void;
}

export function BatchDecision({ verdict, chosen, onClose }: DecideProps) {
  const { t } = useTranslation('inbox');
  const { t: kit } = useTranslation('kit');
  const [reason, write] = useState('');
  const { decide, outcomes, isRunning } = useBatch(chosen, verdict);
  const total = chosen.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
  const isDone = outcomes.length > 0 && !isRunning;
  return (
    <Modal
      open
      title={t(`batch.${verdict}`)}
      okText={isDone ? t('batch.close') : t(`batch.${verdict}`)}
      cancelText={kit('cancel')}
      closable={!isRunning}
      mask={{ closable: false }}
      okButtonProps={{
        loading: isRunning,
        disabled: !isDone && reason.trim() === '',
        danger: verdict === 'refuse' && !isDone,
      }}
      cancelButtonProps={{ disabled: isRunning || isDone }}
      onOk={() => (isDone ? onClose(true) : void decide(reason.trim()))}
      onCancel={() => onClose(isDone)}
    >
      <div className="stack">
        <p>{t(`batch.${verdict}Says`, { count: chosen.length, amount: money(total) })}</p>
        {!isDone && (
          <WordsField
            label={t('review.reason')}
            value={reason}
            lengthMax={2000}
            isDisabled={isRunning}
            onChange={write}
          />
        )}
        <Outcomes outcomes={outcomes} total={chosen.length} />
      </div>
    </Modal>
  );
}

/** A key a case: pressed again after a broken network, those already decided are not decided twice. */
function useBatch(chosen: readonly Review[], decision: Verdict) {
  const { t } = useTranslation('inbox');
  const { pick } = useLanguage();
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const [outcomes, tell] = useState<Outcome[]>([]);
  const [isRunning, run] = useState(false);
  const decide = async (reason: string) => {
    if (isRunning) return;
    run(true);
    const told: Outcome[] = [];
    for (const { id, enterpriseName } of chosen) {
      const key = keys.current.get(id) ?? newActKey();
      keys.current.set(id, key);
      try {
        await answerOf(
          api.POST('/api/applications/{id}/review', {
            params: { path: { id }, header: actHeader(key) },
            body: { decision, reason },
          }),
        );
        told.push({ id, name: enterpriseName });
      } catch (error) {
        const problem = error instanceof ApiError ? error.problem : undefined;
        told.push({ id, name: enterpriseName, fault: problem ? pick(problem) : t('batch.noAnswer') });
      }
      tell([...told]);
    }
    run(false);
    await queries.invalidateQueries({ queryKey: ['reviews'] });
  };
  return { decide, outcomes, isRunning };
}

function Outcomes({ outcomes, total }: { readonly outcomes: readonly Outcome[]; readonly total: number }) {
  const { t } = useTranslation('inbox');
  if (outcomes.length === 0) return null;
  const failed = outcomes.filter(({ fault }) => fault !== undefined);
  return (
    <>
      <Alert
        type={failed.length === 0 ? 'success' : 'warning'}
        showIcon
        role="status"
        title={t('batch.done', { done: outcomes.length - failed.length, total, failed: failed.length })}
      />
      <ul className="plain">
        {outcomes.map(({ id, name, fault }) => (
          <li key={id}>
            <span className={fault === undefined ? 'tag tag-good' : 'tag tag-bad'}>
              {t(fault === undefined ? 'batch.ok' : 'batch.failed')}
            </span>{' '}
            {name} {fault !== undefined && <span className="field-error">{fault}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
