import { useEffect, useRef, useState } from "preact/hooks";
import type { PersonView } from "../../control/shapes.ts";

type Props = {
  readonly title: string;
  readonly people: readonly PersonView[];
  /** undefined: closed without a choice. */
  readonly onPicked: (person: PersonView | undefined) => void;
};

/** Teams' own list of people, which a page may open: everyone with an account, found by a part of the name. */
export const PeoplePicker = ({ title, people, onPicked }: Props) => {
  const [typed, setTyped] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const found = people.filter(
    ({ objectId, name }) => objectId !== null && name.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  return (
    <dialog ref={dialog} class="people-picker" aria-label={title} onClose={() => onPicked(undefined)}>
      <h2>{title}</h2>
      <input
        type="text"
        aria-label="Search for a person"
        placeholder="Type a name"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <ul>
        {found.map((person) => (
          <li key={person.id}>
            <button type="button" class="menu-item" onClick={() => onPicked(person)}>
              {person.name}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="menu-item" onClick={() => onPicked(undefined)}>
        Cancel
      </button>
    </dialog>
  );
};
