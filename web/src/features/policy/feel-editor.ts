// The editor of one FEEL expression by CodeMirror, loaded when a rule is first shown: colours, completion, the checker's marks.
import { acceptCompletion, autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, Prec, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { feelCompletions, type FeelNames } from './feel-completions.ts';
import { feelHighlighting } from './feel-highlighting.ts';

/** Something the checker says about the expression. `line` and `column` count from 1, in characters. */
export interface FeelMark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly isError: boolean;
}

export interface FeelEditorSpec {
  readonly text: string;
  /** A cell of a table holds one line. */
  readonly isOneLine: boolean;
  /** Attributes of the element that is written in. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly names: () => FeelNames;
  readonly onChange: (text: string) => void;
}

export interface FeelEditor {
  setText(text: string): void;
  setMarks(marks: readonly FeelMark[]): void;
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  destroy(): void;
}

const theme = EditorView.theme({
  '&.cm-editor': {
    border: '1px solid #8a96a8',
    borderRadius: '8px',
    background: '#fff',
    color: '#1b2330',
    minHeight: '38px',
  },
  '&.cm-editor.cm-focused': { outline: '3px solid #7aa7ff', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.5', borderRadius: '8px' },
  '.cm-content': { padding: '7px 0', caretColor: '#0a4bb5' },
  '.cm-line': { padding: '0 10px' },
  '.tok-keyword, .tok-operatorKeyword': { color: '#7a1fa2', fontWeight: '600' },
  '.tok-string': { color: '#0b6b3a' },
  '.tok-number, .tok-bool, .tok-null': { color: '#9a3b00' },
  '.tok-variableName, .tok-propertyName': { color: '#0a3f99' },
  '.tok-function': { color: '#00616b' },
  '.cm-tooltip': { borderRadius: '8px', border: '1px solid #b9c4d6', background: '#fff' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '15em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: '#0a4bb5', color: '#fff' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '1', color: '#4b5666' },
  'li[aria-selected] .cm-completionDetail': { color: '#e6eefc' },
  '.cm-completionInfo': { padding: '8px 10px', maxWidth: '22rem' },
});

const oneLine: Extension = [
  EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*\n\s*/g, ' ')),
];

/** From the place that the checker names to the end of the word there; at the end of a line, the character before it. */
function diagnosticOf(document: Text, { line, column, message, isError }: FeelMark): Diagnostic {
  const { from, to, text } = document.line(Math.min(Math.max(line, 1), document.lines));
  const start = from + [...text].slice(0, column - 1).join('').length;
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(start - from))?.[0] ?? '';
  const severity = isError ? 'error' : 'warning';
  if (word === '') return { from: Math.max(from, to - 1), to, severity, message };
  return { from: start, to: start + word.length, severity, message };
}

export function createFeelEditor(parent: HTMLElement, spec: FeelEditorSpec): FeelEditor {
  const attributes = new Compartment();
  const named = (set: Readonly<Record<string, string>>) => EditorView.contentAttributes.of(set);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: spec.text,
      extensions: [
        theme,
        EditorView.lineWrapping,
        feelHighlighting,
        autocompletion({ override: [feelCompletions(spec.names)], icons: false }),
        // Undoing is the whole document's affair, and Tab leads out of the field unless a completion waits.
        Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
        keymap.of([...completionKeymap, ...defaultKeymap]),
        // Within the page's main part, where those who hear it expect it, and not cut off by what scrolls.
        tooltips({ position: 'fixed', parent: document.querySelector('main') ?? document.body }),
        attributes.of(named(spec.attributes)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) spec.onChange(update.state.doc.toString());
        }),
        spec.isOneLine ? oneLine : [],
      ],
    }),
  });
  return {
    setText: (text) => {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    setMarks: (marks) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map((mark) => diagnosticOf(view.state.doc, mark)),
        ),
      ),
    setAttributes: (set) => view.dispatch({ effects: attributes.reconfigure(named(set)) }),
    destroy: () => view.destroy(),
  };
}
