import type { LessonView } from "../../protocol/screen/view.ts";
import type { ServerClock } from "../server-clock.ts";
import { useTick } from "./use-tick.ts";

type Props = {
  readonly end: NonNullable<LessonView["end"]>;
  readonly presses: LessonView["presses"];
  readonly clock: ServerClock;
};

/** "Ending for all and telling the DSL in 3", on the server's clock, for as long as Undo helps. */
export const EndCountdown = ({ end, presses, clock }: Props) => {
  const undoable = presses.some(({ press }) => press === "undo-end");
  useTick(undoable, 200);
  if (!undoable) {
    return null;
  }
  const seconds = clock.secondsUntil(end.undoUntil);
  return (
    <p class="countdown" role="timer">
      {`${end.counted} ${seconds > 0 ? `in ${seconds}` : "now"}`}
    </p>
  );
};
