import type { Hold } from "../../protocol/keeping/state.ts";
import type { Api } from "../api.ts";
import { dayAndTimeOf } from "../wording.ts";
import { ReasonForm } from "./reason-form.tsx";

type Props = { readonly api: Api; readonly holds: readonly Hold[]; readonly onDone: () => void };

/** Legal holds: what they name neither expires nor is erased. */
export const Holds = ({ api, holds, onDone }: Props) => (
  <section>
    <h2>Legal holds</h2>
    {holds.length === 0 ? (
      <p>There are no legal holds here. A hold on a concern is shown with the concern.</p>
    ) : null}
    {holds.map(({ hold, at, byName, pupil, reason }) => (
      <details key={hold} class="group">
        <summary>{`${pupil ?? "One lesson"}, since ${dayAndTimeOf(at)}, by ${byName}`}</summary>
        <p>{reason}</p>
        <ReasonForm
          api={api}
          path="/api/keeping"
          body={() => ({ do: "lift-hold", hold })}
          button="Lift the hold"
          onDone={onDone}
        />
      </details>
    ))}
  </section>
);
