// Paging: how many and from where, the same on every list.
import * as z from 'zod';
import type { PageRequest } from './ports.ts';

const LIMIT_DEFAULT = 50;

export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, { message: '1-999' })
    .optional(),
  cursor: z.string().max(500).optional(),
} as const;

export const pageOf = ({
  limit,
  cursor,
}: {
  limit?: string | undefined;
  cursor?: string | undefined;
}): PageRequest => ({
  limit: limit === undefined ? LIMIT_DEFAULT : Number(limit),
  ...(cursor !== undefined && { cursor: Buffer.from(cursor, 'base64url').toString() }),
});

/** The cursor as callers see it: opaque, safe in a URL. */
export const pageReply = <T>({
  items,
  cursor,
}: {
  items: T[];
  cursor?: string;
}): { items: T[]; cursor?: string } => ({
  items,
  ...(cursor !== undefined && { cursor: Buffer.from(cursor).toString('base64url') }),
});
