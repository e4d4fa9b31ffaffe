import { useEffect, useState } from "preact/hooks";
import type { Sight, Walk } from "../walks/walk.ts";
import { doneNow, saysNow, walksIn } from "../walks/walks.ts";

/** Two minutes in a role: one step at a time, each gone once it is seen to be done. */
export const WalkPart = ({ sight }: { readonly sight: Sight }) => {
  const walks = walksIn(sight.state);
  const [walk, setWalk] = useState<Walk>(walks[0]);
  const [done, setDone] = useState(0);
  const [closed, setClosed] = useState(false);
  const now = doneNow(walk, done, sight);
  useEffect(() => setDone(now), [now]);
  if (closed) return null;
  const step = walk.steps[now];
  return (
    <section class="walk" aria-label="First steps">
      <p class="walk-step" role="status">
        {step === undefined ? (
          <>
            <strong>{walk.title}: done.</strong> {walks.length > 1 ? "Another role?" : ""}
          </>
        ) : (
          <>
            <span class="label">{`${walk.title}, step ${now + 1} of ${walk.steps.length}`}</span>{" "}
            <strong>{saysNow(step, sight)}</strong>
          </>
        )}
      </p>
      {walks.length === 1 ? null : (
        <label class="walk-choice">
          <span class="label">Two minutes as</span>
          <select
            value={walk.id}
            onChange={({ currentTarget }) => {
              setWalk(walks.find(({ id }) => id === currentTarget.value) ?? walks[0]);
              setDone(0);
            }}
          >
            {walks.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" class="press press-quiet" onClick={() => setClosed(true)}>
        Close
      </button>
    </section>
  );
};
