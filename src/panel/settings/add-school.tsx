import { useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { Field } from "./field.tsx";

type Props = { readonly api: Api; readonly onAdded: (school: string) => void };

/** For a person who administers every school: the rest of a new school's settings follows on its own page. */
export const AddSchool = ({ api, onAdded }: Props) => {
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [trouble, setTrouble] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await api.post("/api/schools", { id, settings: { name, timeZone: "Europe/London" } });
      setId("");
      setName("");
      onAdded(id);
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      setTrouble(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <aside class="add-school" aria-label="Schools">
      <details>
        <summary>Add a school</summary>
        <Field label="Name of the school" error={trouble?.fields["name"]} value={name} onChange={setName} />
        <Field
          label="Short name"
          hint="Small letters, digits and hyphens; it cannot be changed later."
          error={trouble?.fields["id"]}
          value={id}
          onChange={setId}
        />
        {trouble === undefined ? null : (
          <p role="alert" class="warning">
            {trouble.say}
          </p>
        )}
        <PressButton busy={busy} onPress={() => void add()}>
          Add the school
        </PressButton>
      </details>
    </aside>
  );
};
