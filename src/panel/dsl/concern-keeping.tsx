import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { ReasonForm } from "./reason-form.tsx";

type Props = { readonly api: Api; readonly concern: ConcernView; readonly onDone: () => void };

/** How long a concern is kept: its review, and a hold for legal reasons. It never goes by itself. */
export function ConcernKeeping({ api, concern, onDone }: Props) {
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
        Names and words of this concern were erased after a review, the names of those who had read it too.
        Who has opened it since is noted by name.
      </p>
    );
  }
  return (
    <details class="group">
      <summary>{due ? "Review is due" : `Keeping: to be reviewed on ${dayOf(reviewOn)}`}</summary>
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
            Names and words go for good, the names of those who have read it too. That there was a concern,
            when, and who reviewed it stays. Who opens it from then on is noted by name.
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
      {held === undefined ? null : <p>{`Held by ${held.by}: ${held.reason}`}</p>}
      <ReasonForm
        api={api}
        path={path}
        body={() => ({ do: held === undefined ? "hold" : "lift-hold" })}
        button={held === undefined ? "Hold for legal reasons" : "Lift the hold"}
        onDone={onDone}
      />
    </details>
  );
}

function dayOf(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}
