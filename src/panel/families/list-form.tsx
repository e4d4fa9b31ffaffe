import { useId, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import type { Api } from "../api.ts";
import { CsvRegister } from "../components/csv-register.tsx";
import { PressButton } from "../components/press-button.tsx";
import { Field } from "../settings/field.tsx";
import { exportIn, linesIn, linesOf, pupilsIn } from "./list-lines.ts";
import { SourceChooser, type Taken } from "./source-chooser.tsx";

export type ListWritten = {
  readonly name: string;
  readonly pupils: ReturnType<typeof pupilsIn>;
  /** The class that it was taken from. */
  readonly from?: string;
};

type Props = {
  readonly api: Api;
  /** The list as it is; absent for a new one. */
  readonly view?: ClassView;
  readonly busy: boolean;
  readonly onKeep: (list: ListWritten) => void;
};

const EXPORT = {
  headings:
    "This looks like an export of your school’s system: it has headings. Its lines are not taken as they stand.",
  surnames:
    "Does each line begin with a surname, and then the child’s first name? Then do not save it as it stands.",
} as const;

/** A list as lines of text: a child, then the adults who get a link. */
export const ListForm = ({ api, view, busy, onKeep }: Props) => {
  const id = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [text, setText] = useState(view === undefined ? "" : linesOf(view));
  const [taken, setTaken] = useState<Taken>();
  const pupils = pupilsIn(text);
  const [exported, setExported] = useState<string>();
  const from = exportIn(text);
  const takeFile = (found: readonly { readonly name: string }[]): void => {
    setTaken(undefined);
    setText(linesIn(found.map((one) => ({ name: one.name, adults: [] }))));
    setExported(undefined);
  };
  const take = (found: Taken): void => {
    setTaken(found);
    setText(linesIn(found.pupils));
    setName(found.name);
  };
  return (
    <>
      <SourceChooser api={api} onTaken={take} />
      <details open={exported !== undefined}>
        <summary>Take the names from a file</summary>
        <CsvRegister
          api={api}
          path="/api/class-sources"
          busy={busy}
          onChosen={takeFile}
          {...(exported === undefined ? {} : { pasted: exported })}
        />
        <p class="small">Adults are not read from a file: add them to each line after that.</p>
      </details>
      {taken === undefined ? null : (
        <section class="taken" role="status">
          <p>
            {`${taken.name}: ${taken.pupils.length === 1 ? "1 pupil" : `${taken.pupils.length} pupils`}. Nothing is saved yet. Check each line, correct what is wrong, then save the list.`}
          </p>
          <ul>
            {taken.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <Field label="Class and term" error={undefined} value={name} onChange={setName} />
      <label class="field" for={id}>
        <span>One line for each child, then its adults, with commas: Amara Osei, Mrs Osei, Mr Osei</span>
        <textarea
          id={id}
          rows={10}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {from === undefined ? null : (
        <section role="status">
          <p class="warning">{EXPORT[from]}</p>
          <PressButton onPress={() => setExported(text)}>Read the names from it</PressButton>
        </section>
      )}
      <PressButton
        busy={busy}
        off={from === "headings" || name.trim() === "" || pupils.length === 0}
        onPress={() => onKeep({ name, pupils, ...(taken?.from === undefined ? {} : { from: taken.from }) })}
      >
        {pupils.length === 1 ? "Save the list of 1 child" : `Save the list of ${pupils.length} children`}
      </PressButton>
    </>
  );
};
