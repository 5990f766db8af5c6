// Trigger of the payment stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { paymentRoutes } from './payment-routes.ts';

export const handler = httpLambda(paymentRoutes, loadDeps);
