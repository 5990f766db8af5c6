// Trigger of the request stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { requestRoutes } from './request-routes.ts';

export const handler = httpLambda(requestRoutes, loadDeps);
