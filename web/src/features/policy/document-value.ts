// Reading a document that is still being written: any part may be missing or of the wrong kind, and nothing may break on it.

/** Keys and indexes from the document's top. */
export type Path = readonly (string | number)[];

export const pathText = (path: Path): string => path.join('.');

export const at = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    document,
  );

/** A scalar as text; everything else is empty. */
export function textAt(document: unknown, path: Path): string {
  const value = at(document, path);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

export function listAt(document: unknown, path: Path): readonly unknown[] {
  const value = at(document, path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Texts of a list of scalars. */
export const textsAt = (document: unknown, path: Path): string[] =>
  listAt(document, path).map((_, index) => textAt(document, [...path, index]));

/**
 * What a person typed, as YAML carries it: `1000` and `true` are not quoted text. A number that would be written
 * otherwise, such as `1.0` on its way to `1.05`, stays text.
 */
export function scalarOf(typed: string): string | number | boolean {
  if (typed === 'true' || typed === 'false') return typed === 'true';
  return /^-?\d/.test(typed) && String(Number(typed)) === typed ? Number(typed) : typed;
}
