// Holds a leg against the journal: what its state says of its money is what the transfers say.
import type { LegMoney } from '../ledger/fold-journal.ts';
import type { Leg } from './claim.ts';

/** Whether a leg's state is where the journal says its money is: an ordered leg's money waits until its order is sent. */
export function legAgrees(leg: Leg | undefined, { held, inTransit, paid }: LegMoney): boolean {
  if (!leg) return false;
  const whole = leg.amountFen;
  switch (leg.state) {
    case 'reserved':
    case 'returned':
      return held === whole && inTransit === 0 && paid === 0;
    case 'ordered':
      return held + inTransit === whole && (held === 0 || inTransit === 0) && paid === 0;
    case 'paid':
      return held === 0 && inTransit === 0 && paid === whole;
    case 'void':
      return held === 0 && inTransit === 0 && paid === 0;
  }
}
