import { useRef } from "preact/hooks";
import type { ApiError } from "../api.ts";
import type { LessonStore } from "../lesson-store.ts";
import { Unanswered } from "../unanswered.ts";
import { EndForAll } from "./bar.tsx";
import { OfficeNote } from "./notice-page.tsx";
import { PressButton } from "./press-button.tsx";
import { SaidLine } from "./said-line.tsx";
import { useStore } from "./use-store.ts";
import { useTick } from "./use-tick.ts";

type Props = { readonly error: ApiError; readonly store: LessonStore };

const ENDED =
  "End for all was pressed. How far it has come is not shown here: look in Teams at who is still in the meeting.";

/** For a person whom the directory no longer calls staff while their lesson is on: only the buttons that protect. */
export const ProtectOnly = ({ error, store }: Props) => {
  const { said, busy, undoUntil } = useStore(store);
  const unanswered = useRef(new Unanswered());
  const isBusy = busy.size > 0;
  const seconds = undoUntil === undefined ? 0 : store.clock.secondsUntil(undoUntil);
  useTick(seconds > 0, 200);
  const hasEnded = undoUntil !== undefined && seconds === 0;
  const tell = async (): Promise<void> => {
    const raised = await store.raise("child", unanswered.current.name("child"));
    if (raised !== undefined) unanswered.current.answered("child");
  };
  return (
    <main class="notice protect-only">
      <h1>You can still protect this lesson</h1>
      <p>{error.say}</p>
      <div class="bar-row">
        <PressButton busy={isBusy} look="danger" onPress={() => void tell()}>
          Tell the DSL now
        </PressButton>
      </div>
      <div class="bar-row bar-doors">
        {seconds > 0 ? (
          <PressButton busy={isBusy} onPress={() => void store.press({ press: "undo-end" })}>
            Undo
          </PressButton>
        ) : (
          <PressButton busy={isBusy} onPress={() => void store.press({ press: "pause" })}>
            Pause
          </PressButton>
        )}
        <PressButton busy={isBusy} look="danger" onPress={() => void store.press({ press: "end-for-all" })}>
          <EndForAll />
        </PressButton>
      </div>
      <SaidLine said={hasEnded ? { text: ENDED, tone: "plain", holds: () => true } : said} />
      <OfficeNote unless={[error.say]} />
      <PressButton look="quiet" onPress={() => void store.refresh()}>
        Try to show the lesson again
      </PressButton>
    </main>
  );
};
