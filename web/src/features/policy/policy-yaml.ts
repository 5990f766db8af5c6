// Policies as YAML text and back, with the line on which each path of the document stands; loaded only where it is needed.
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  stringify,
  type Document,
  type YAMLSeq,
} from 'yaml';
import type { Path } from './document-value.ts';

const WRITTEN = { lineWidth: 100 } as const;

/** The document as a person would write it. */
export const yamlOf = (document: object): string =>
  stringify(document, { ...WRITTEN, aliasDuplicateObjects: false });

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

/** Changes the text through its tree, so that comments and the way the rest is written stay. */
export function changed(text: string, change: (document: Document) => void): string {
  const document = parseDocument(text);
  change(document);
  return document.toString(WRITTEN);
}

/** Sets one value; undefined takes its key away. */
export function setValue(document: Document, path: Path, value: unknown): void {
  if (value === undefined) {
    document.deleteIn(path);
    return;
  }
  // Quotes that a text needed for a moment, for a blank at its end, do not stay once it does without.
  const before = document.getIn(path, true);
  if (isScalar(before) && before.type?.startsWith('QUOTE') === true) delete before.type;
  document.setIn(path, typeof value === 'object' ? document.createNode(value) : value);
}

/** The list at a place. A comment above the first member is that member's, although the parser gives it to the list. */
function listIn(document: Document, path: Path): YAMLSeq | undefined {
  const list = document.getIn(path, true);
  if (!isSeq(list)) return undefined;
  const [first] = list.items;
  if (isNode(first) && list.commentBefore && !first.commentBefore) {
    first.commentBefore = list.commentBefore;
    list.commentBefore = null;
  }
  return list;
}

/** Puts a new member into a list, which is made if there is none. */
export function insertItem(document: Document, path: Path, index: number, value: unknown): void {
  const list = listIn(document, path);
  if (!list) {
    document.setIn(path, document.createNode([value]));
    return;
  }
  // `[]` is written in one line; what grows in it is not.
  if (list.items.length === 0) list.flow = false;
  list.items.splice(index, 0, document.createNode(value));
}

export function removeItem(document: Document, path: Path, index: number): void {
  const list = listIn(document, path);
  list?.items.splice(index, 1);
  if (list?.items.length === 0) list.flow = true;
}

export function moveItem(document: Document, path: Path, from: number, to: number): void {
  const list = listIn(document, path);
  if (!list || to < 0 || to >= list.items.length) return;
  list.items.splice(to, 0, ...list.items.splice(from, 1));
}
