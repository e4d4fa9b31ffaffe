import { useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { LessonStore } from "../lesson-store.ts";
import { UndoWordButton } from "./recording-file.tsx";
import { TextField } from "./text-field.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  /** Whether a press waits for its answer. */
  readonly busy: boolean;
};

/** A recorded one-to-one: the text for CPOMS, and the reference typed back (S6). */
export const RecordingTask = ({ view, store, busy }: Props) => {
  const [reference, setReference] = useState("");
  const task = view.recordingTask;
  if (task === undefined) return null;
  const press = { press: "recording-in-cpoms", reference: reference.trim() } as const;
  const note = (): void => {
    if (press.reference === "") store.say("First write the CPOMS reference.");
    else void store.press(press);
  };
  const form =
    task.text === undefined ? null : (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          note();
        }}
      >
        <label class="field">
          <span>Text for CPOMS</span>
          <textarea
            readOnly
            rows={6}
            value={task.text}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </label>
        <TextField label="CPOMS reference" longest={100} value={reference} onChange={setReference} />
        <button type="submit" class="press" aria-busy={busy}>
          Note the reference
        </button>
      </form>
    );
  return (
    <section aria-label="CPOMS">
      <p>
        <strong>{task.sentence}</strong>
      </p>
      {form === null || isEnded(view) ? (
        form
      ) : (
        // While the lesson is on, the child comes first.
        <details class="group">
          <summary>Text and reference</summary>
          {form}
        </details>
      )}
      <UndoWordButton undo={task.undo} busy={busy} store={store} />
    </section>
  );
};
