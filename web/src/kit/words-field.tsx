// A few sentences of a person: a label over a text area that knows how much is taken.

interface WordsFieldProps {
  readonly label: string;
  readonly value: string;
  readonly lengthMax: number;
  readonly rows?: number;
  readonly isDisabled?: boolean;
  readonly onChange: (words: string) => void;
}

export function WordsField({ label, value, lengthMax, rows = 2, isDisabled, onChange }: WordsFieldProps) {
  return (
    <label className="field">
      {label}
      <textarea
        className="input"
        rows={rows}
        maxLength={lengthMax}
        value={value}
        disabled={isDisabled === true}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
