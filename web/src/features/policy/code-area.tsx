// A place to write with line numbers; lines with errors are marked, and a line can be gone to.
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';

const LINE_PX = 20;
const PADDING_PX = 8;

export interface CodeAreaHandle {
  goToLine(line: number): void;
  insert(text: string): void;
}

interface CodeAreaProps {
  readonly text: string;
  readonly label: string;
  readonly wrongLines: ReadonlySet<number>;
  readonly onChange: (text: string) => void;
  readonly ref: Ref<CodeAreaHandle>;
}

export function CodeArea({ text, label, wrongLines, onChange, ref }: CodeAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const follow = () => {
    if (area.current && lines.current) lines.current.scrollTop = area.current.scrollTop;
  };
  useEffect(follow, [text]);
  useImperativeHandle(ref, () => ({
    goToLine: (line) => {
      const at =
        text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
      area.current?.scrollTo({ top: Math.max((line - 4) * LINE_PX, 0) });
      follow();
    },
    insert: (inserted) => {
      const { selectionStart, selectionEnd } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
      onChange(text.slice(0, selectionStart) + inserted + text.slice(selectionEnd));
      area.current?.focus();
    },
  }));
  const count = text.split('\n').length;
  return (
    <div className="code" style={{ lineHeight: `${LINE_PX}px` }}>
      <div className="code-lines" ref={lines} aria-hidden="true" style={{ paddingTop: PADDING_PX }}>
        {Array.from({ length: count }, (_, index) => (
          <span key={index} className={wrongLines.has(index + 1) ? 'wrong' : ''}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={label}
        aria-invalid={wrongLines.size > 0}
        spellCheck={false}
        value={text}
        onScroll={follow}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
