// Where a CSV record ends when its quotes are not to be trusted: one open quote must not swallow the rest of a file.

const QUOTE = 0x22;
const COMMA = 0x2c;

/** `open`: a quoted field goes on in the next line. `stray`: text follows a closing quote, so the record is broken. */
export type RecordEnd = 'complete' | 'open' | 'stray';

export interface RecordScan {
  readonly end: RecordEnd;
  /** Fields begun so far. */
  readonly fields: number;
}

const FRESH: RecordScan = { end: 'complete', fields: 1 };

/**
 * Scans one physical line (RFC 4180, comma, double quote).
 * @param before the scan of the lines before it when they left a field open
 */
export function scanLine(line: string, before: RecordScan = FRESH): RecordScan {
  let fields = before.fields;
  let quoted = before.end === 'open';
  let fieldStart = !quoted;
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (quoted) {
      if (code !== QUOTE) continue;
      const next = line.charCodeAt(index + 1);
      if (next === QUOTE) {
        index++;
      } else if (Number.isNaN(next) || next === COMMA) {
        quoted = false;
      } else {
        return { end: 'stray', fields };
      }
    } else if (code === COMMA) {
      fields++;
      fieldStart = true;
      continue;
    } else if (code === QUOTE && fieldStart) {
      quoted = true;
    }
    fieldStart = false;
  }
  return { end: quoted ? 'open' : 'complete', fields };
}
