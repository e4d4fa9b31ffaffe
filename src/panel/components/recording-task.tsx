import { useState } from "preact/hooks";
import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { TextField } from "./text-field.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** A recorded one-to-one: the text for CPOMS, and the reference typed back (S6). */
export const RecordingTask = ({ view, store, busy }: Props) => {
  const [reference, setReference] = useState("");
  const task = view.recordingTask;
  if (task === undefined) return null;
  const press = { press: "recording-in-cpoms", reference: reference.trim() } as const;
  return (
    <section aria-label="CPOMS">
      <p>
        <strong>{task.sentence}</strong>
      </p>
      {task.text === undefined ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (press.reference === "") store.say("First write the CPOMS reference.");
            else void store.press(press);
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
          <button type="submit" class="press" aria-busy={busy.has(keyOf(press))}>
            Note the reference
          </button>
        </form>
      )}
    </section>
  );
};
