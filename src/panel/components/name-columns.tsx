import { useId, useState } from "preact/hooks";
import type { AskedColumn, NamedColumns } from "../../protocol/names/register-columns.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly columns: readonly AskedColumn[];
  readonly onChosen: (columns: NamedColumns) => void;
};

const NONE = "none";

/** Which column is the name: asked where the file does not say, instead of guessed. */
export const NameColumns = ({ columns, onChosen }: Props) => {
  const [first, setFirst] = useState("0");
  const [last, setLast] = useState(NONE);
  const chosen: NamedColumns =
    last === NONE || last === first
      ? { name: Number(first) }
      : { forename: Number(first), surname: Number(last) };
  return (
    <div class="name-columns">
      <p role="status">Which column holds the names?</p>
      <Chooser label="Name, or first name" columns={columns} value={first} onChange={setFirst} />
      <Chooser
        label="Surname, if it has its own column"
        columns={columns}
        value={last}
        onChange={setLast}
        none
      />
      <PressButton look="primary" wide onPress={() => onChosen(chosen)}>
        Read the names
      </PressButton>
    </div>
  );
};

type ChooserProps = {
  readonly label: string;
  readonly columns: readonly AskedColumn[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly none?: boolean;
};

const Chooser = ({ label, columns, value, onChange, none = false }: ChooserProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {none ? <option value={NONE}>There is none</option> : null}
        {columns.map(({ column, heading, samples }) => (
          <option key={column} value={String(column)}>
            {`${heading ?? `Column ${column + 1}`}: ${samples.join(", ")}`}
          </option>
        ))}
      </select>
    </div>
  );
};
