import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly numeric?: boolean;
};

/** A text or number field with its own error. */
export const Field = ({ label, hint, error, value, onChange, numeric }: Props) => {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        type="text"
        inputMode={numeric === true ? "numeric" : "text"}
        autocomplete="off"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Labelled>
  );
};

/** Several lines of text, with its own error. */
export const AreaField = ({ label, hint, error, value, onChange }: Omit<Props, "numeric">) => {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        rows={8}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Labelled>
  );
};

type WhenProps = Omit<Props, "numeric"> & { readonly type: "date" | "time" };

/** A day or a time, chosen in the browser's own way. */
export const WhenField = ({ type, label, hint, error, value, onChange }: WhenProps) => {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        type={type}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Labelled>
  );
};

type SelectProps = Omit<Props, "numeric"> & {
  readonly options: readonly { readonly value: string; readonly title: string }[];
};

/** A choice of a few, with its own error. */
export const SelectField = ({ label, hint, error, value, onChange, options }: SelectProps) => {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.title}
          </option>
        ))}
      </select>
    </Labelled>
  );
};

type LabelledProps = {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly children: ComponentChildren;
};

const Labelled = ({ id, label, hint, error, children }: LabelledProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    {hint === undefined ? null : (
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    )}
    {children}
    {error === undefined ? null : (
      <p id={`${id}-error`} class="field-error">
        {error}
      </p>
    )}
  </div>
);

const describedBy = (id: string, hint: string | undefined, error: string | undefined): string | undefined => {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ];
  return ids.length === 0 ? undefined : ids.join(" ");
};

type ListProps = {
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
};

/** Several values in one field; it keeps the text as typed, so that a comma can be written. */
export const ListField = ({ label, hint, error, value, onChange }: ListProps) => {
  const [text, setText] = useState(value.join(", "));
  const change = (typed: string): void => {
    setText(typed);
    onChange(listOf(typed));
  };
  return <Field label={label} hint={hint} error={error} value={text} onChange={change} />;
};

const listOf = (value: string): string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
