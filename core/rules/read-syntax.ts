// The grammar's own tree: parsed strictly, guarded in size, with places that refer to the text as written.
import { parser } from '@bpmn-io/lezer-feel';
import { normalisePunctuation, type Normalised } from './normalise-punctuation.ts';
import { RuleError } from './rule-error.ts';
import { outsideSubset, syntaxProblem } from './syntax-words.ts';

/** Longest expression in characters, deepest nesting of brackets, and deepest tree. */
export const TEXT_MAX = 4000;
const BRACKETS_MAX = 60;
export const DEPTH_MAX = 200;

const PARSERS = {
  expression: parser.configure({ top: 'Expression', strict: true }),
  unaryTests: parser.configure({ top: 'UnaryTests', strict: true }),
};

export type Tree = ReturnType<typeof parser.parse>['topNode'];

/** What the conversion carries along: the text, and how to report at a place of it. */
export interface Source {
  readonly normalised: Normalised;
  readonly depth: number;
}

const SKIPPED = new Set(['(', ')', '[', ']', ',']);
const COMMENTS = new Set(['BlockComment', 'LineComment']);

export function allChildren(tree: Tree): Tree[] {
  const found: Tree[] = [];
  for (let child = tree.firstChild; child; child = child.nextSibling) {
    if (!COMMENTS.has(child.name)) found.push(child);
  }
  return found;
}

export const children = (tree: Tree): Tree[] => allChildren(tree).filter((child) => !SKIPPED.has(child.name));
export const textOf = (source: Source, tree: Tree): string =>
  source.normalised.text.slice(tree.from, tree.to);

export function placeIn(source: Source, tree: Tree): { from: number; to: number } {
  return { from: source.normalised.originalOffset(tree.from), to: source.normalised.originalOffset(tree.to) };
}

export const refuse = (source: Source, tree: Tree): RuleError =>
  new RuleError(
    source.normalised.originalOffset(tree.from),
    ...outsideSubset(tree.name, textOf(source, tree)),
  );

/** The n-th meaningful child; a missing one means the grammar gave a form we do not know. */
export function childAt(source: Source, tree: Tree, index: number): Tree {
  const child = children(tree)[index];
  if (!child) throw refuse(source, tree);
  return child;
}

export function parseTree(text: string, top: keyof typeof PARSERS): { source: Source; tree: Tree } {
  guardSize(text);
  const normalised = normalisePunctuation(text);
  try {
    const tree = PARSERS[top].parse(normalised.text).topNode;
    return { source: { normalised, depth: 0 }, tree };
  } catch (error) {
    const at = error instanceof SyntaxError ? /at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (at === undefined) throw error;
    if (operatorsBefore(normalised.text, Number(at)) >= CHAIN_MAX)
      throw tooDeep(normalised.originalOffset(Number(at)));
    throw new RuleError(normalised.originalOffset(Number(at)), ...syntaxProblem(normalised.text, Number(at)));
  }
}

/** The grammar gives up after 300 operators in a row; the words should not blame the text there. */
const CHAIN_MAX = 299;

const operatorsBefore = (text: string, at: number): number =>
  (text.slice(0, at).match(/\b(?:and|or)\b|[-+*/]/g) ?? []).length;

function guardSize(text: string): void {
  if (text.length > TEXT_MAX) {
    throw new RuleError(
      0,
      {
        zh: `表达式有 ${text.length} 个字符，最多 ${TEXT_MAX} 个`,
        en: `the expression has ${text.length} characters; the most is ${TEXT_MAX}`,
      },
      { zh: '请拆成若干具名的计算项或决策表', en: 'Split it into named values or a decision table' },
    );
  }
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ('([{（［【'.includes(text.charAt(at))) depth += 1;
    else if (')]}）］】'.includes(text.charAt(at))) depth -= 1;
    if (depth > BRACKETS_MAX) throw tooDeep(at);
  }
}

export const tooDeep = (at: number): RuleError =>
  new RuleError(
    at,
    { zh: '表达式过长或嵌套过深', en: 'the expression is too long or nested too deeply' },
    { zh: '请拆成若干具名的计算项', en: 'Split it into named values' },
  );
