// Use case: anybody who holds a receipt has it checked against the published rule, the departments' keys and what is recorded.
import { createHash, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { evaluationContextOf } from '../../core/application/evaluation-context.ts';
import { verifyReceipt } from '../../core/eligibility/verify-receipt.ts';
import { readPublicKey } from '../../core/hub/signed-answer.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { daySchema } from '../../core/kernel/schema.ts';
import type { Deps } from '../deps.ts';
import { loadSources } from '../hub/load-sources.ts';
import { proofSchema } from './shown-application-schema.ts';
import { showApplication } from './show-application.ts';

export const receiptSchema = z.looseObject({
  application: z.looseObject({
    id: z.string().min(1).max(200),
    policyId: z.string().min(1).max(80),
    policyVersion: z.int().min(1),
    districtCode: z.string().max(30),
    asOf: daySchema,
  }),
  decision: proofSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

export const verifiedReceiptSchema = z.strictObject({
  ok: z.boolean(),
  /** SHA-256 of the decision's canonical JSON (RFC 8785), in hex. */
  hash: z.string(),
  checks: z.array(
    z.strictObject({
      name: z.enum(['rule', 'signatures', 'sources', 'result', 'record']),
      ok: z.boolean(),
      failing: z.array(z.string()),
    }),
  ),
});
export type VerifiedReceipt = z.infer<typeof verifiedReceiptSchema>;

export const receiptHash = (decision: unknown): string =>
  createHash('sha256').update(canonicalJson(decision)).digest('hex');

/** Stores nothing and shows nothing that the receipt does not hold. @throws Fault not-found for a policy that never was */
export async function checkReceipt(deps: Deps, { application, decision }: Receipt): Promise<VerifiedReceipt> {
  const { policyId, policyVersion } = application;
  const [{ version, compiled }, catalogue, sources, recorded] = await Promise.all([
    deps.policies.version(policyId, policyVersion),
    deps.policies.catalogue(),
    loadSources(deps.files),
    showApplication(deps, application.id).catch(() => undefined),
  ]);
  const keys = new Map<string, KeyObject>(
    Object.entries(sources).map(([department, { publicKey }]) => [department, readPublicKey(publicKey)]),
  );
  const hash = receiptHash(decision);
  const found = verifyReceipt(decision, {
    policyHash: version.hash,
    registerItems: new Set(
      catalogue.items.filter((item) => item.fromRegister === true).map(({ key }) => key),
    ),
    keys,
    context: evaluationContextOf(application),
    evaluate: (facts, context) => compiled.evaluate(facts, context),
  });
  const isRecorded = recorded?.decision !== undefined && receiptHash(recorded.decision) === hash;
  const checks = [
    ...found.map((check) => ({ ...check, failing: [...check.failing] })),
    { name: 'record' as const, ok: isRecorded, failing: [] },
  ];
  return { ok: checks.every(({ ok }) => ok), hash, checks };
}
