// What stands between an order and the bank, judged from the sources: each check with its result in words, and what stops it.
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { money } from '../../kit/money.ts';
import { Section } from '../../kit/page.tsx';
import { usePersonName } from '../../kit/person-name.ts';
import { usePerson } from '../../kit/session.ts';
import type { OrderDesk } from './desk-queries.ts';
import { PlaceHold } from './hold-acts.tsx';
import type { Order } from './queries.ts';

type Tone = 'good' | 'bad' | 'wait';

interface Check {
  readonly id: 'person' | 'total' | 'awards' | 'accounts' | 'fresh' | 'limit' | 'holds';
  readonly tone: Tone;
  readonly says: string;
}

/** Nothing keeps the order from being released by the person who looks at it. */
export const isFree = (desk: OrderDesk): boolean =>
  desk.hold === undefined && desk.lines.every(({ hold }) => hold === undefined);

interface OrderChecksProps {
  readonly order: Order;
  readonly desk: OrderDesk;
  /** What may be done once the checks were read. */
  readonly children: ReactNode;
}

export function OrderChecks({ order, desk, children }: OrderChecksProps) {
  const { t } = useTranslation('finance');
  const checks = useChecks(order, desk);
  const tag = (tone: Tone) => t(`check.tone.${tone}`);
  return (
    <Section
      id="checks"
      title={t('check.title')}
      acts={<PlaceHold kind="order" id={order.id} label={t('check.holdOrder')} />}
    >
      {desk.hold && (
        <Alert
          type="error"
          showIcon
          title={t('check.held', { by: desk.hold.by, reason: desk.hold.reason })}
          action={<Link to="/holds">{t('holds.title')}</Link>}
        />
      )}
      <ul className="conditions" style={{ marginTop: 10 }}>
        {checks.map(({ id, tone, says }) => (
          <li key={id}>
            <span className={`tag tag-${tone}`}>{tag(tone)}</span>
            <span>{says}</span>
          </li>
        ))}
      </ul>
      {children}
    </Section>
  );
}

function useChecks(order: Order, desk: OrderDesk): Check[] {
  const { t } = useTranslation('finance');
  const person = usePerson();
  const nameOf = usePersonName();
  const { lines } = desk;
  const count = lines.length;
  const counted = (good: (line: (typeof lines)[number]) => boolean) => lines.filter(good).length;
  const agreed = counted(({ agreesWithLeg }) => agreesWithLeg);
  const accounts = counted(({ agreesWithAccount }) => agreesWithAccount);
  const changing = counted(({ account }) => account?.changing !== undefined);
  const asked = counted(({ isAskedAgain }) => isAskedAgain);
  const held = counted(({ hold }) => hold !== undefined);
  const sum = lines.reduce((total, { amountFen }) => total + amountFen, 0);
  const isSum = sum === order.totalFen;
  const largest = Math.max(0, ...lines.map(({ amountFen }) => amountFen));
  const [isOwn, by] = [order.preparedBy === person.sub, nameOf(order.preparedBy)];
  const limit = { limit: money(desk.preAuthorisedFen), largest: money(largest) };
  return [
    { id: 'person', tone: isOwn ? 'bad' : 'good', says: t(isOwn ? 'check.own' : 'check.person', { by }) },
    {
      id: 'total',
      tone: isSum ? 'good' : 'bad',
      says: t('check.total', { count, payees: desk.payees, amount: money(sum) }),
    },
    { id: 'awards', tone: agreed === count ? 'good' : 'bad', says: t('check.awards', { agreed, count }) },
    {
      id: 'accounts',
      tone: accounts < count ? 'bad' : changing > 0 ? 'wait' : 'good',
      says:
        t('check.accounts', { accounts, count }) + (changing > 0 ? t('check.changing', { changing }) : ''),
    },
    {
      id: 'fresh',
      tone: asked > 0 ? 'wait' : 'good',
      says: asked > 0 ? t('check.askedAgain', { asked }) : t('check.fresh'),
    },
    {
      id: 'limit',
      tone: 'good',
      says: t(largest > desk.preAuthorisedFen ? 'check.above' : 'check.within', limit),
    },
    {
      id: 'holds',
      tone: held > 0 || desk.hold ? 'bad' : 'good',
      says: held > 0 ? t('check.linesHeld', { held }) : t(desk.hold ? 'check.orderHeld' : 'check.noHold'),
    },
  ];
}
