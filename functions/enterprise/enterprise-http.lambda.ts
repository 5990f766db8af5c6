// Trigger of the enterprise stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { enterpriseRoutes } from './enterprise-routes.ts';

export const handler = httpLambda(enterpriseRoutes, loadDeps);
