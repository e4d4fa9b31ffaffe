import { useId, useState } from "preact/hooks";
import { canPickPerson, pickPerson } from "../pick-person.ts";
import { PressButton } from "./press-button.tsx";

type Person = { readonly id: string; readonly name: string };

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Those who can be chosen. */
  readonly people: readonly Person[];
  /** Entra id; "" where no one is chosen. */
  readonly value: string;
  /** For no one chosen. */
  readonly none?: string;
  /** Said of a person who was found in Teams and cannot be chosen: "… is neither DSL nor headteacher." */
  readonly others: string;
  readonly onChange: (person: string) => void;
};

/** A person, chosen by name on the page, or found in Teams' own list of people where Teams has one. */
export const PersonField = (props: Props) => {
  const { label, hint, error, people, value, none = "Choose a person", others, onChange } = props;
  const id = useId();
  const [said, setSaid] = useState<string>();
  const choose = (person: string): void => {
    setSaid(undefined);
    onChange(person);
  };
  const find = async (): Promise<void> => {
    const found = await pickPerson(label);
    if (found === undefined) {
      return;
    }
    if (people.some((one) => one.id.toLowerCase() === found.id)) {
      choose(found.id);
    } else {
      setSaid(`${found.name} ${others}`);
    }
  };
  const wrong = said ?? error;
  const about = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong === undefined ? [] : [`${id}-no`])];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <select
        id={id}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={about.length === 0 ? undefined : about.join(" ")}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{none}</option>
        {people.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === value}>
            {one.name}
          </option>
        ))}
      </select>
      {canPickPerson() ? (
        <PressButton look="quiet" label={`Find in Teams: ${label}`} onPress={() => void find()}>
          Find in Teams
        </PressButton>
      ) : null}
      <p id={`${id}-no`} role="status" class={wrong === undefined ? "said-room" : "field-error"}>
        {wrong}
      </p>
    </div>
  );
};
