import { useId, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { PressButton } from "../components/press-button.tsx";
import { Field } from "../settings/field.tsx";
import { linesOf, pupilsIn } from "./list-lines.ts";

type Props = {
  /** The list as it is; absent for a new one. */
  readonly view?: ClassView;
  readonly busy: boolean;
  readonly onKeep: (list: { readonly name: string; readonly pupils: ReturnType<typeof pupilsIn> }) => void;
};

/** A list as lines of text: a child, then the adults who get a link. */
export const ListForm = ({ view, busy, onKeep }: Props) => {
  const id = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [text, setText] = useState(view === undefined ? "" : linesOf(view));
  const pupils = pupilsIn(text);
  return (
    <>
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
      <PressButton
        busy={busy}
        off={name.trim() === "" || pupils.length === 0}
        onPress={() => onKeep({ name, pupils })}
      >
        {pupils.length === 1 ? "Keep the list of 1 child" : `Keep the list of ${pupils.length} children`}
      </PressButton>
    </>
  );
};
