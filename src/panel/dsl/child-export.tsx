import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { TextField } from "../components/text-field.tsx";
import { ExportForm } from "./export-form.tsx";
import { withChild } from "./with-child.ts";

/** All that is held on one child. */
export const ChildExport = ({ api, onMade }: { readonly api: Api; readonly onMade: () => void }) => {
  const [name, setName] = useState("");
  return (
    <details class="group">
      <summary>One child</summary>
      <ExportForm
        api={api}
        name="child"
        forms={["pdf", "csv", "page"]}
        purpose="family"
        wanted={() => withChild(name, { of: "child" })}
        button="Export what the record holds"
        onMade={onMade}
      >
        <TextField
          label="The child’s full name, as on the register"
          longest={80}
          value={name}
          onChange={setName}
        />
        <p class="hint">Other pupils’ names are marked. Read all of it before you hand it over.</p>
      </ExportForm>
    </details>
  );
};
