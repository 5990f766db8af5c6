// What an evaluation takes and gives: facts in, an outcome of three values with its reasons out.
import type { Fen } from '../kernel/fen.ts';
import type { Words } from './rule-document.ts';

/** A record of a `list` item; an absent or null field is unknown. */
export type FactRecord = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Fen, scaled integer, day number, boolean, enum code or text, or the records of a list: see `ItemType`. */
export type FactValue = number | boolean | string | readonly FactRecord[];

/** Keys are catalogue item keys; absent, null or undefined is unknown. */
export type Facts = Readonly<Record<string, FactValue | null | undefined>>;

export interface EvaluationContext {
  /** The day the answer is for: chooses parameter values, and is `asOf` in expressions. */
  readonly asOfDay: number;
  /** District code of the firm, when the facts do not hold it. */
  readonly district?: string | undefined;
}

export type Outcome = 'eligible' | 'ineligible' | 'unknown';

export interface ConditionResult {
  readonly name: string;
  /** null is unknown: items are missing. */
  readonly value: boolean | null;
}

/** One step of the amount: a value, table or parameter that was used, then rounding, then each cap that bound. */
export interface AmountStep extends Words {
  readonly name: string;
  /** The value as a person writes it (`300`, `1500.00`); null when unknown. */
  readonly text: string | null;
  /** Present when the value is money and is a whole number of fen. */
  readonly amountFen?: Fen;
}

export interface LineResult {
  /** Index of the record in the list. */
  readonly index: number;
  readonly outcome: Outcome;
  readonly conditions: readonly ConditionResult[];
  /** Paid at most once for each of these, for example `employee:…`; null until its fields are known. */
  readonly uniqueKeys: readonly (string | null)[];
  /** null unless eligible and computable; an earlier line with the same key leaves 0 and `duplicateOf`. */
  readonly amountFen: Fen | null;
  readonly duplicateOf?: number;
}

export interface Evaluation {
  /** By the conditions alone: `eligible` with `amountFen` null means that items of the amount are still missing. */
  readonly outcome: Outcome;
  readonly conditions: readonly ConditionResult[];
  /**
   * Items (or `list.field`) that can still turn outcome or amount, those that can decide the outcome first, each group
   * by cost rank. Ask for the first, evaluate again, stop when it is empty. Empty as soon as the firm is ineligible.
   */
  readonly missing: readonly string[];
  /** After rounding and case caps; null when unknown or not eligible. */
  readonly amountFen: Fen | null;
  readonly steps: readonly AmountStep[];
  readonly lines?: readonly LineResult[];
}
