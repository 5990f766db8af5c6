// The part of a policy that the rule language reads; core/policy/policy-document.ts is the whole document.
import type { Rounding } from '../kernel/fen.ts';

/** The same words in both languages of the house. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** FEEL text; a bare number or boolean of YAML is taken as its literal. */
export type Formula = string | number | boolean;

export interface ConditionSource extends Words {
  readonly name: string;
  readonly when: Formula;
  readonly clause?: string | undefined;
}

/** A named intermediate value, usable in conditions, tables, other values and the amount. */
export interface ValueSource extends Words {
  readonly name: string;
  readonly is: Formula;
  readonly clause?: string | undefined;
}

/** One value of a parameter: `from` and `until` are inclusive days; an entry with `district` wins over one without. */
export interface ParameterEntry {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly district?: string | undefined;
  readonly value: Formula;
}

export interface ParameterSource extends Words {
  readonly name: string;
  readonly unit?: string | undefined;
  readonly clause?: string | undefined;
  readonly values: readonly ParameterEntry[];
}

export interface TableRow {
  /** One unary test for each input: `"A","B"`, `> 300`, `[1..20)`, `not("C")`, or `-` for any. */
  readonly when: readonly Formula[];
  readonly then: Formula;
  readonly clause?: string | undefined;
}

/** A decision table; its name stands for its output in expressions. `unique`: no two rows may apply at once. */
export interface TableSource extends Words {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly hit: 'first' | 'unique';
  readonly rows: readonly TableRow[];
  readonly otherwise?: Formula | undefined;
  readonly clause?: string | undefined;
}

export interface RoundingSource {
  readonly mode: Rounding;
  /** The unit to round to, in fen: 1 is fen, 100 is yuan. */
  readonly toFen: number;
}

/** A limit on the amount. `case` is applied by the evaluator; the other two by the ledger, which knows what was paid. */
export interface CapSource extends Words {
  readonly scope: 'case' | 'enterprise' | 'period';
  readonly limit: Formula;
  /** Length of the window of a `period` cap. */
  readonly months?: number | undefined;
  readonly clause?: string | undefined;
}

export interface AmountSource {
  readonly formula: Formula;
  readonly rounding: RoundingSource;
  readonly caps: readonly CapSource[];
}

/** A line may be paid once for each value of these fields together, for example the employee, or the couple. */
export interface UniqueSource extends Words {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Per-person lines: one possible payment for each record of a `list` item. Expressions read the record's fields by name. */
export interface LinesSource {
  readonly over: string;
  readonly conditions: readonly ConditionSource[];
  readonly amount: AmountSource;
  readonly unique: readonly UniqueSource[];
}

/** Who may claim, by kind of legal form; codes of the catalogue's `legal-form` item. */
export type ClaimantForm = string;

export interface RuleDocument {
  readonly level: string;
  readonly district?: string | undefined;
  readonly claimants: readonly ClaimantForm[];
  readonly conditions: readonly ConditionSource[];
  readonly values: readonly ValueSource[];
  readonly tables: readonly TableSource[];
  readonly parameters: readonly ParameterSource[];
  readonly amount: AmountSource;
  readonly lines?: LinesSource | undefined;
}
