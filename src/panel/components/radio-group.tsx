type Props = {
  readonly title: string;
  readonly name: string;
  readonly options: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One of a few, with targets of a finger's size. */
export const RadioGroup = ({ title, name, options, value, onChange }: Props) => (
  <fieldset>
    <legend>{title}</legend>
    {options.map((option) => (
      <label key={option} class="tick">
        <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
        <span>{option.charAt(0).toUpperCase() + option.slice(1)}</span>
      </label>
    ))}
  </fieldset>
);
