// The plain fields of the editor: each reads one place of the document, writes it, and shows what the checker says there.
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/language.ts';
import { scalarOf, textAt, type Path } from './document-value.ts';
import { fieldId, useEditing } from './editing.ts';

export interface FieldProps {
  readonly path: Path;
  readonly label: string;
  /** Empty means that the key is not written at all. */
  readonly isOptional?: boolean;
  /** The label is for those who cannot see the column's head. */
  readonly isBare?: boolean;
}

/** What a control carries so that its errors are found and heard. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-label'?: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby'?: string;
}

interface FrameProps extends FieldProps {
  readonly children: (attributes: ControlAttributes) => ReactNode;
}

/** The checker counts lines and columns within an expression; beside the field they are marked, not said. */
const withoutPlace = (words: string): string => words.replace(/^\d+:\d+ /, '');

export function FieldFrame({ path, label, isBare = false, children }: FrameProps) {
  const problems = useEditing().problemsAt(path);
  const { pick } = useLanguage();
  const saysId = useId();
  const attributes: ControlAttributes = {
    id: fieldId(path),
    'aria-invalid': problems.some(({ isError }) => isError),
    ...(isBare && { 'aria-label': label }),
    ...(problems.length > 0 && { 'aria-describedby': saysId }),
  };
  return (
    <div className="policy-field">
      {isBare ? null : <label htmlFor={attributes.id}>{label}</label>}
      {children(attributes)}
      {problems.length > 0 && (
        <div id={saysId}>
          {problems.map((problem, index) => (
            <p key={index} className={problem.isError ? 'field-error' : 'field-advice'}>
              {withoutPlace(pick(problem))}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

/** An emptied field that may be absent is taken out of the document. */
export const written = (typed: string, isOptional: boolean | undefined): string | undefined =>
  typed === '' && isOptional === true ? undefined : typed;

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'date';
  /** More than one makes it a place for long text. */
  readonly rows?: number;
  readonly suggestions?: readonly string[];
}

export function TextField({ type = 'text', rows, suggestions, ...field }: TextFieldProps) {
  const { value, set } = useEditing();
  const listId = useId();
  const control = {
    className: 'input',
    value: textAt(value, field.path),
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      set(field.path, written(target.value, field.isOptional)),
  };
  return (
    <FieldFrame {...field}>
      {(attributes) => {
        if (rows !== undefined) return <textarea {...attributes} {...control} rows={rows} />;
        if (!suggestions) return <input {...attributes} {...control} type={type} />;
        return (
          <>
            <input {...attributes} {...control} type={type} list={listId} />
            <datalist id={listId}>
              {suggestions.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </>
        );
      }}
    </FieldFrame>
  );
}

/** A number; what is none stays as typed, for the checker to name. */
export function NumberField(field: FieldProps) {
  const { value, set } = useEditing();
  return (
    <FieldFrame {...field}>
      {(attributes) => (
        <input
          {...attributes}
          className="input"
          inputMode="decimal"
          value={textAt(value, field.path)}
          onChange={({ target }) => {
            const typed = written(target.value.trim(), field.isOptional);
            set(field.path, typed === undefined ? undefined : scalarOf(typed));
          }}
        />
      )}
    </FieldFrame>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly Choice[];
}

export function ChoiceField({ choices, ...field }: ChoiceFieldProps) {
  const { value, set } = useEditing();
  const { t } = useTranslation('policy');
  const chosen = textAt(value, field.path);
  const isKnown = choices.some((choice) => choice.value === chosen);
  return (
    <FieldFrame {...field}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={chosen}
          onChange={({ target }) => {
            const next = written(target.value, field.isOptional);
            // `true` and `false` are chosen where the document has a truth value.
            set(field.path, next === 'true' || next === 'false' ? next === 'true' : next);
          }}
        >
          {field.isOptional === true && <option value="">{t('edit.none')}</option>}
          {!isKnown && chosen !== '' && <option value={chosen}>{chosen}</option>}
          {field.isOptional !== true && chosen === '' && <option value="">{t('edit.choose')}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

/** The same words in both languages, side by side. */
export function WordsFields({ path, label, rows }: FieldProps & { readonly rows?: number }) {
  const { t } = useTranslation('policy');
  const long = rows === undefined ? {} : { rows };
  return (
    <>
      <TextField path={[...path, 'zh']} label={t('edit.inZh', { label })} {...long} />
      <TextField path={[...path, 'en']} label={t('edit.inEn', { label })} {...long} />
    </>
  );
}
