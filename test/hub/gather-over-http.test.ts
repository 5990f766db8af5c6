// Asking as little as possible over real HTTP must give the very answer that knowing everything gives, on real firms.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpDepartments } from '../../adapters/department/http-department.ts';
import type { Enterprise } from '../../core/enterprise/enterprise.ts';
import { legalFormOf } from '../../core/enterprise/legal-form.ts';
import { parseUscc } from '../../core/enterprise/uscc.ts';
import { registerFacts } from '../../core/hub/register-facts.ts';
import { answerIsGenuine, readPublicKey, signedAnswerSchema } from '../../core/hub/signed-answer.ts';
import { formatDay, parseDay } from '../../core/kernel/day.ts';
import { compilePolicy } from '../../core/rules/compile-policy.ts';
import { readExampleCatalogue, readExamplePolicies } from '../../examples/hangzhou-2020/estimate.ts';
import { gatherFacts, type GatheredFacts } from '../../functions/hub/gather-facts.ts';
import { factsOf } from '../../local/sandbox/departments/facts-of.ts';
import { readRegisterIndex, type RegisterIndex } from '../../local/sandbox/departments/register-index.ts';
import {
  startSandboxDepartments,
  type SandboxDepartments,
} from '../../local/sandbox/departments/start-sandbox-departments.ts';

const registerFile = fileURLToPath(
  new URL('../../examples/hangzhou-2020/hangzhou-enterprises.csv.gz', import.meta.url),
);
const catalogue = readExampleCatalogue();
const rules = readExamplePolicies().map((document) => ({
  document,
  compiled: compilePolicy(document, catalogue),
}));
const asOfDay = parseDay('2020-03-27') ?? 0;
const FIRMS = 40;

let sandbox: SandboxDepartments;
let register: RegisterIndex;
let firms: Enterprise[];

beforeAll(async () => {
  sandbox = await startSandboxDepartments({ registerFile, failureRate: 0.02 });
  register = await readRegisterIndex(registerFile);
  const codes = [...register.keys()].filter((uscc) => parseUscc(uscc).ok);
  firms = Array.from({ length: FIRMS }, (_, index) =>
    enterprise(codes[Math.floor((index * codes.length) / FIRMS)] ?? ''),
  );
});
afterAll(() => sandbox.close());

function enterprise(uscc: string): Enterprise {
  const { name = '', typeText, registeredOnDay = 0 } = register.get(uscc) ?? {};
  const legalForm = legalFormOf({ uscc, name, typeText });
  const area = uscc.slice(2, 8);
  const known = { '330183': '330111', '330185': '330112' }[area] ?? area;
  const districtCode = catalogue.items
    .find(({ key }) => key === 'district')
    ?.values?.find(({ code }) => code === known)?.code;
  return {
    id: uscc,
    uscc,
    name,
    registeredOn: formatDay(registeredOnDay),
    ...(legalForm !== undefined && { legalForm }),
    ...(districtCode !== undefined && { districtCode }),
  };
}

describe('facts gathered from departments over HTTP', () => {
  it('lead to the same decision as all facts at once, with fewer items asked, under every policy', async () => {
    const departments = httpDepartments({ sources: sandbox.sources, attemptsMax: 8, pauseMs: 1 });
    const counts = { cases: 0, eligible: 0, asked: 0, needed: 0 };
    for (const firm of firms) {
      const all = { ...factsOf(firm.uscc, register.get(firm.uscc)), ...registerFacts(firm) };
      for (const { document, compiled } of rules) {
        const purpose = {
          applicationId: `${document.id}.${firm.uscc}.once`,
          policyId: document.id,
          policyVersion: 1,
        };
        const gathered = await gatherFacts(
          { departments },
          { enterprise: firm, policy: compiled, catalogue, asOfDay, purpose },
        );
        const expected = compiled.evaluate(all, { asOfDay, district: firm.districtCode });
        expect([document.id, gathered.evaluation.outcome, gathered.evaluation.amountFen]).toEqual([
          document.id,
          expected.outcome,
          expected.amountFen,
        ]);
        expectProven(gathered);
        counts.cases += 1;
        counts.eligible += expected.outcome === 'eligible' ? 1 : 0;
        counts.asked += gathered.asked.reduce((sum, { items }) => sum + items.length, 0);
        counts.needed += compiled.items.length;
      }
    }
    expect(counts.cases).toBe(FIRMS * 29);
    expect(counts.eligible).toBeGreaterThan(10);
    expect(counts.asked).toBeLessThan(counts.needed / 2);
  });
});

/** Every fact that no register gave stands in a receipt that its department signed. */
function expectProven({ facts, receipts }: GatheredFacts): void {
  for (const receipt of receipts) {
    const key = readPublicKey(sandbox.publicKeys[receipt.department] ?? '');
    expect(answerIsGenuine(signedAnswerSchema.parse(receipt), key)).toBe(true);
  }
  const fromRegister = new Set(catalogue.items.filter((item) => item.fromRegister).map((item) => item.key));
  for (const [key, value] of Object.entries(facts)) {
    if (fromRegister.has(key)) continue;
    expect(receipts.some((receipt) => JSON.stringify(receipt.values[key]) === JSON.stringify(value))).toBe(
      true,
    );
  }
}
