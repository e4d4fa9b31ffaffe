import { useLive } from "../live.ts";
import { SchoolPage } from "./school-page.tsx";

/** The practice classroom: waits for the practice school, then shows it. */
export const Classroom = () => {
  const { state, connected } = useLive();
  if (state === undefined) {
    return (
      <p class="opening" role="status">
        {connected ? "Opening the practice classroom." : "Practice does not answer. Trying again."}
      </p>
    );
  }
  return <SchoolPage state={state} connected={connected} />;
};
