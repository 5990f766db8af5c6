// One document under all views of the editor: what a field reads, how it writes, and what the checker says at its place.
import { createContext, useContext, useMemo } from 'react';
import type { Document } from 'yaml';
import { pathText, type Path } from './document-value.ts';
import { changed, insertItem, moveItem, readYaml, removeItem, setValue } from './policy-yaml.ts';
import type { LineError, TextCheck } from './use-check.ts';
import type { Draft } from './use-draft.ts';

export interface Problem extends LineError {
  /** Errors stand in the way of saving, the others are advice. */
  readonly isError: boolean;
}

export interface Editing {
  /** The document as data; undefined while the text is not YAML. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** What the checker says at exactly this place. */
  problemsAt(path: Path): readonly Problem[];
  /** Undefined takes the key away. */
  set(path: Path, value: unknown): void;
  insert(path: Path, index: number, value: unknown): void;
  remove(path: Path, index: number): void;
  move(path: Path, from: number, to: number): void;
  /** Several changes as one step. */
  change(make: (document: Document) => void): void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('there is no document around this field');
  return editing;
}

/** The id of the control for a place of the document: errors lead to it. */
export const fieldId = (path: Path): string => `field.${pathText(path)}`;

export function useEditingOf(draft: Draft, check: TextCheck | undefined): Editing {
  const { text, edit } = draft;
  const value = useMemo(() => readYaml(text).value, [text]);
  const problems = useMemo(
    () => [
      ...(check?.errors ?? []).map((error) => ({ ...error, isError: true })),
      ...(check?.warnings ?? []).map((warning) => ({ ...warning, isError: false })),
    ],
    [check],
  );
  const change = (make: (document: Document) => void, field = '') =>
    edit((before) => changed(before, make), field);
  return {
    value,
    problems,
    problemsAt: (path) => problems.filter((problem) => problem.path === pathText(path)),
    set: (path, next) => change((document) => setValue(document, path, next), pathText(path)),
    insert: (path, index, next) => change((document) => insertItem(document, path, index, next)),
    remove: (path, index) => change((document) => removeItem(document, path, index)),
    move: (path, from, to) => change((document) => moveItem(document, path, from, to)),
    change,
  };
}
