import { useEffect, useState } from "preact/hooks";
import type { RecordingsView } from "../../protocol/screen/recordings-view.ts";
import { type Api, ApiError } from "../api.ts";

/**
 * Recorded one-to-ones: what is left to do, late first (S6, S7), and what recorded that was not to (S2, S5); for the
 * headteacher the counts as well (S8).
 */
export const Recordings = ({ api }: { readonly api: Api }) => {
  const [view, setView] = useState<RecordingsView>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    api.get<RecordingsView>("/api/recordings").then(setView, (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      setTrouble(error.say);
    });
  }, [api]);
  if (trouble !== undefined) return <p role="status">{`Recordings: ${trouble}`}</p>;
  const { open = [], counts = [], missed = [], untold = [], wrongly = [] } = view ?? {};
  const amiss = [...missed, ...untold, ...wrongly];
  if (open.length + counts.length + amiss.length === 0) return null;
  return (
    <section aria-label="Recordings">
      <Amiss title="Not recorded with the parent away" all={missed} />
      <Amiss title="Recorded, the parent not told first" all={untold} />
      <Amiss title="Recorded, though it was not to be" all={wrongly} />
      {open.length + counts.length === 0 ? null : <h2>Recorded one-to-ones</h2>}
      {counts.length > 0 && open.length === 0 ? <p>Nothing is left to do.</p> : null}
      {open.map((one) => (
        <div key={one.lesson}>
          <p>
            <strong>{one.label}</strong>
            {`, ${one.staff}`}
          </p>
          <ul>
            {one.tasks.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ul>
        </div>
      ))}
      {counts.length === 0 ? null : (
        <details>
          <summary>How many, by staff and term</summary>
          <p>Only headteachers see this.</p>
          <ul>
            {counts.map(({ person, name, term, count, rising }) => (
              <li
                key={`${person} ${term}`}
              >{`${term}: ${name} ${count}${rising ? ", more than the term before" : ""}`}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Amiss = ({ title, all }: { readonly title: string; readonly all: RecordingsView["missed"] }) =>
  all.length === 0 ? null : (
    <>
      <h2>{title}</h2>
      {all.map((one) => (
        <div key={one.lesson}>
          <p>
            <strong>{one.label}</strong>
            {`, ${one.staff}`}
          </p>
          <p>{one.sentence}</p>
        </div>
      ))}
    </>
  );
