type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly rows: number;
  readonly longest: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Several lines of text under their label. */
export const TextArea = ({ label, hint, rows, longest, value, onChange }: Props) => (
  <label class="field">
    <span>{label}</span>
    {hint === undefined ? null : <span class="hint">{hint}</span>}
    <textarea
      rows={rows}
      maxLength={longest}
      autocomplete="off"
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </label>
);
