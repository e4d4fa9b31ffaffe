import { PressButton } from "../components/press-button.tsx";
import { SelectField } from "../settings/field.tsx";

type Props = {
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly away: boolean;
  readonly inZoom: boolean;
  /** Ids, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

const IN_TEAMS = {
  here: "They are invited, become co-organisers, and can admit people.",
  away: "The school directory cannot be reached. Plan without, and add them to the meeting in Teams.",
} as const;

const IN_ZOOM = {
  here: "They find the lesson on By hand. Make them co-hosts in Zoom yourself, and send them the link.",
  away: "The school directory cannot be reached. If you plan the lesson now, only you find it on By hand.",
} as const;

/** Colleagues who come too. In Teams each is invited, and can admit people. */
export const StaffFields = ({ colleagues, away, inZoom, chosen, onChange }: Props) => {
  const left = colleagues.filter(({ id }) => !chosen.includes(id));
  return (
    <fieldset>
      <legend>Other staff</legend>
      <p class="hint">{(inZoom ? IN_ZOOM : IN_TEAMS)[away ? "away" : "here"]}</p>
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
