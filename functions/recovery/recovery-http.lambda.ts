// Trigger of the recovery stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { recoveryRoutes } from './recovery-routes.ts';

export const handler = httpLambda(recoveryRoutes, loadDeps);
