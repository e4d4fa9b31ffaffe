import type { PracticeState } from "../../control/shapes.ts";
import type { Run } from "../acts.ts";
import { runApplication } from "../control.ts";

type Props = {
  readonly state: PracticeState;
  readonly connected: boolean;
  readonly run: Run;
};

/** What is not as usual: practice gone, Lesson Guard down, Teams slow or out. */
export const Banners = ({ state, connected, run }: Props) => {
  const { app, faults, latency } = state;
  const out = faults.some(({ kind }) => kind === "outage");
  const slow = Math.round(latency.cloud / 1000);
  return (
    <div class="banners" role="status">
      {connected ? null : (
        <p class="banner banner-bad">
          <strong>Practice does not answer.</strong> What you see may be old. Trying again.
        </p>
      )}
      {connected && !app.up ? (
        <p class="banner banner-bad">
          <span>
            <strong>Lesson Guard is down.</strong> Teams goes on without it.
          </span>
          <button type="button" class="press" onClick={() => void run(() => runApplication("start"))}>
            Start it again
          </button>
        </p>
      ) : null}
      {out ? <p class="banner">Teams is out: it answers nothing to apps.</p> : null}
      {!out && slow > 0 ? <p class="banner">Teams is slow: each answer takes {slow} seconds.</p> : null}
    </div>
  );
};
