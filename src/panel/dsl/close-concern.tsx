import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { RadioGroup } from "../components/radio-group.tsx";
import { dayAndTimeOf } from "../wording.ts";
import { CpomsField, cpomsBody, NO_CPOMS } from "./cpoms-field.tsx";

type Closing = {
  readonly decision: string;
  readonly reason: string;
  readonly cpoms?: string;
  readonly cpomsNotNeeded?: string;
};

type Props = {
  readonly concern: ConcernView;
  readonly busy: boolean;
  readonly onClose: (closing: Closing) => void;
};

const DECISIONS = [
  "No further action",
  "Support within school",
  "Referred outside school",
  "Taken over by another person or service",
];

/**
 * A concern is closed with a decision and its reason. If it belongs on CPOMS, the form asks for the reference, or why
 * it is not needed there; without either it can be closed, and the task stays open (X3).
 */
export const CloseConcern = ({ concern, busy, onClose }: Props) => {
  const [decision, setDecision] = useState("");
  const [reason, setReason] = useState("");
  const [cpoms, setCpoms] = useState(NO_CPOMS);
  const [tried, setTried] = useState(false);
  if (concern.closed !== undefined) {
    const { at, by } = concern.closed;
    return (
      <section>
        <h2>Closed</h2>
        <p>{`${concern.closed.decision}. ${concern.closed.reason}`}</p>
        <p class="quiet">{`${by}, ${dayAndTimeOf(at)}`}</p>
      </section>
    );
  }
  const said = cpomsBody(cpoms);
  const missing =
    decision === "" || reason.trim() === ""
      ? "Choose a decision and give a reason."
      : typeof said === "string"
        ? said
        : undefined;
  return (
    <details class="group">
      <summary>Close this concern</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (missing === undefined && typeof said !== "string") {
            onClose({ decision, reason: reason.trim(), ...said });
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
        {concern.cpoms?.state === "asked at closing" ? (
          <>
            <CpomsField draft={cpoms} onDraft={setCpoms} />
            <p class="small">Without either, this concern stays in the list as “CPOMS: not yet”.</p>
          </>
        ) : null}
        {concern.cpoms?.state === "each" ? (
          <p class="small">
            This names several children. The CPOMS reference of each is asked for by itself, before closing or
            after it.
          </p>
        ) : null}
        {tried && missing !== undefined ? (
          <p role="alert" class="warning">
            {missing}
          </p>
        ) : null}
        <button type="submit" class="press press-primary" aria-busy={busy}>
          Close the concern
        </button>
      </form>
    </details>
  );
};
