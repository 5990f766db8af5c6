// Trigger of the policy stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { policyRoutes } from './policy-routes.ts';

export const handler = httpLambda(policyRoutes, loadDeps);
