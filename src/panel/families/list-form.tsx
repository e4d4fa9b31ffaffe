import { useId, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { Field } from "../settings/field.tsx";
import { exportIn, linesIn, linesOf, pupilsIn, withPupils } from "./list-lines.ts";
import { ReadExport } from "./read-export.tsx";
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

/** A list as lines of text: a child, then the adults who get a link. */
export const ListForm = ({ api, view, busy, onKeep }: Props) => {
  const id = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [text, setText] = useState(view === undefined ? "" : linesOf(view));
  const [taken, setTaken] = useState<Taken>();
  const [read, setRead] = useState<readonly string[]>([]);
  const pupils = pupilsIn(text);
  const from = exportIn(text);
  const takeNames = (names: readonly string[], notes: readonly string[]): void => {
    setTaken(undefined);
    setRead(notes);
    setText(linesIn(names.map((child) => ({ name: child, adults: [] }))));
  };
  // It may come while a person types: what they wrote is never replaced, only what came in the same way before.
  const take = (found: Taken): void => {
    const before = taken;
    setTaken(found);
    setText((now) =>
      withPupils(before !== undefined && now === linesIn(before.pupils) ? "" : now, found.pupils),
    );
    setName((now) => (now.trim() === "" || now === before?.name ? found.name : now));
  };
  return (
    <>
      <SourceChooser api={api} onTaken={take} />
      {read.length === 0 ? null : (
        <ul class="taken" role="status">
          {read.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {taken === undefined ? null : (
        <section class="taken" role="status">
          <p>
            {`${taken.name}: ${taken.pupils.length === 1 ? "1 pupil" : `${taken.pupils.length} pupils`}. Nothing is saved yet. ${pupils.length > taken.pupils.length ? "They stand below the lines that were there. " : ""}Check each line, correct what is wrong, then save the list.`}
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
      {from === undefined ? null : <ReadExport api={api} from={from} text={text} onRead={takeNames} />}
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
