// Trigger of the disbursement stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { disbursementRoutes } from './disbursement-routes.ts';

export const handler = httpLambda(disbursementRoutes, loadDeps);
