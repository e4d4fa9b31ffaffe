import { PressButton } from "../components/press-button.tsx";
import { SelectField } from "../settings/field.tsx";

type Props = {
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly away: boolean;
  /** Ids, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** Colleagues who come too: each is invited, and can admit people. */
export const StaffFields = ({ colleagues, away, chosen, onChange }: Props) => {
  const left = colleagues.filter(({ id }) => !chosen.includes(id));
  return (
    <fieldset>
      <legend>Other staff</legend>
      <p class="hint">
        {away
          ? "The school directory cannot be reached. Plan without, and add them to the meeting in Teams."
          : "They are invited, become co-organisers, and can admit people."}
      </p>
      <ul class="planned-lines">
        {colleagues
          .filter(({ id }) => chosen.includes(id))
          .map(({ id, name }) => (
            <li key={id}>
              {name}{" "}
              <PressButton
                look="quiet"
                label={`Leave out ${name}`}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              >
                Leave out
              </PressButton>
            </li>
          ))}
      </ul>
      {left.length === 0 ? null : (
        <SelectField
          label="Add a colleague"
          error={undefined}
          value=""
          onChange={(id) => (id === "" ? undefined : onChange([...chosen, id]))}
          options={[
            { value: "", title: "Choose" },
            ...left.map(({ id, name }) => ({ value: id, title: name })),
          ]}
        />
      )}
    </fieldset>
  );
};
