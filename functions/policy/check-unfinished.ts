// The rules of a document whose frame is not filled in yet: an author who begins with the rules is told about the rules.
import type { FieldError } from '../../core/kernel/fault.ts';

/** The parts that rules are made of, and what they are checked against. */
const RULE_PARTS: readonly string[] = [
  ...['items', 'parameters', 'values', 'tables', 'conditions', 'amount', 'lines', 'examples'],
  ...['claimants', 'level', 'district', 'dates'],
];

const dash = { zh: '-', en: '-' };

/** Everything around the rules, filled in so that it reads. */
const FRAME = {
  schema: 'zhida-policy/1',
  id: 'unfinished',
  title: dash,
  documentNumber: '-',
  legalText: '-',
  department: 'unfinished',
  provenance: { kind: 'composed', source: '-' },
  structure: { document: dash, clause: '-', matter: dash },
  approval: { steps: [{ step: 'approve', role: 'staff.approver', ...dash }] },
  mode: 'confirm',
  kind: 'grant',
  period: 'once',
  payees: [{ kind: 'enterprise', percent: 100, ...dash }],
  stacking: { rule: 'combine' },
  allocation: { method: 'queue' },
  funding: [{ treasury: 'city', percent: 100 }],
  commitment: dash,
  recovery: { repayWithinDays: 1, hearing: true, ...dash },
} as const;

/** Whether the rules have a say in an error or an advice at this place. */
export const isAboutRules = ({ path }: FieldError): boolean => RULE_PARTS.includes(path.split('.')[0] ?? '');

/** The rules of `input` in a frame that reads; undefined when it holds none, or when what is wrong is in the rules. */
export function rulesInFrame(input: unknown, errors: readonly FieldError[]): unknown {
  if (typeof input !== 'object' || input === null || errors.some(isAboutRules)) return undefined;
  return {
    ...FRAME,
    ...Object.fromEntries(Object.entries(input).filter(([part]) => RULE_PARTS.includes(part))),
  };
}
