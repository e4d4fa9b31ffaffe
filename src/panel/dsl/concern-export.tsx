import type { Api } from "../api.ts";
import { ExportForm } from "./export-form.tsx";

/** A concern as a file, with full names; the export is noted in the concern. */
export const ConcernExport = ({ api, reference }: { readonly api: Api; readonly reference: string }) => (
  <details class="group">
    <summary>Export this concern</summary>
    <ExportForm
      api={api}
      name="concern"
      forms={["pdf", "text", "sealed"]}
      purpose="safeguarding"
      wanted={() => ({ of: "concern", ref: reference })}
      button="Export"
    />
  </details>
);
