// The registry of the hub's sources: kept as a file, so that a new department needs no deployment.
import { hubSourcesSchema, type HubSources } from '../../core/hub/hub-source.ts';
import type { Files } from '../ports.ts';

/** Where it lies in the bucket of files. */
export const HUB_SOURCES_KEY = 'hub/sources.json';

/** @returns no sources while none is registered */
export async function loadSources(files: Pick<Files, 'get'>): Promise<HubSources> {
  const content = await files.get('files', HUB_SOURCES_KEY);
  return content ? hubSourcesSchema.parse(JSON.parse(new TextDecoder().decode(content))) : {};
}
