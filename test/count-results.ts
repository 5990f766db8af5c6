// The last line of CI: how many tests passed and failed, with what a count of tests alone would miss counted as failed.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { allowedSkips } from './house/allowed-skips.ts';

/** What vitest's JSON reporter writes, as far as it is needed. */
const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Sentences on what failed without a failing test: a file that did not load, a skip outside the committed list. */
  readonly notes: readonly string[];
}

/** A file whose set-up broke fails once, though its tests only count as skipped; a skip that is not allowed is a failure. */
export function countResults(report: Report, root: string): Count {
  const skippable = new Set(allowedSkips().map(({ file }) => file));
  const notes: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative(root, name);
    const withStatus = (wanted: string) => assertionResults.filter((result) => result.status === wanted);
    const own = withStatus('failed').length;
    passed += withStatus('passed').length;
    failed += own;
    const unrun = assertionResults.length - own - withStatus('passed').length;
    if (status === 'failed' && own === 0)
      notes.push(`${file} could not run: ${message.split('\n')[0] ?? ''}`);
    else if (unrun > 0 && !skippable.has(file))
      notes.push(`${file}: ${unrun} skipped, but it is not on the list of allowed skips`);
  }
  if (report.testResults.length === 0) notes.push('no test ran');
  return { passed, failed: failed + notes.length, notes };
}

/** @param file vitest's report; absent when the checks before the tests failed */
export function countFile(file: string, root: string): Count {
  if (!existsSync(file))
    return { passed: 0, failed: 1, notes: ['the tests did not run: see the first error above'] };
  return countResults(reportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), root);
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const { passed, failed, notes } = countFile(join(root, 'reports/vitest.json'), root);
  // Steps that failed; the tests' own failures are counted one by one already.
  const steps = process.argv.slice(2).filter((step) => step !== 'npm test' || failed === 0);
  for (const note of [...notes, ...steps.map((step) => `${step} failed`)]) console.log(note);
  const all = failed + steps.length;
  console.log(`${passed} passed, ${all} failed`);
  process.exitCode = all === 0 ? 0 : 1;
}
