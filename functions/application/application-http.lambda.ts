// Trigger of the application stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { applicationRoutes } from './application-routes.ts';

export const handler = httpLambda(applicationRoutes, loadDeps);
