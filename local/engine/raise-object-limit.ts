// Lets fauxqs take objects larger than its 11 MiB: a city's whole register is some 40 MB.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** The largest object that one PUT may bring; a larger one is answered with 413. Its bytes are in memory once while it comes. */
export const OBJECT_MAX_BYTES = 64 * 1024 * 1024;

interface RouteOptions {
  readonly method: string | readonly string[];
  bodyLimit?: number;
}
interface FastifyInstance {
  addHook(name: 'onRoute', hook: (route: RouteOptions) => void): void;
}

/** Fastify's documented channel for instruments: it announces each server before the server's routes are made. */
const CHANNEL = 'fastify.initialization';

/** Runs `start` so that the Fastify servers it makes take objects by PUT up to the limit. */
export async function withLargeObjects<Started>(start: () => Promise<Started>): Promise<Started> {
  const raise = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', (route) => {
      if ([route.method].flat().includes('PUT')) route.bodyLimit = OBJECT_MAX_BYTES;
    });
  };
  subscribe(CHANNEL, raise);
  try {
    return await start();
  } finally {
    unsubscribe(CHANNEL, raise);
  }
}
