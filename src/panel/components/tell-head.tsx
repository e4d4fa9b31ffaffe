import { useRef } from "preact/hooks";
import type { Api } from "../api.ts";
import type { LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";
import { ToldLine } from "./told-line.tsx";
import { useTick } from "./use-tick.ts";
import { useTold } from "./use-told.ts";

/** A concern of this person's that nobody is told of yet. */
export type Held = { readonly ref: string; readonly undoUntil: string };

type Props = {
  readonly api: Api;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly held: Held | undefined;
  readonly onRaise: (without: string | undefined) => void;
  readonly onUndo: (ref: string) => void;
};

/** A second tap in the same place that comes sooner was meant for what stood there before. */
const DOUBLE_TAP_MS = 800;

/** Who will be told of an adult, the press that tells, and in its place the way back. */
export function TellHead({ api, store, busy, held, onRaise, onUndo }: Props) {
  const told = useTold(api, store.state.view.lesson, "adult", true);
  const raisedAt = useRef(Number.NEGATIVE_INFINITY);
  useTick(held !== undefined, 200);
  const seconds = held === undefined ? 0 : store.clock.secondsUntil(held.undoUntil);
  const undo = held !== undefined && seconds > 0 ? held : undefined;
  const press = (): void => {
    if (undo === undefined) {
      raisedAt.current = performance.now();
      onRaise(told.without);
    } else if (performance.now() - raisedAt.current < DOUBLE_TAP_MS) {
      store.say("Not undone: Tell the headteacher now was pressed just now. Press again if you mean it.");
    } else {
      onUndo(undo.ref);
    }
  };
  return (
    <>
      {undo === undefined ? null : (
        <p class="countdown" role="timer">
          {`Telling the headteacher in ${seconds}`}
        </p>
      )}
      <PressButton wide busy={busy.has("raise-adult") || busy.has("take-back")} onPress={press}>
        {undo === undefined ? "Tell the headteacher now" : "Undo"}
      </PressButton>
      {undo === undefined ? (
        <ToldLine
          told={told}
          unknown="About an adult at school. Who will be told cannot be shown just now."
        />
      ) : null}
    </>
  );
}
