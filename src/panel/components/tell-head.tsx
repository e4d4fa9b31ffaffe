import { useRef } from "preact/hooks";
import type { LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";
import { useTick } from "./use-tick.ts";
import type { Told } from "./use-told.ts";

/** A concern of this person's that no one is told of yet. */
export type Held = { readonly ref: string; readonly undoUntil: string };

type Props = {
  readonly told: Told;
  readonly store: Pick<LessonStore, "clock">;
  readonly busy: ReadonlySet<string>;
  readonly held: Held | undefined;
  readonly onRaise: (without: string | undefined) => void;
  readonly onUndo: (ref: string) => void;
};

/** The button that tells of an adult, on it who will be told, and in its very place Undo. */
export const TellHead = ({ told, store, busy, held, onRaise, onUndo }: Props) => {
  useTick(held !== undefined, 200);
  const seconds = held === undefined ? 0 : store.clock.secondsUntil(held.undoUntil);
  const undo = held !== undefined && seconds > 0 ? held : undefined;
  const { now = "", next = "" } = told.preview ?? {};
  // Those whom this press tells, whatever is chosen for another one meanwhile.
  const telling = useRef("the headteacher");
  const press = (): void => {
    if (undo === undefined) {
      if (now !== "") telling.current = now;
      onRaise(told.without?.person);
      told.leaveOut(undefined);
    } else {
      onUndo(undo.ref);
    }
  };
  return (
    <PressButton
      icon={undo === undefined ? "tell" : "undo"}
      verb={undo === undefined ? "about-adult" : "take-back"}
      busy={busy.has("raise-adult") || busy.has("take-back")}
      onPress={press}
    >
      <span class="either">
        <Words
          shown={undo === undefined}
          also={now === "" ? "about an adult" : `about an adult: ${now}${next}`}
        >
          Tell the headteacher now
        </Words>
        <Words shown={undo !== undefined} also={`Telling ${telling.current} in ${seconds}`}>
          Undo
        </Words>
      </span>
    </PressButton>
  );
};

type WordsProps = { readonly shown: boolean; readonly also: string; readonly children: string };

/** What is not shown keeps its room: no button moves when one takes the other's place. */
const Words = ({ shown, also, children }: WordsProps) => (
  <span class={shown ? undefined : "kept-room"} aria-hidden={!shown}>
    {children} <span class="press-also">{also}</span>
  </span>
);
