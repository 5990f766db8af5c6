// The districts of a city, kept as a file like the hub's sources: they change by decree, not by deployment.
import { districtDirectory } from '../../core/enterprise/district.ts';
import type { DistrictDirectory } from '../../core/enterprise/district.ts';
import { Fault } from '../../core/kernel/fault.ts';
import type { Files } from '../ports.ts';

/** JSON of the shape that `districtFileSchema` describes. */
export const DISTRICTS_KEY = 'reference/districts.json';

/** @throws Fault unprocessable when no districts were given yet, invalid when the file contradicts itself */
export async function loadDistricts(files: Pick<Files, 'get'>): Promise<DistrictDirectory> {
  const content = await files.get('files', DISTRICTS_KEY);
  if (content === undefined) {
    throw new Fault('unprocessable', {
      reason: 'districts-missing',
      zh: `尚未提供行政区划数据（${DISTRICTS_KEY}）`,
      en: `No districts were given yet (${DISTRICTS_KEY})`,
    });
  }
  return districtDirectory(JSON.parse(new TextDecoder().decode(content)));
}

/** Checks a parsed districts file and keeps it for the imports to come. @throws Fault invalid naming what is wrong */
export async function storeDistricts(files: Pick<Files, 'put'>, file: unknown): Promise<void> {
  districtDirectory(file);
  await files.put('files', DISTRICTS_KEY, JSON.stringify(file), { contentType: 'application/json' });
}
