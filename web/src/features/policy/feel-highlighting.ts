// Colours of an expression by the grammar that the platform itself parses with; a full-width character counts as its narrow one.
import { parser } from '@bpmn-io/lezer-feel';
import type { EditorView } from '@codemirror/view';
import { Decoration, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { RangeSetBuilder } from '@codemirror/state';
import { classHighlighter, highlightTree } from '@lezer/highlight';

/** Punctuation of Chinese keyboards that Unicode does not fold by itself; each stands for one character, so places stay. */
const NARROW: Readonly<Record<string, string>> = {
  '【': '[',
  '】': ']',
  '、': ',',
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '≤': '<',
  '≥': '>',
  '≠': '=',
  '×': '*',
  '÷': '/',
};

/** The text with narrow punctuation, of the same length. For colours only: what it means is the checker's to say. */
const narrowed = (text: string): string =>
  text.replaceAll(/[^\p{L}\s"\x20-\x7e]/gu, (character) => {
    const folded = NARROW[character] ?? character.normalize('NFKC');
    return folded.length === character.length ? folded : character;
  });

function decorate(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  const tree = parser.parse(narrowed(view.state.doc.toString()));
  highlightTree(tree, classHighlighter, (from, to, classes) => {
    marks.add(from, to, Decoration.mark({ class: classes }));
  });
  return marks.finish();
}

class Highlighter {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = decorate(view);
  }
  update({ docChanged, view }: ViewUpdate): void {
    if (docChanged) this.decorations = decorate(view);
  }
}

export const feelHighlighting = ViewPlugin.fromClass(Highlighter, {
  decorations: ({ decorations }) => decorations,
});
