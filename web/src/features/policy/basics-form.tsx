// The plain fields of a policy as a form; it writes into the same text as the editor, so the two are always in step.
import { useTranslation } from 'react-i18next';
import { readYaml, withValue } from './policy-yaml.ts';
import type { policyWords } from './words.ts';

interface Field {
  readonly word: Extract<keyof typeof policyWords, `edit.${string}`>;
  readonly path: readonly string[];
  readonly type: 'text' | 'date' | 'number' | 'mode';
}

const FIELDS: readonly Field[] = [
  { word: 'edit.titleZh', path: ['title', 'zh'], type: 'text' },
  { word: 'edit.titleEn', path: ['title', 'en'], type: 'text' },
  { word: 'edit.number', path: ['documentNumber'], type: 'text' },
  { word: 'edit.mode', path: ['mode'], type: 'mode' },
  { word: 'edit.from', path: ['dates', 'application', 'from'], type: 'date' },
  { word: 'edit.until', path: ['dates', 'application', 'until'], type: 'date' },
  { word: 'edit.preAuthorised', path: ['preAuthorisedYuan'], type: 'number' },
];
const MODES = ['automatic', 'confirm', 'apply'] as const;

const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
    document,
  );

interface BasicsFormProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function BasicsForm({ text, onChange }: BasicsFormProps) {
  const { t } = useTranslation('policy');
  const { value: document } = readYaml(text);
  if (document === undefined) return <p className="field-error">{t('edit.yaml')}</p>;
  return (
    <div className="field-row">
      {FIELDS.map((field) => (
        <label key={field.word} className="field">
          {t(field.word)}
          <FieldInput
            field={field}
            value={valueAt(document, field.path)}
            onValue={(value) => onChange(withValue(text, field.path, value))}
          />
        </label>
      ))}
    </div>
  );
}

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onValue: (value: string | number) => void;
}

function FieldInput({ field, value, onValue }: FieldInputProps) {
  const { t } = useTranslation('kit');
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (field.type === 'mode') {
    return (
      <select className="input" value={shown} onChange={({ target }) => onValue(target.value)}>
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {t(`mode.${mode}`)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      className="input"
      type={field.type}
      value={shown}
      onChange={({ target }) => onValue(field.type === 'number' ? Number(target.value) : target.value)}
    />
  );
}
