// The house's habits as functions of a file's text, so that a test can show each of them catching an offender.
import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

export const MAX_LINES = 400;
export const MAX_LAMBDA_LINES = 25;

/** Written in two halves, or this file would break its own rule. */
const LEFTOVER = new RegExp(`\\b(${'TO'}DO|${'FIX'}ME)\\b`);
const MACHINE_PATH = new RegExp(
  `(^|[\\s"'\`(=:])/(${'wo'}rk|${'ro'}ot|${'tm'}p)(/|["'\`\\s)]|$)|[/"'\`\\s]\\.${'lib'}rary\\b`,
  'm',
);
const REGISTRY_HOST = new RegExp(`${'regi'}stry\\.(npm|yarn)|${'npm'}mirror|${'arti'}factory|${'verd'}accio`);

/** Lines that are neither blank nor comment, as ESLint counts them. */
export function codeLines(text: string): number {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
  return bare.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}

/** A rule answers with what is wrong with the file, or nothing. */
export type SourceRule = (file: SourceFile) => string | undefined;

export const SOURCE_RULES = {
  'at most 400 lines': ({ text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > MAX_LINES ? `${lines} lines` : undefined;
  },
  'opens with a comment that says why it exists': ({ text }) =>
    /^(#!.*\n)?(\/\/ \S|\/\*\*? ?\S|\/\*\*?\n)/.test(text)
      ? undefined
      : `opens with ${JSON.stringify(text.slice(0, 40))}`,
  'no folder named after nothing': ({ path }) =>
    /(^|\/)(utils?|helpers?|commons?|managers?|misc|shared)(\/|\.tsx?$)/.exec(path)?.[0],
  'kebab-case names': ({ path }) =>
    /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/.test(path.split('/').at(-1) ?? '')
      ? undefined
      : 'not kebab-case',
  'no barrels': ({ text }) => /^export (\*|\{[^}]*\}) from /m.exec(text)?.[0],
} as const satisfies Record<string, SourceRule>;

export const WRITTEN_RULES = {
  'nothing left for later': ({ text }) => LEFTOVER.exec(text)?.[0],
  'no path of a machine': ({ text }) => MACHINE_PATH.exec(text)?.[0],
  'no host of a package registry': ({ text }) => REGISTRY_HOST.exec(text)?.[0],
} as const satisfies Record<string, SourceRule>;

/** Every string and number a file's code holds: literals, template pieces and property names, but no comments. */
export function literalsOf({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) found.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
      found.push(node.text);
    if (ts.isJsxText(node)) found.push(node.text.trim());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

/** Skips in a test file as `path: line of code`, whatever form they take. */
export function skipsOf({ path, text }: SourceFile): string[] {
  const skip = /\.(skip|skipIf|runIf|todo|only)\b\s*\(|\b(skip|todo|only|fails): (true|!)/;
  return text
    .split('\n')
    .filter((line) => skip.test(line) && !line.trim().startsWith('//'))
    .map((line) => `${path}: ${line.trim()}`);
}
