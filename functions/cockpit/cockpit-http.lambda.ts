// Trigger of the cockpit: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { cockpitRoutes } from './cockpit-routes.ts';

export const handler = httpLambda(cockpitRoutes, loadDeps);
