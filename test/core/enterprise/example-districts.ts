// The example's districts, read as every caller reads them.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { districtDirectory } from '../../../core/enterprise/district.ts';

export const exampleDistricts = districtDirectory(
  parse(readFileSync(new URL('../../../examples/hangzhou-2020/districts.yaml', import.meta.url), 'utf8')),
);
