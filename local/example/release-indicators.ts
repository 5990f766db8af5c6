// The sandbox departments release the indicators they agreed to: one file each, from the same facts that they answer with.
import type { Catalogue } from '../../core/rules/catalogue.ts';
import type { Deps } from '../../functions/deps.ts';
import { releasedKey } from '../../functions/matching/read-released.ts';
import { factsOf } from '../sandbox/departments/facts-of.ts';
import { readRegisterIndex } from '../sandbox/departments/register-index.ts';
import { REGISTER_FILE } from './read-example.ts';

const RELEASED_ON = '2020-03-01';
const EXPIRES_ON = '2030-01-01';

/** @param enterprisesMax only the first rows of the register: the rest is not imported */
export async function releaseIndicators(
  deps: Pick<Deps, 'files'>,
  catalogue: Catalogue,
  seed: number,
  enterprisesMax = Infinity,
): Promise<void> {
  const released = catalogue.items.filter((item) => item.released && item.fromRegister !== true);
  const departments = [...new Set(released.map((item) => item.department))];
  const lines = new Map<string, string[]>(departments.map((department) => [department, []]));
  const register = await readRegisterIndex(REGISTER_FILE);
  for (const [uscc, registration] of [...register].slice(0, enterprisesMax)) {
    const facts = factsOf(uscc, registration, seed);
    for (const department of departments) {
      const held = released.filter(
        ({ key, department: holder }) =>
          holder === department && facts[key] !== undefined && facts[key] !== null,
      );
      const values = Object.fromEntries(held.map(({ key }) => [key, facts[key]]));
      lines.get(department)?.push(JSON.stringify({ uscc, asOf: RELEASED_ON, expiresOn: EXPIRES_ON, values }));
    }
  }
  for (const [department, rows] of lines)
    await deps.files.put('files', releasedKey(department), rows.join('\n'));
}
