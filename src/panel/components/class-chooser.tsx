import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "./press-button.tsx";

type Class = { readonly id: string; readonly name: string };

type Props = {
  readonly api: Api;
  readonly path: string;
  readonly busy: boolean;
  readonly onChosen: (id: string) => void;
};

/** The classes of the school, as the directory knows them. */
export const ClassChooser = ({ api, path, busy, onChosen }: Props) => {
  const [classes, setClasses] = useState<readonly Class[]>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    api.get<{ classes: readonly Class[] }>(`${path}/classes`).then(
      (answer) => setClasses(answer.classes),
      (error: unknown) =>
        setTrouble(error instanceof ApiError ? error.say : "The classes could not be read."),
    );
  }, [api, path]);
  if (trouble !== undefined) {
    return (
      <p role="alert" class="warning">
        {trouble} A CSV file works too.
      </p>
    );
  }
  if (classes === undefined) {
    return <p role="status">Looking for classes.</p>;
  }
  if (classes.length === 0) {
    return <p>No class was found. Use a CSV file.</p>;
  }
  return (
    <ul class="plain-list">
      {classes.map(({ id, name }) => (
        <li key={id}>
          <PressButton wide busy={busy} onPress={() => onChosen(id)}>
            {name}
          </PressButton>
        </li>
      ))}
    </ul>
  );
};
