import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { RadioGroup } from "../components/radio-group.tsx";
import { TextField } from "../components/text-field.tsx";
import { dayAndTimeOf } from "../wording.ts";

type Closing = { readonly decision: string; readonly reason: string; readonly cpoms?: string };

type Props = {
  readonly concern: ConcernView;
  readonly busy: boolean;
  readonly onClose: (closing: Closing) => void;
};

const DECISIONS = [
  "No further action",
  "Support within school",
  "Referred outside school",
  "Taken over by somebody else",
];

/** A concern is closed with a decision and its reason; the CPOMS reference is typed back where there is one. */
export function CloseConcern({ concern, busy, onClose }: Props) {
  const [decision, setDecision] = useState("");
  const [reason, setReason] = useState("");
  const [cpoms, setCpoms] = useState("");
  const [tried, setTried] = useState(false);
  if (concern.closed !== undefined) {
    const { at, by, cpoms: reference } = concern.closed;
    return (
      <section>
        <h2>Closed</h2>
        <p>{`${concern.closed.decision}. ${concern.closed.reason}`}</p>
        <p class="quiet">{`${by}, ${dayAndTimeOf(at)}${reference === undefined ? "" : `, CPOMS ${reference}`}`}</p>
      </section>
    );
  }
  const ready = decision !== "" && reason.trim() !== "";
  return (
    <details class="group">
      <summary>Close this concern</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ready) {
            const reference = cpoms.trim();
            onClose({ decision, reason: reason.trim(), ...(reference === "" ? {} : { cpoms: reference }) });
          }
        }}
      >
        <RadioGroup
          title="Decision"
          name="decision"
          options={DECISIONS}
          value={decision}
          onChange={setDecision}
        />
        <label class="field">
          <span>Reason</span>
          <textarea
            rows={3}
            autocomplete="off"
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </label>
        <TextField label="CPOMS reference, if it is recorded there" value={cpoms} onChange={setCpoms} />
        {tried && !ready ? (
          <p role="alert" class="warning">
            Choose a decision and give a reason.
          </p>
        ) : null}
        <button type="submit" class="press press-primary" aria-busy={busy}>
          Close the concern
        </button>
      </form>
    </details>
  );
}
