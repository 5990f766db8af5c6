// Trigger of the reconciliation stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { reconciliationRoutes } from './reconciliation-routes.ts';

export const handler = httpLambda(reconciliationRoutes, loadDeps);
