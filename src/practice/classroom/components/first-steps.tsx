import { useEffect, useState } from "preact/hooks";
import type { MeetingView } from "../../control/shapes.ts";

/** Three steps for a person who sees this page for the first time; gone once closed or done. */
export const FirstSteps = ({ meeting }: { readonly meeting: MeetingView }) => {
  const [closed, setClosed] = useState(false);
  const admitted = meeting.seats.some(({ callingBot, where }) => callingBot && where === "in");
  const families = meeting.seats.some(
    ({ role, where, callingBot }) => role === "attendee" && where === "in" && !callingBot,
  );
  const steps = [
    {
      title: "Answer “Is this a lesson?” in the panel or your chat.",
      done: meeting.options.set.lobbyBypassSettings.scope === "organizer",
    },
    { title: "Press Start the lesson.", done: meeting.running },
    { title: "Let Lesson Guard in, then the families.", done: admitted && families },
  ];
  const finished = meeting.endedAt !== null || steps.every(({ done }) => done);
  useEffect(() => {
    // The steps lead to a lesson once; they do not come back when everyone has left it.
    if (finished) setClosed(true);
  }, [finished]);
  if (closed || finished) return null;
  const next = steps.findIndex(({ done }) => !done);
  return (
    <section class="first-steps" aria-label="First steps">
      <ol>
        {steps.map(({ title, done }, index) => (
          <li key={title} class={done ? "done" : index === next ? "next" : ""}>
            {title}
            {done ? <span class="unseen"> Done.</span> : null}
          </li>
        ))}
      </ol>
      <button type="button" class="press press-quiet" onClick={() => setClosed(true)}>
        Close
      </button>
    </section>
  );
};
