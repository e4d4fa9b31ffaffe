import type { LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";
import { ToldLine } from "./told-line.tsx";
import { useTick } from "./use-tick.ts";
import type { Told } from "./use-told.ts";

/** A concern of this person's that no one is told of yet. */
export type Held = { readonly ref: string; readonly undoUntil: string };

type Props = {
  readonly told: Told;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly held: Held | undefined;
  readonly onRaise: (without: string | undefined) => void;
  readonly onUndo: (ref: string) => void;
};

/** Who will be told about an adult, the button that tells them, and in its very place Undo. */
export const TellHead = ({ told, store, busy, held, onRaise, onUndo }: Props) => {
  useTick(held !== undefined, 200);
  const seconds = held === undefined ? 0 : store.clock.secondsUntil(held.undoUntil);
  const undo = held !== undefined && seconds > 0 ? held : undefined;
  const press = (): void => {
    if (undo === undefined) {
      onRaise(told.without?.person);
      told.leaveOut(undefined);
    } else {
      onUndo(undo.ref);
    }
  };
  return (
    <section class="tell-head" aria-labelledby="tell-head-title">
      <h2 id="tell-head-title">About an adult at school</h2>
      {undo === undefined ? (
        <ToldLine told={told} unknown="Who will be told cannot be shown just now." />
      ) : (
        <p class="countdown" role="timer">
          {`Telling the headteacher in ${seconds}`}
        </p>
      )}
      <PressButton wide busy={busy.has("raise-adult") || busy.has("take-back")} onPress={press}>
        {undo === undefined ? "Tell the headteacher now" : "Undo"}
      </PressButton>
    </section>
  );
};
