// Every page of the console by its path; a page's code loads when it is first opened, and only for those it is for.
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { createBrowserRouter } from 'react-router';
import {
  ACCOUNT_VIEWERS,
  STAFF_VIEWERS,
  COCKPIT_VIEWERS,
  FINANCE_VIEWERS,
  HOLD_VIEWERS,
  INBOX_VIEWERS,
  LEDGER_VIEWERS,
  POLICY_VIEWERS,
} from '../kit/session.ts';
import { Guard } from './guard.tsx';
import { NotFound, Start } from './start.tsx';
import { Shell } from './shell.tsx';

const page = <Name extends string>(load: () => Promise<Record<Name, () => ReactNode>>, name: Name) =>
  lazy<ComponentType>(async () => ({ default: (await load())[name] }));

const Home = page(() => import('../features/claim/home.tsx'), 'Home');
const ClaimPage = page(() => import('../features/claim/claim-page.tsx'), 'ClaimPage');
const Applications = page(() => import('../features/claim/applications.tsx'), 'Applications');
const ApplicationPage = page(() => import('../features/case/application-page.tsx'), 'ApplicationPage');
const CallsPage = page(() => import('../features/case/calls-page.tsx'), 'CallsPage');
const MessagesPage = page(() => import('../features/message/messages-page.tsx'), 'MessagesPage');
const RequestsPage = page(() => import('../features/request/requests-page.tsx'), 'RequestsPage');
const ReceiptPage = page(() => import('../features/case/receipt-page.tsx'), 'ReceiptPage');
const Library = page(() => import('../features/claim/library.tsx'), 'Library');
const PlainPolicy = page(() => import('../features/claim/plain-policy.tsx'), 'PlainPolicy');
const Policies = page(() => import('../features/policy/policies.tsx'), 'Policies');
const PolicyPage = page(() => import('../features/policy/policy-page.tsx'), 'PolicyPage');
const TrialsPage = page(() => import('../features/policy/trials-page.tsx'), 'TrialsPage');
const TrialPage = page(() => import('../features/policy/trial-page.tsx'), 'TrialPage');
const PolicyEditor = page(() => import('../features/policy/policy-editor.tsx'), 'PolicyEditor');
const Budgets = page(() => import('../features/finance/budgets.tsx'), 'Budgets');
const BudgetPage = page(() => import('../features/finance/budget-page.tsx'), 'BudgetPage');
const Orders = page(() => import('../features/finance/orders.tsx'), 'Orders');
const OrderPage = page(() => import('../features/finance/order-page.tsx'), 'OrderPage');
const Holds = page(() => import('../features/finance/holds.tsx'), 'Holds');
const Accounts = page(() => import('../features/finance/accounts.tsx'), 'Accounts');
const BankFilePage = page(() => import('../features/finance/bank-file-page.tsx'), 'BankFilePage');
const Reconciliation = page(() => import('../features/finance/reconciliation.tsx'), 'Reconciliation');
const Recoveries = page(() => import('../features/finance/recoveries.tsx'), 'Recoveries');
const RecoveryNew = page(() => import('../features/finance/recovery-new.tsx'), 'RecoveryNew');
const RecoveryPage = page(() => import('../features/finance/recovery-page.tsx'), 'RecoveryPage');
const BankFiles = page(() => import('../features/finance/bank-files.tsx'), 'BankFiles');
const Ledger = page(() => import('../features/finance/ledger.tsx'), 'Ledger');
const Inbox = page(() => import('../features/inbox/inbox.tsx'), 'Inbox');
const Search = page(() => import('../features/inbox/search.tsx'), 'Search');
const Cockpit = page(() => import('../features/cockpit/cockpit.tsx'), 'Cockpit');
const Wall = page(() => import('../features/cockpit/wall.tsx'), 'Wall');

const forRoles = (roles: readonly string[], element: ReactNode) => <Guard roles={roles}>{element}</Guard>;
const ENTERPRISE = ['enterprise'];

/** Who may open the page of an application: its enterprise and the offices. */
const CASE_VIEWERS = ['enterprise', 'staff.*', ...FINANCE_VIEWERS];
/** An enterprise sees its own requests, the offices and departments those that wait. */
const REQUEST_VIEWERS = ['enterprise', 'staff.*', 'unit.*', 'finance.*', 'hub.*', 'auditor', 'admin'];
const DRAFTERS = ['staff.drafter', 'admin'];

export const consoleRouter = () =>
  createBrowserRouter([
    {
      element: <Shell />,
      children: [
        { path: '/', element: <Start /> },
        { path: '/signed-in', element: <Start /> },
        { path: '/home', element: forRoles(ENTERPRISE, <Home />) },
        { path: '/claims/:policyId', element: forRoles(ENTERPRISE, <ClaimPage />) },
        { path: '/applications', element: forRoles(ENTERPRISE, <Applications />) },
        {
          path: '/applications/:policyId/:uscc/:period',
          element: forRoles(CASE_VIEWERS, <ApplicationPage />),
        },
        { path: '/messages', element: forRoles(ENTERPRISE, <MessagesPage />) },
        { path: '/requests', element: forRoles(REQUEST_VIEWERS, <RequestsPage />) },
        { path: '/data-use', element: forRoles(ENTERPRISE, <CallsPage />) },
        { path: '/receipts', element: <ReceiptPage /> },
        { path: '/library', element: <Library /> },
        { path: '/library/:policyId', element: <PlainPolicy /> },
        { path: '/policies', element: forRoles(POLICY_VIEWERS, <Policies />) },
        { path: '/policies/new', element: forRoles(DRAFTERS, <PolicyEditor />) },
        { path: '/policies/:policyId', element: forRoles(POLICY_VIEWERS, <PolicyPage />) },
        { path: '/policies/:policyId/trials', element: forRoles(POLICY_VIEWERS, <TrialsPage />) },
        { path: '/policies/:policyId/trials/:trialId', element: forRoles(POLICY_VIEWERS, <TrialPage />) },
        { path: '/policies/:policyId/edit', element: forRoles(DRAFTERS, <PolicyEditor />) },
        { path: '/budgets', element: forRoles(FINANCE_VIEWERS, <Budgets />) },
        { path: '/budgets/:policyId/:source', element: forRoles(FINANCE_VIEWERS, <BudgetPage />) },
        { path: '/orders', element: forRoles(FINANCE_VIEWERS, <Orders />) },
        { path: '/orders/:orderId', element: forRoles(FINANCE_VIEWERS, <OrderPage />) },
        { path: '/bank-files', element: forRoles(LEDGER_VIEWERS, <BankFiles />) },
        { path: '/bank-files/:fileId', element: forRoles(LEDGER_VIEWERS, <BankFilePage />) },
        { path: '/reconciliation', element: forRoles(LEDGER_VIEWERS, <Reconciliation />) },
        { path: '/holds', element: forRoles(HOLD_VIEWERS, <Holds />) },
        { path: '/accounts', element: forRoles(ACCOUNT_VIEWERS, <Accounts />) },
        { path: '/recoveries', element: forRoles(STAFF_VIEWERS, <Recoveries />) },
        { path: '/recoveries/new', element: forRoles(STAFF_VIEWERS, <RecoveryNew />) },
        { path: '/recoveries/:recoveryId', element: forRoles(STAFF_VIEWERS, <RecoveryPage />) },
        { path: '/cockpit', element: forRoles(COCKPIT_VIEWERS, <Cockpit />) },
        { path: '/ledger', element: forRoles(LEDGER_VIEWERS, <Ledger />) },
        { path: '/inbox', element: forRoles(INBOX_VIEWERS, <Inbox />) },
        { path: '/search', element: forRoles(STAFF_VIEWERS, <Search />) },
        { path: '*', element: <NotFound /> },
      ],
    },
    // A wall has no frame: nobody stands before it to press anything.
    {
      path: '/cockpit/wall',
      element: <Suspense>{forRoles(COCKPIT_VIEWERS, <Wall />)}</Suspense>,
    },
  ]);
