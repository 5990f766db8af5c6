// Trigger of the matching stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { matchingRoutes } from './matching-routes.ts';

export const handler = httpLambda(matchingRoutes, loadDeps);
