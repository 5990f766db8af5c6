// Trigger of the message stage: its HTTP routes.
import { httpLambda } from '../edge/http.ts';
import { loadDeps } from '../edge/wiring.ts';
import { messageRoutes } from './message-routes.ts';

export const handler = httpLambda(messageRoutes, loadDeps);
