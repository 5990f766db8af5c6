// A field for one FEEL expression: a plain box at once, the editor as soon as it is loaded, both on the same document.
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../../kit/language.ts';
import { scalarOf, textAt } from './document-value.ts';
import { useEditing } from './editing.ts';
import type { createFeelEditor, FeelEditor, FeelMark } from './feel-editor.ts';
import { FieldFrame, written, type ControlAttributes, type FieldProps } from './fields.tsx';
import { useFeelNames } from './use-feel-names.ts';

interface FeelFieldProps extends FieldProps {
  /** A cell of a table: one line, with the expression that it is compared with. */
  readonly cellOf?: string;
  readonly isOneLine?: boolean;
  /** Without the editor: a table of very many cells stays light. */
  readonly isPlain?: boolean;
}

type Create = typeof createFeelEditor;
let loading: Promise<Create> | undefined;

/** The editor, once it is there. */
function useCreate(isWanted: boolean): Create | undefined {
  const [create, set] = useState<Create>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    loading ??= import('./feel-editor.ts').then(({ createFeelEditor }) => createFeelEditor);
    // Without it, for want of a network, the plain box stays and works.
    loading.then(
      (loaded) => !isGone && set(() => loaded),
      () => (loading = undefined),
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return create;
}

/** `1:5 …` of the checker as a place; what has none stands at the beginning. */
function useMarks(field: FieldProps): readonly FeelMark[] {
  const { problemsAt } = useEditing();
  const { pick } = useLanguage();
  return problemsAt(field.path).map((problem) => {
    const place = /^(\d+):(\d+) (.*)$/s.exec(pick(problem));
    return {
      line: Number(place?.[1] ?? 1),
      column: Number(place?.[2] ?? 1),
      message: place?.[3] ?? pick(problem),
      isError: problem.isError,
    };
  });
}

export function FeelField({
  cellOf,
  isOneLine = cellOf !== undefined,
  isPlain = false,
  ...field
}: FeelFieldProps) {
  const { value, set } = useEditing();
  const create = useCreate(!isPlain);
  const text = textAt(value, field.path);
  const write = (typed: string) => {
    const next = written(typed, field.isOptional);
    set(field.path, next === undefined ? undefined : scalarOf(next));
  };
  return (
    <FieldFrame {...field}>
      {(attributes) =>
        create ? (
          <Editor
            create={create}
            field={field}
            text={text}
            attributes={attributes}
            isOneLine={isOneLine}
            cellOf={cellOf}
            onWrite={write}
          />
        ) : (
          <textarea
            {...attributes}
            className="input feel"
            rows={1}
            spellCheck={false}
            value={text}
            onChange={({ target }) => write(target.value)}
          />
        )
      }
    </FieldFrame>
  );
}

interface EditorProps {
  readonly create: Create;
  readonly field: FieldProps;
  readonly text: string;
  readonly attributes: ControlAttributes;
  readonly isOneLine: boolean;
  readonly cellOf: string | undefined;
  readonly onWrite: (text: string) => void;
}

function Editor({ create, field, text, attributes, isOneLine, cellOf, onWrite }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<FeelEditor>(undefined);
  const names = useFeelNames(field.path, cellOf);
  const marks = useMarks(field);
  const shownMarks = JSON.stringify(marks);
  const shownAttributes = JSON.stringify({ ...attributes, 'aria-label': field.label });
  const namesNow = useEffectEvent(() => names);
  const textNow = useEffectEvent(() => text);
  // What was typed comes back through the document, late when the machine is busy: an echo never overwrites newer strokes.
  const underWay = useRef<string[]>([]);
  const writeNow = useEffectEvent((typed: string) => {
    if (typed === text && underWay.current.length === 0) return;
    underWay.current.push(typed);
    onWrite(typed);
  });
  const set = useMemo(() => JSON.parse(shownAttributes) as Record<string, string>, [shownAttributes]);
  const setNow = useEffectEvent(() => set);
  useEffect(() => {
    if (!place.current) return undefined;
    const made = create(place.current, {
      text: textNow(),
      isOneLine,
      attributes: textAttributes(setNow()),
      names: () => namesNow()(),
      onChange: (typed) => writeNow(typed),
    });
    editor.current = made;
    return () => made.destroy();
  }, [create, isOneLine]);
  useEffect(() => editor.current?.setAttributes(textAttributes(set)), [set]);
  useEffect(() => {
    const echo = underWay.current.indexOf(text);
    underWay.current.splice(0, echo === -1 ? Infinity : echo + 1);
    if (echo === -1) editor.current?.setText(text);
  }, [text]);
  useEffect(() => editor.current?.setMarks(JSON.parse(shownMarks) as FeelMark[]), [shownMarks]);
  return <div ref={place} className="feel" />;
}

const textAttributes = (attributes: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
