import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { TextField } from "../components/text-field.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { withChild } from "./with-child.ts";

type Props = { readonly api: Api; readonly onDone: () => void };

/** Places a legal hold on a child's lessons, or erases the child's names in them. */
export const ChildKeeping = ({ api, onDone }: Props) => {
  const [name, setName] = useState("");
  const [unnamed, setUnnamed] = useState(false);
  return (
    <details class="group">
      <summary>One child: legal hold, or erasing names</summary>
      <TextField label="The child’s name, as on the register" longest={80} value={name} onChange={setName} />
      <h3>Legal hold</h3>
      <p class="hint">
        Until the hold is lifted, lessons with this child are kept and nothing about the child is erased.
      </p>
      <label class="tick">
        <input type="checkbox" checked={unnamed} onChange={() => setUnnamed(!unnamed)} />
        <span>Also if no lesson names this child</span>
      </label>
      <ReasonForm
        api={api}
        path="/api/keeping"
        body={() => withChild(name, { do: "hold", on: "pupil", ...(unnamed ? { unnamed } : {}) })}
        button="Place a legal hold"
        onDone={onDone}
      />
      <h3>Erase</h3>
      <p class="hint">
        The child’s names in all lessons are erased for good: on registers, and what their devices showed.
        Concerns are not touched: they are reviewed. Two children with the same name cannot be told apart.
      </p>
      <ReasonForm
        api={api}
        path="/api/keeping"
        body={() => withChild(name, { do: "erase-child" })}
        button="Erase this child’s names"
        danger
        onDone={onDone}
      />
    </details>
  );
};
