// Trigger of the hub: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { hubRoutes } from './hub-routes.ts';

export const handler = httpLambda(hubRoutes, loadDeps);
