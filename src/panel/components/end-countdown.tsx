import type { LessonView } from "../../protocol/screen/view.ts";
import type { ServerClock } from "../server-clock.ts";
import { useTick } from "./use-tick.ts";

type Props = { readonly view: LessonView; readonly clock: ServerClock };

/** "Ending for all in 3": beside Undo, on the server's clock. */
export function EndCountdown({ view, clock }: Props) {
  const undoable = view.presses.some(({ press }) => press === "undo-end");
  useTick(undoable, 200);
  if (!undoable || view.end === undefined) {
    return null;
  }
  const seconds = clock.secondsUntil(view.end.undoUntil);
  return (
    <p class="countdown" role="timer">
      {seconds > 0 ? `Ending for all in ${seconds}` : "Ending for all now"}
    </p>
  );
}
