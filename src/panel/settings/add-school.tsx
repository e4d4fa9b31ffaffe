import { useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { Field } from "./field.tsx";

type Props = { readonly api: Api; readonly onAdded: (school: string) => void };

/** For a person who administers every school: the rest of a new school's settings follows on its own page. */
export const AddSchool = ({ api, onAdded }: Props) => {
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [fields, setFields] = useState<ApiError["fields"]>({});
  const { busy, said, ask } = useOneAtATime();
  const add = async (): Promise<void> => {
    const added = await ask(async () => {
      setFields({});
      try {
        return await api.post<object>("/api/schools", { id, settings: { name, timeZone: "Europe/London" } });
      } catch (problem) {
        if (problem instanceof ApiError) setFields(problem.fields);
        throw problem;
      }
    });
    if (added === undefined) return;
    setId("");
    setName("");
    onAdded(id);
  };
  return (
    <aside class="add-school" aria-label="Schools">
      <details>
        <summary>Add a school</summary>
        <Field label="Name of the school" error={fields["name"]} value={name} onChange={setName} />
        <Field
          label="Short name"
          hint="Small letters, digits and hyphens; it cannot be changed later."
          error={fields["id"]}
          value={id}
          onChange={setId}
        />
        <SaidLine said={said} />
        <PressButton busy={busy} onPress={() => void add()}>
          Add the school
        </PressButton>
      </details>
    </aside>
  );
};
