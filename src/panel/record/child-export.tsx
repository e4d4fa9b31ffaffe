import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { ExportForm } from "./export-form.tsx";

/** All that is held on one child. The name is sent in the request's body, never in an address. */
export function ChildExport({ api, onMade }: { readonly api: Api; readonly onMade: () => void }) {
  const [name, setName] = useState("");
  return (
    <details class="group">
      <summary>One child</summary>
      <ExportForm
        api={api}
        name="child"
        forms={["pdf", "csv"]}
        purpose="family"
        wanted={() =>
          name.trim().length < 2
            ? "Write the child’s name as it stands on the register."
            : { of: "child", name: name.trim() }
        }
        button="Take out what is held"
        onMade={onMade}
      >
        <label class="field">
          <span>The child’s full name, as on the register</span>
          <input
            type="text"
            autocomplete="off"
            maxLength={80}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <p class="hint">Other pupils’ names are marked. Read all of it before you give it to anybody.</p>
      </ExportForm>
    </details>
  );
}
