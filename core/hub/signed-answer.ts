// A department's answer and its signature: Zhida keeps it as a receipt, so that an auditor can verify it years later.
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { daySchema, usccSchema } from '../kernel/schema.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';

const scalarSchema = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
const valueSchema = z.union([scalarSchema, z.array(z.record(z.string().max(60), scalarSchema)).max(5_000)]);

/** What goes over the wire and into the decision's proof; a null value says "not held", and is signed too. */
export const signedAnswerSchema = z.strictObject({
  department: z.string().min(1).max(60),
  uscc: usccSchema,
  /** By item key, or by the text of a predicate, in the catalogue's carried form. */
  values: z.record(z.string().max(200), valueSchema),
  /** The business day the department's data stands at. */
  asOf: daySchema,
  /** Chosen by whoever asks: an old answer cannot be passed off as a new one. */
  nonce: z.string().min(8).max(64),
  signature: z.base64url(),
});
export type SignedAnswer = z.infer<typeof signedAnswerSchema>;

/** The exact text that is signed. */
export const answerText = (answer: Omit<SignedAnswer, 'signature'>): string =>
  canonicalJson({
    department: answer.department,
    uscc: answer.uscc,
    values: answer.values,
    asOf: answer.asOf,
    nonce: answer.nonce,
  });

/** @param publicKey the raw 32 bytes of an Ed25519 key in base64url, as the registry of sources lists it */
export const readPublicKey = (publicKey: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });

/** True when the department that holds the key signed exactly these values. */
export const answerIsGenuine = (answer: SignedAnswer, publicKey: KeyObject): boolean =>
  verify(null, Buffer.from(answerText(answer)), publicKey, Buffer.from(answer.signature, 'base64url'));
