type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly longest?: number;
};

/** One line of text under its label. */
export const TextField = ({ label, value, onChange, longest }: Props) => (
  <label class="field">
    <span>{label}</span>
    <input
      type="text"
      autocomplete="off"
      maxLength={longest}
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </label>
);
