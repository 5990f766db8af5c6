// The register in slices of about equal size: which one a firm is in follows from its code alone.
import { hash } from 'node:crypto';

/** `list('enterprise', { by: 'all', group: '0' … })` lists one slice. */
export const REGISTER_SLICES = 16;

export const registerSliceOf = (uscc: string): number =>
  hash('sha256', uscc, 'buffer').readUInt16BE(0) % REGISTER_SLICES;
