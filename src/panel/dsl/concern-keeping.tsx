import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { ReasonForm } from "./reason-form.tsx";

type Props = { readonly api: Api; readonly concern: ConcernView; readonly onDone: () => void };

/** How long a concern is kept: its review, and a hold for legal reasons. It never goes by itself. */
export const ConcernKeeping = ({ api, concern, onDone }: Props) => {
  const [until, setUntil] = useState("");
  const { keeping } = concern;
  if (keeping === undefined) {
    return null;
  }
  const path = `/api/concerns/${encodeURIComponent(concern.ref)}/keeping`;
  const { due, reviewOn, held, erasedAt } = keeping;
  if (erasedAt !== undefined) {
    return (
      <p>
        After a review, all names and words of this concern were erased, and the names of the people who had
        read it. People who have opened it since are noted by name.
      </p>
    );
  }
  return (
    <details class="group">
      <summary>{due ? "Review is due" : `Keep until ${dayOf(reviewOn)}, then review`}</summary>
      <h3>Keep</h3>
      <ReasonForm
        api={api}
        path={path}
        body={() =>
          until === "" ? "Choose the day of the next review." : { do: "review", outcome: "keep", until }
        }
        button="Keep until then"
        onDone={onDone}
      >
        <label class="field">
          <span>Review again on</span>
          <input type="date" value={until} onInput={({ currentTarget }) => setUntil(currentTarget.value)} />
        </label>
      </ReasonForm>
      {due && held === undefined ? (
        <>
          <h3>Erase</h3>
          <p class="hint">
            All names and words are erased for good, and the names of the people who have read it. That there
            was a concern, when, and who reviewed it stays. People who open it from then on are noted by name.
          </p>
          <ReasonForm
            api={api}
            path={path}
            body={() => ({ do: "review", outcome: "erase" })}
            button="Erase names and words"
            danger
            onDone={onDone}
          />
        </>
      ) : null}
      <h3>Legal hold</h3>
      {held === undefined ? null : <p>{`Legal hold by ${held.by}: ${held.reason}`}</p>}
      <ReasonForm
        api={api}
        path={path}
        body={() => ({ do: held === undefined ? "hold" : "lift-hold" })}
        button={held === undefined ? "Place a legal hold" : "Lift the hold"}
        onDone={onDone}
      />
    </details>
  );
};

const dayOf = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
