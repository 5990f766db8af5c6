// Who calls: the claims of a checked token become a Principal, whatever shape the gateway gave them.
import * as z from 'zod';
import type { Principal } from '../ports.ts';

/**
 * A list as a claim may arrive: a JSON array, JSON text, or how an HTTP API's JWT authorizer prints an array, `[a b c]`.
 * Names of roles and USCCs hold neither blanks nor commas.
 */
const listSchema = z
  .union([z.array(z.string()), z.string()])
  .transform((claim) => (typeof claim === 'string' ? claim.split(/[[\]\s,"]+/) : claim))
  .transform((names) => names.filter((name) => name !== ''));

const claimsSchema = z.object({
  sub: z.string().min(1),
  roles: listSchema.default([]),
  org: z.string().min(1).optional().catch(undefined),
  district: z.string().min(1).optional().catch(undefined),
  actsFor: listSchema.default([]),
});

/** Nobody in particular: what a public route sees. */
export const GUEST: Principal = { sub: 'guest', roles: [], actsFor: [] };

/** The principal of a token's claims (`sub, roles, org, district, actsFor`), or undefined when they name nobody. */
export function principalOf(claims: unknown): Principal | undefined {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return undefined;
  const { sub, roles, org, district, actsFor } = parsed.data;
  return {
    sub,
    roles,
    actsFor,
    ...(org !== undefined && { org }),
    ...(district !== undefined && { district }),
  };
}
