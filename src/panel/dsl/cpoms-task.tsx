import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { dayAndTimeOf } from "../wording.ts";
import { CpomsField, cpomsBody, NO_CPOMS } from "./cpoms-field.tsx";

type Said = { readonly cpoms?: string; readonly cpomsNotNeeded?: string };

type Props = {
  readonly cpoms: ConcernView["cpoms"];
  readonly busy: boolean;
  readonly onSend: (said: Said) => void;
};

/** The answer about CPOMS; if the concern was closed without it, the task that stays open until it is given (X3). */
export const CpomsTask = ({ cpoms, busy, onSend }: Props) => {
  const [draft, setDraft] = useState(NO_CPOMS);
  const [wrong, setWrong] = useState<string>();
  if (cpoms === undefined || cpoms.state === "asked at closing") return null;
  if ("at" in cpoms) {
    return (
      <section>
        <h2>CPOMS</h2>
        <p>
          {cpoms.state === "done"
            ? `CPOMS reference: ${cpoms.reference}`
            : `Not needed in CPOMS: ${cpoms.reason}`}
        </p>
        <p class="quiet">{`${cpoms.by}, ${dayAndTimeOf(cpoms.at)}`}</p>
      </section>
    );
  }
  const send = (): void => {
    const body = cpomsBody(draft);
    if (typeof body === "string") setWrong(body);
    else if (Object.keys(body).length === 0)
      setWrong("Write the CPOMS reference, or why it is not needed there.");
    else {
      setWrong(undefined);
      onSend(body);
    }
  };
  return (
    <section>
      <h2>CPOMS: not yet</h2>
      <p>Write this concern into CPOMS, then add the reference here. Or write why it is not needed there.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <CpomsField draft={draft} onDraft={setDraft} />
        {wrong === undefined ? null : (
          <p role="alert" class="warning">
            {wrong}
          </p>
        )}
        <button type="submit" class="press press-primary" aria-busy={busy}>
          Add to the record
        </button>
      </form>
    </section>
  );
};
