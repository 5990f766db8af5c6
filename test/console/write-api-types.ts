// Writes the types of the console's client from the API's own description, so that the two cannot drift apart.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { allRoutes } from '../../functions/cockpit/cockpit-routes.ts';
import { openapiDocument } from '../../functions/edge/openapi.ts';

export const TYPES_FILE = join(resolve(import.meta.dirname, '../..'), 'web/src/kit/api-types.d.ts');

const HEAD =
  '// The API as types: written by `npm run api-types` from its OpenAPI description, and tested to be fresh.\n';

/** What the file should hold, formatted as the house does. */
export async function apiTypes(): Promise<string> {
  const document = openapiDocument(allRoutes(), '0.1.0');
  const types = astToString(await openapiTS(JSON.stringify(document), { alphabetize: true }));
  return format(HEAD + types, { ...(await resolveConfig(TYPES_FILE)), filepath: TYPES_FILE });
}

export const storedTypes = (): string => readFileSync(TYPES_FILE, 'utf8');

if (import.meta.main) writeFileSync(TYPES_FILE, await apiTypes());
