// The inbox: everything that waits for a person, each kind for those whose work it is, with owner and age.
import { useTranslation } from 'react-i18next';
import { Page } from '../../kit/page.tsx';
import { FINANCE_VIEWERS, hasRole, usePerson } from '../../kit/session.ts';
import { Appeals } from './appeals.tsx';
import { Exceptions } from './exceptions.tsx';
import { PoliciesUnderWay } from './policies-under-way.tsx';
import {
  useExceptions,
  useOverrides,
  usePolicyHeads,
  useReviews,
  useWaitingOrders,
  useWaitingRequests,
} from './queries.ts';
import { Overrides } from './overrides.tsx';
import { Reviews } from './reviews.tsx';
import { SearchBox } from './search.tsx';
import { WaitingMoney } from './waiting-money.tsx';

const CASE_ROLES = ['staff.reviewer', 'auditor', 'admin'];
/** The steps of a policy's approval route may be anybody's: the list says whose, and what is the reader's own. */
const POLICY_ROLES = ['staff.*', 'unit.*', 'finance.*', 'leader.*', 'admin'];
const EXCEPTION_ROLES = ['finance.*', 'staff.*', 'unit.*', 'auditor', 'admin'];

export function Inbox() {
  const { t } = useTranslation('inbox');
  const person = usePerson();
  const [seesCases = false, seesPolicies = false, seesMoney = false, seesExceptions = false] = [
    CASE_ROLES,
    POLICY_ROLES,
    FINANCE_VIEWERS,
    EXCEPTION_ROLES,
  ].map((roles) => hasRole(person, ...roles));
  return (
    <Page title={t('title')} lead={t('lead')} isWide>
      {seesExceptions && (
        <div className="surface">
          <SearchBox />
        </div>
      )}
      <Tiles
        seesCases={seesCases}
        seesPolicies={seesPolicies}
        seesMoney={seesMoney}
        seesExceptions={seesExceptions}
      />
      {seesCases && <Appeals />}
      {seesCases && <Reviews />}
      {seesPolicies && <PoliciesUnderWay />}
      {seesMoney && <WaitingMoney />}
      {seesExceptions && <Overrides />}
      {seesExceptions && <Exceptions />}
    </Page>
  );
}

interface TilesProps {
  readonly seesCases: boolean;
  readonly seesPolicies: boolean;
  readonly seesMoney: boolean;
  readonly seesExceptions: boolean;
}

/** How much waits, in a row of figures that lead to their lists. */
function Tiles({ seesCases, seesPolicies, seesMoney, seesExceptions }: TilesProps) {
  const { t } = useTranslation('inbox');
  const reviews = useReviews(seesCases).data;
  const policies = usePolicyHeads().data?.filter(({ latest, inForce }) => latest !== inForce);
  const orders = useWaitingOrders(seesMoney).data;
  const requests = useWaitingRequests(seesMoney).data;
  const exceptions = useExceptions(seesExceptions).data;
  const overrides = useOverrides(seesExceptions).data;
  const tiles = [
    ...(seesCases ? [{ word: 'tile.reviews', id: 'reviews', count: reviews?.length } as const] : []),
    ...(seesPolicies ? [{ word: 'tile.policies', id: 'policies', count: policies?.length } as const] : []),
    ...(seesMoney
      ? [
          { word: 'tile.orders', id: 'orders', count: orders?.length } as const,
          { word: 'tile.requests', id: 'requests', count: requests?.length } as const,
        ]
      : []),
    ...(seesExceptions
      ? [
          { word: 'tile.overrides', id: 'overrides', count: overrides?.length } as const,
          { word: 'tile.exceptions', id: 'exceptions', count: exceptions?.length } as const,
        ]
      : []),
  ];
  return (
    <nav className="surface hero figures" aria-label={t('title')}>
      {tiles.map(({ word, id, count }) => (
        <div key={id}>
          <a href={`#${id}`}>{t(word)}</a>
          <strong>{count ?? '…'}</strong>
        </div>
      ))}
    </nav>
  );
}
