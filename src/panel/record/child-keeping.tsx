import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { ReasonForm } from "./reason-form.tsx";

type Props = { readonly api: Api; readonly onDone: () => void };

/** Holds a child's lessons, or erases the child's names in them. */
export function ChildKeeping({ api, onDone }: Props) {
  const [name, setName] = useState("");
  const named = (what: object) => () =>
    name.trim().length < 2
      ? "Write the child’s name as it stands on the register."
      : { ...what, name: name.trim() };
  return (
    <details class="group">
      <summary>Hold or erase one child</summary>
      <label class="field">
        <span>The child’s name, as on the register</span>
        <input
          type="text"
          autocomplete="off"
          maxLength={80}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <h3>Hold</h3>
      <p class="hint">
        No lesson with this child expires, and nothing of the child is erased, until it is lifted.
      </p>
      <ReasonForm
        api={api}
        path="/api/keeping"
        body={named({ do: "hold", on: "pupil" })}
        button="Hold for legal reasons"
        onDone={onDone}
      />
      <h3>Erase</h3>
      <p class="hint">
        The child’s names in all lessons go for good: registers, and what their devices showed. Concerns are
        not touched: they are reviewed. Two children of one name cannot be told apart.
      </p>
      <ReasonForm
        api={api}
        path="/api/keeping"
        body={named({ do: "erase-child" })}
        button="Erase this child’s names"
        danger
        onDone={onDone}
      />
    </details>
  );
}
