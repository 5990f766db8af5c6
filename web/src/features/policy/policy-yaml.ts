// Policies as YAML text and back, with the line on which each path of the document stands; loaded only where it is needed.
import { isMap, isNode, isSeq, LineCounter, parseDocument, stringify, type Document } from 'yaml';

/** The document as a person would write it. */
export const yamlOf = (document: object): string =>
  stringify(document, { lineWidth: 100, aliasDuplicateObjects: false });

export interface ReadYaml {
  /** Undefined when the text is not YAML. */
  readonly value: unknown;
  readonly syntaxErrors: readonly { readonly line: number; readonly message: string }[];
  /** The line, from 1, of a path such as `conditions.2.when`, or of the deepest part of it that stands there. */
  lineOf(path: string): number;
}

export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  const syntaxErrors = parsed.errors.map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    message: message.split('\n')[0] ?? message,
  }));
  return {
    value: syntaxErrors.length === 0 ? parsed.toJS() : undefined,
    syntaxErrors,
    lineOf: (path) => lines.linePos(offsetOf(parsed, path.split('.'))).line,
  };
}

function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isNode(key) && String(key) === part);
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      const next: unknown = node.items[Number(part)];
      if (!isNode(next)) break;
      if (next.range) offset = next.range[0];
      node = next;
    } else break;
  }
  return offset;
}

/** Sets one value in the text and leaves the rest as it was written. */
export function withValue(text: string, path: readonly string[], value: unknown): string {
  const document = parseDocument(text);
  document.setIn(path, value);
  return document.toString({ lineWidth: 100 });
}
