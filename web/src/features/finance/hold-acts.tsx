// Placing and lifting holds and emergency stops: each says what it keeps from being paid, and why it was done.
import { useTranslation } from 'react-i18next';
import { actHeader, answerOf, api } from '../../kit/api.ts';
import { ReasonAct } from '../../kit/reason-act.tsx';
import { hasRole, usePerson, type Person } from '../../kit/session.ts';
import { useAct } from '../../kit/use-act.ts';
import type { Hold } from './desk-queries.ts';

export type HoldKind = Exclude<Hold['kind'], 'stop-rail' | 'stop-policy'>;

/** As the API judges. */
export const mayHold = (person: Person): boolean =>
  hasRole(person, 'finance.*', 'unit.*', 'staff.reviewer', 'auditor', 'admin');
export const mayStop = (person: Person): boolean => hasRole(person, 'finance.*', 'leader.city', 'admin');

const CHANGES = ['holds', 'stops', 'order-desk', 'orders', 'order'];

interface PlaceProps {
  readonly kind: HoldKind;
  readonly id: string;
  readonly label: string;
  /** What it is called, where its id says too little. */
  readonly name?: string;
  readonly isSmall?: boolean;
}

export function PlaceHold({ kind, id, label, name = id, isSmall = true }: PlaceProps) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const place = useAct({
    send: (reason: string, key) =>
      answerOf(api.POST('/api/holds', { params: { header: actHeader(key) }, body: { kind, id, reason } })),
    changes: CHANGES,
  });
  if (!mayHold(person)) return null;
  return (
    <ReasonAct
      label={label}
      act={place}
      isDanger
      isSmall={isSmall}
      isDisabled={id === ''}
      reasonLabel={t('holds.reason')}
      says={t('holds.placeSays', { what: `${t(`holds.${kind}`)} ${name}` })}
    />
  );
}

interface StopProps {
  readonly kind: 'rail' | 'policy';
  readonly id: string;
  readonly name: string;
}

export function PlaceStop({ kind, id, name }: StopProps) {
  const { t } = useTranslation('finance');
  const stop = useAct({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/payment-stop', { params: { header: actHeader(key) }, body: { kind, id, reason } }),
      ),
    changes: CHANGES,
  });
  return (
    <ReasonAct
      label={t('holds.stop')}
      act={stop}
      isDanger
      isDisabled={id === ''}
      reasonLabel={t('holds.reason')}
      says={t('holds.stopSays', { what: name })}
    />
  );
}

/** A stop is lifted by somebody else than who pulled it: that person is not offered to. */
export function LiftHold({ hold, name }: { readonly hold: Hold; readonly name: string }) {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const { kind, id } = hold;
  const lift = useAct({
    send: (reason: string, key) => {
      const params = { header: actHeader(key) };
      if (kind === 'stop-rail' || kind === 'stop-policy')
        return answerOf(
          api.POST('/api/payment-stop/releases', {
            params,
            body: { kind: kind === 'stop-rail' ? 'rail' : 'policy', id, reason },
          }),
        );
      return answerOf(api.POST('/api/holds/releases', { params, body: { kind, id, reason } }));
    },
    changes: CHANGES,
  });
  const isStop = kind.startsWith('stop-');
  if (!(isStop ? mayStop(person) : mayHold(person))) return null;
  if (isStop && hold.by === person.sub) return <span className="hint">{t('holds.ownStop')}</span>;
  return (
    <ReasonAct
      label={t('holds.lift')}
      act={lift}
      isSmall
      reasonLabel={t('holds.liftReason')}
      says={t('holds.liftSays', { what: name, by: hold.by, reason: hold.reason })}
    />
  );
}
